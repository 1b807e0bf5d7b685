import Database
import Domain
import Store
import Synchronization

/// How many institutions are asked in each area on a day, kept as long as the register has not moved (design §4).
final class RegisterCache: Sendable {
    private struct Key: Hashable {
        let survey: String, day: Day, version: Int
    }

    private let kept = Mutex<[(key: Key, counts: RegisterCounts)]>([])
    private static let capacity = 64

    func counts(of form: Form, on day: Day, _ house: House) async throws -> RegisterCounts {
        let version = try await house.pool.read { try $0.facilities.registerVersion() }
        let key = Key(survey: form.survey, day: day, version: version)
        if let found = kept.withLock({ $0.first { $0.key == key }?.counts }) { return found }
        let counts = try await house.pool.read { try $0.facilities.roster(on: day) }.counts(askedBy: form)
        kept.withLock { kept in
            kept.removeAll { $0.key.version != version || $0.key == key }
            if kept.count >= Self.capacity { kept.removeFirst() }
            kept.append((key, counts))
        }
        return counts
    }
}
