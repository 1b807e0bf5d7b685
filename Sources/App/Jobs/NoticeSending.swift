import Database
import Logging
import ServiceLifecycle
import Store
import Web

/// Every few seconds queues the mails of notices whose time has come (R21).
struct NoticeSending: Service {
    let pool: any ConnectionPool
    let logger: Logger
    let clock: HouseClock

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await Task.sleep(for: .seconds(5))
                } catch {
                    return  // the server is stopping
                }
                await queue()
            }
        }
    }

    private func queue() async {
        do {
            try await NoticeMailing(pool).run(at: clock.now, arrived: clock.truth()) { Task.isCancelled }
        } catch {
            // The next round goes on where this one ended.
            logger.error("mails of notices were not queued: \(error)")
        }
    }
}
