import Database
import Domain
import Store

/// The register of a day with what is counted from it, kept as long as the register has not moved (design §4).
actor RegisterCache {
    private struct Key: Hashable {
        let day: Day, version: Int
    }

    /// Days are few at a time: today's, yesterday's, and what somebody leafs through.
    private static let capacity = 12

    private var rosters: [(key: Key, roster: Task<Roster, any Error>)] = []
    private var counts: [Key: [String: RegisterCounts]] = [:]

    /// Every institution on a day.
    func roster(on day: Day, _ house: House) async throws -> Roster { try await find(day, house).roster }

    /// How many are expected to report in each area.
    func counts(of form: Form, on day: Day, _ house: House) async throws -> RegisterCounts {
        let (key, roster) = try await find(day, house)
        if let known = counts[key]?[form.survey] { return known }
        let made = roster.counts(askedBy: form)
        if rosters.contains(where: { $0.key == key }) { counts[key, default: [:]][form.survey] = made }
        return made
    }

    /// Whoever asks while it is being read waits for the same reading.
    private func find(_ day: Day, _ house: House) async throws -> (key: Key, roster: Roster) {
        let version = try await house.pool.read { try $0.facilities.registerVersion() }
        let key = Key(day: day, version: version)
        if let index = rosters.firstIndex(where: { $0.key == key }) {
            // What is asked for stays: the day that nobody looked at for longest goes first.
            let found = rosters.remove(at: index)
            rosters.append(found)
            return (key, try await found.roster.value)
        }
        rosters.removeAll { $0.key.version < version }
        if rosters.count >= Self.capacity { rosters.removeFirst() }
        counts = counts.filter { kept in rosters.contains { $0.key == kept.key } }
        let reading = Task { try await house.pool.read { try $0.facilities.roster(on: day) } }
        rosters.append((key, reading))
        do {
            return (key, try await reading.value)
        } catch {
            rosters.removeAll { $0.key == key }
            throw error
        }
    }
}
