import Domain
import Logging
import ServiceLifecycle
import Sodium
import Store
import Web

/// Queues reminders when their time has come by the product's clock (R59); another node goes on where this one stopped.
struct Reminders: Service {
    let house: House
    private let worker = "w-" + Sodium.hex(Sodium.random(8))

    /// Between two looks, in seconds.
    private static let pause = 5

    init(house: House) { self.house = house }

    func run() async throws {
        let mailing = ReminderMailing(
            house.pool, surveys: house.surveys, holidays: house.holidays, worker: worker)
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                if await look(mailing) { continue }
                do {
                    try await Task.sleep(for: .seconds(Self.pause))
                } catch {
                    return  // the server is stopping
                }
            }
        }
    }

    /// - Returns: whether there is more to do at once.
    private func look(_ mailing: ReminderMailing) async -> Bool {
        let arrived = house.clock.truth()
        do {
            let progress = try await mailing.run(at: house.clock.at(arrived), arrived: arrived) { Task.isCancelled }
            if progress.queued > 0 {
                house.logger.info("reminders were queued", metadata: ["mails": "\(progress.queued)"])
            }
            return progress.hasMore
        } catch {
            // The next look goes on where this one ended.
            house.logger.error("reminders were not queued: \(error)")
            return false
        }
    }
}
