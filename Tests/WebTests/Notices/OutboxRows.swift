import Database
import Domain
import Store

/// One mail that bounced, what somebody has to see to for it, and one letter: what the outbox's addresses name.
enum OutboxRows {
    static let mail = "m-example"
    static let item = "w-example"
    static let batch = "20210919-0a1b2c3d4e5f"

    static func add(to world: WebWorld) async throws {
        let now = world.clock.now
        try await world.pool.write { try fill($0, at: now) }
    }

    private static func fill(_ db: any Connection, at now: Instant) throws {
        let (clerk, at) = (Person.hospital.account.id, now.adding(seconds: -86_400).text)
        try db.execute(
            """
            INSERT INTO mail (mail_id, account_id, purpose, batch, address, subject, body, code_purpose, code_payload,
                code_seconds, state, attempts, next_at, recorded_at, recorded_by, answer)
            VALUES (\(mail), \(clerk), 'reset', '', 'clerk@example.jp', '件名', 'パスワードの再設定', 'password', '', 86400,
                'bounced', 1, \(at), \(at), 'test', '550 no such user')
            """)
        try db.execute(
            """
            INSERT INTO work_item (work_item_id, kind, account_id, mail_id, opened_at)
            VALUES (\(item), 'bounce', \(clerk), \(mail), \(at))
            """)
        try db.execute(
            """
            INSERT INTO letter_batch (batch_id, recorded_at, recorded_by, letters) VALUES (\(batch), \(at), 'test', 1)
            """)
        try db.execute("INSERT INTO letter (batch_id, number, account_id) VALUES (\(batch), 1, \(clerk))")
    }
}
