import Database
import Domain
import Logging
import ServiceLifecycle
import Store

/// Once a day, at 3:30 in the night, erases the personal data whose time is over; after a start at once, in case a night was missed.
/// Several nodes may do so at the same time: what one has erased the others do not find.
struct Erasing: Service {
    let pool: any ConnectionPool
    let keeping: Keeping
    let logger: Logger
    /// In the demonstration the earlier of both clocks: nothing of its invented past is over before its own time.
    let now: @Sendable () -> Instant

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var done: Instant?
            while !Task.isCancelled {
                let start = Keeping.lastStart(before: now())
                if done.map({ $0 < start }) ?? true, await erase() { done = start }
                do {
                    try await Task.sleep(for: .seconds(Self.wait(at: now())))
                } catch {
                    return  // the server is stopping
                }
            }
        }
    }

    /// Seconds until the next night's start, an hour at most.
    static func wait(at now: Instant) -> Int {
        let next = Keeping.lastStart(before: now).adding(seconds: 24 * 60 * 60)
        return max(1, min(60 * 60, (next.milliseconds - now.milliseconds + 999) / 1000))
    }

    private func erase() async -> Bool {
        do {
            let counts = try await pool.erase(keeping, at: now())
            if !counts.isEmpty {
                let words = counts.map { "\($0.key.rawValue) \($0.value)" }.sorted().joined(separator: ", ")
                logger.info("erased: \(words)")
            }
            return true
        } catch {
            // The next hour tries again.
            logger.error("personal data were not erased: \(error)")
            return false
        }
    }
}
