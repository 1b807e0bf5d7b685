import Database
import Domain
import Store
import TestSupport

@testable import Web

/// One colleague of the hospital and one request to its prefecture, for routes that name such.
enum RecordTargets {
    static let colleague = "c-test"
    static let request = "r-test"
    static let key = "k-test"
    static let account = TestWorld.clerk.id

    /// Writes them down.
    static func add(to world: WebWorld) async throws {
        let now = world.clock.now.text
        try await world.pool.write { db in
            try db.execute(
                """
                INSERT INTO colleague (colleague_id, account_id, name, mail, mail_key, created_at)
                VALUES (\(colleague), \(account), '見本太郎', 'a@example.jp', 'a@example.jp', \(now))
                """)
            try db.execute(
                """
                INSERT INTO api_key (key_id, account_id, token_hash, name, hint, created_at, created_by)
                VALUES (\(key), \(account), 'none', '電子カルテ', 'none', \(now), \(account))
                """)
            try db.execute(
                """
                INSERT INTO change_request (request_id, facility_id, prefecture, subject, wanted, valid_from, recorded_at,
                    recorded_by)
                VALUES (\(request), \(TestWorld.own.text), '13', 'other', 'お願い', '2021-09-20', \(now), \(account))
                """)
        }
    }

    /// Whether what an address of the own record names is the person's.
    static func isTheirs(_ route: Route, _ person: Person) -> Bool {
        if route.path.contains(":colleague") { return person == .hospital }
        let ofInstitutions = ["/record/practice-days", "/record/requests", "/record/shared-view"]
        if ofInstitutions.contains(where: { route.path.hasPrefix($0) }) { return person.account.facility != nil }
        if route.path == "/record/reminders" { return [.hospital, .otherHospital, .association].contains(person) }
        return person != .administrator
    }

    /// Whether a request of the hospital's is the person's to answer.
    static func mayAnswer(_ route: Route, _ person: Person) -> Bool {
        route.path.contains(":request") ? person == .prefecture : person.account.prefecture != nil
    }
}
