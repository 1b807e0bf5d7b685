import Database
import Domain
import Logging
import ServiceLifecycle
import Sodium
import Store
import Web

/// Compares the designation reports that prefectures sent, a few hundred rows at a time, until the server stops; another one goes on
/// there (R31).
struct DesignationChecks: Service {
    let pool: any ConnectionPool
    let logger: Logger
    let clock: HouseClock

    /// How long it waits where nothing is to be done, in milliseconds: somebody watches the progress.
    private static let pause = 500

    func run() async throws {
        let work = DesignationChecking(pool: pool, worker: "w-" + Sodium.hex(Sodium.random(8)))
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                guard await step(work) else {
                    do {
                        try await Task.sleep(for: .milliseconds(Self.pause))
                    } catch {
                        return  // the server is stopping
                    }
                    continue
                }
            }
        }
    }

    /// - Returns: whether there may be more to do at once.
    private func step(_ work: DesignationChecking) async -> Bool {
        let arrived = clock.truth()
        do {
            switch try await work.step(at: clock.at(arrived), true: arrived) {
            case .nothing: return false
            case .worked: return true
            case .finished(let report):
                logger.info("a designation report was compared", metadata: ["report": "\(report)"])
                return true
            }
        } catch {
            // Nothing of the step was kept; the next one begins with the same rows.
            logger.error("a designation report was not compared: \(error)")
            return false
        }
    }
}
