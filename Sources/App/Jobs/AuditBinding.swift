import Database
import Domain
import Logging
import ServiceLifecycle
import Store

/// Once a minute writes the heads of all audit chains into one another.
struct AuditBinding: Service {
    let pool: any ConnectionPool
    let logger: Logger
    let now: @Sendable () -> Instant

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await Task.sleep(for: .seconds(60))
                } catch {
                    return  // the server is stopping
                }
                await bind()
            }
        }
    }

    private func bind() async {
        let instant = now()
        do {
            try await pool.write { try $0.audit.bindChains(at: instant) }
        } catch {
            // The next minute tries again; the chains themselves are written with what they tell of.
            logger.error("audit chains were not bound: \(error)")
        }
    }
}
