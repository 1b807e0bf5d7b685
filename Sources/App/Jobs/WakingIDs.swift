import Database
import Domain
import Logging
import ServiceLifecycle
import Store
import Web

/// Tells institutions of their ID when they begin to report themselves (R4 R22): looks when a day has begun or a fact was written
/// down, by the product's clock.
struct WakingIDs: Service {
    let house: House

    /// Between two looks, in seconds.
    private static let pause = 5

    /// What the last look saw.
    private struct Seen: Equatable {
        let day: Day
        let register: Int
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var last: Seen?
            while !Task.isCancelled {
                last = await look(after: last)
                do {
                    try await Task.sleep(for: .seconds(Self.pause))
                } catch {
                    return  // the server is stopping
                }
            }
        }
    }

    private func look(after last: Seen?) async -> Seen? {
        let arrived = house.clock.truth()
        let now = house.clock.at(arrived)
        do {
            let seen = Seen(day: now.day, register: try await house.pool.read { try $0.facilities.registerVersion() })
            guard seen != last else { return last }
            let told = try await WakingNotification(house.pool).run(
                holds: house.holdsNotifications, at: now, arrived: arrived
            ) {
                Task.isCancelled
            }
            if told != .init() {
                house.logger.info("IDs woke up", metadata: ["mails": "\(told.mails)", "letters": "\(told.letters)"])
            }
            return seen
        } catch {
            // The next look goes on where this one ended.
            house.logger.error("woken IDs were not told of: \(error)")
            return last
        }
    }
}
