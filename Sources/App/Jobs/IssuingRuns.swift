import Database
import Domain
import Logging
import ServiceLifecycle
import Sodium
import Store
import Web

/// Works at the lists from which IDs are issued, a few rows at a time, until the server stops; another one goes on there (R4).
struct IssuingRuns: Service {
    let pool: any ConnectionPool
    let surveys: Surveys
    let logger: Logger
    let clock: HouseClock

    /// How long it waits where nothing is to be done, in seconds.
    private static let pause = 2

    func run() async throws {
        let work = IssueRunWork(pool: pool, surveys: surveys, worker: "w-" + Sodium.hex(Sodium.random(8)))
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                guard await step(work) else {
                    do {
                        try await Task.sleep(for: .seconds(Self.pause))
                    } catch {
                        return  // the server is stopping
                    }
                    continue
                }
            }
        }
    }

    /// - Returns: whether there may be more to do at once.
    private func step(_ work: IssueRunWork) async -> Bool {
        let arrived = clock.truth()
        do {
            switch try await work.step(at: clock.at(arrived), true: arrived) {
            case .nothing: return false
            case .worked: return true
            case .finished(let run):
                logger.info("IDs were issued", metadata: ["run": "\(run.prefix(12))"])
                return true
            }
        } catch {
            // Nothing of the step was kept; the next one begins with the same rows.
            logger.error("IDs were not issued: \(error)")
            return false
        }
    }
}
