import Database
import Domain
import Store
import TestSupport
import Testing

/// Personal data go when their time is over, not a millisecond earlier; the audit counts them and still verifies.
struct ErasingTests {
    private static let keeping = Keeping()
    private static let account = TestWorld.clerk.id
    private static let at = TestWorld.now.text

    /// One row of each kind that was over at `TestWorld.now`.
    private static let rows: [(kind: Keeping.Kind, statements: [SQL])] = [
        (
            .sessions,
            [
                """
                INSERT INTO session (token_hash, account_id, created_at, last_seen_at)
                VALUES ('hash', \(account), \(at), \(at))
                """
            ]
        ),
        (.mails, [mail("m-1", "sent")]),
        (
            .letters,
            [
                """
                INSERT INTO letter_batch (batch_id, recorded_at, recorded_by, letters) VALUES ('b-1', \(at), 'x', 1)
                """,
                "INSERT INTO letter (batch_id, number, account_id) VALUES ('b-1', 1, \(account))",
            ]
        ),
        (
            .codes,
            [
                """
                INSERT INTO one_time_code (code_hash, account_id, purpose, way, payload, created_at, expires_at)
                VALUES ('hash', \(account), 'confirmMail', 'mail', 'a@example.jp', \(at), \(at))
                """
            ]
        ),
        (
            .contacts,
            [
                """
                INSERT INTO contact (account_id, number, name, mail, mail_key, phone, phone_key, reason, recorded_at,
                    recorded_by, replaced_at)
                VALUES (\(account), 1, '見本花子', 'A@example.jp', 'a@example.jp', '03-0000-0000', '0300000000', 'わけ',
                    \(at), 'x', \(at))
                """
            ]
        ),
        (
            .colleagues,
            [
                """
                INSERT INTO colleague (colleague_id, account_id, name, mail, mail_key, password_hash, created_at, ended_at)
                VALUES ('c-1', \(account), '見本花子', 'A@example.jp', 'a@example.jp', 'hash', \(at), \(at))
                """,
                "INSERT INTO second_factor (holder, secret, created_at) VALUES ('c-1', 'secret', \(at))",
                "INSERT INTO recovery_code (holder, code_hash, created_at) VALUES ('c-1', 'hash', \(at))",
            ]
        ),
        (
            .forms,
            [
                """
                INSERT INTO kept_form (account_id, colleague_id, path, body, recorded_at)
                VALUES (\(account), '', '/record', 'a', \(at))
                """
            ]
        ),
        (
            .sharedViews,
            [
                """
                INSERT INTO shared_view (share_id, account_id, code_hash, created_at, expires_at)
                VALUES ('v-1', \(account), 'hash', \(at), \(at))
                """
            ]
        ),
        (
            .identityChecks,
            [
                """
                INSERT INTO identity_check (check_id, account_id, recorded_at, recorded_by, way, checked, action)
                VALUES ('i-1', \(account), \(at), 'x', 'phone', 'name', 'reset')
                """
            ]
        ),
        (
            .devices,
            [
                """
                INSERT INTO known_device (holder, device_hash, first_seen_at, last_seen_at)
                VALUES (\(account), 'hash', \(at), \(at))
                """
            ]
        ),
        (
            .memberFiles,
            [
                """
                INSERT INTO member_file (file_id, account_id, survey, period, file_name, sheet, rows_taken, rows_open,
                    recorded_at)
                VALUES ('f-1', \(account), 'clinic-daily', '2021-01-19', '見本.xlsx', '{}', 0, 0, \(at))
                """
            ]
        ),
        (
            .acts,
            [
                """
                INSERT INTO act (scope, act_id, fingerprint, status, body, recorded_at)
                VALUES (\(account), 'a-1', 'hash', 303, '', \(at))
                """
            ]
        ),
    ]

    private static func mail(_ id: String, _ state: String) -> SQL {
        """
        INSERT INTO mail (mail_id, account_id, purpose, batch, address, subject, body, code_payload, code_seconds, state,
            next_at, recorded_at, recorded_by, answer)
        VALUES (\(id), \(account), 'notice', '', 'a@example.jp', 'お知らせ', '見本花子 様', '', 0, \(state), \(at), \(at), 'x',
            'for <a@example.jp>')
        """
    }

    private func due(_ now: Instant, _ world: TestWorld) async throws -> [Keeping.Kind: Int] {
        try await world.pool.read { try $0.erasing.due(Self.keeping, at: now) }
    }

    @Test(arguments: Engine.available)
    func `each kind goes exactly when its period is over`(engine: Engine) async throws {
        #expect(
            Self.rows.map(\.kind).sorted { $0.rawValue < $1.rawValue }
                == Keeping.Kind.allCases.sorted { $0.rawValue < $1.rawValue })
        try await TestWorld.with(engine) { world in
            for (kind, statements) in Self.rows {
                try await world.pool.write { db in for sql in statements { try db.execute(sql) } }
                let end = TestWorld.now.adding(seconds: Self.keeping.days(kind) * 86_400)
                let before = Instant(milliseconds: end.milliseconds - 1)
                #expect(try await due(before, world) == [:], "\(kind)")
                #expect(try await world.pool.erase(Self.keeping, at: before) == [:], "\(kind)")
                #expect(try await due(end, world) == [kind: 1])
                #expect(try await world.pool.erase(Self.keeping, at: end) == [kind: 1])
                #expect(try await due(end, world) == [:], "\(kind)")
                #expect(try await world.pool.erase(Self.keeping, at: end) == [:], "\(kind) a second time")
            }
            let after = try await Contents(world.pool)
            for table in [
                "session", "letter", "letter_batch", "one_time_code", "kept_form", "shared_view",
                "identity_check", "known_device", "member_file", "second_factor", "recovery_code",
            ] {
                #expect(after.rows(table) == 0, "\(table)")
            }
            for table in ["mail", "contact", "colleague"] {
                #expect(after.rows(table) == 1, "\(table)")
                let text = "\(after.tables[table] ?? [])"
                for word in ["見本", "example", "hash", "0000", "わけ"] {
                    #expect(!text.contains(word), "\(table): \(word)")
                }
            }
            let audit = try await world.pool.read { try $0.audit.verify() }
            #expect(audit.isWhole, "\(audit.faults)")
            let entries = try await world.pool.read { db in
                try db.query("SELECT detail FROM audit WHERE action = 'erase' ORDER BY number").map {
                    try $0.string("detail")
                }
            }
            #expect(entries.sorted() == Self.rows.map { "{\"\($0.kind.rawValue)\":\"1\"}" }.sorted())
        }
    }

    @Test(arguments: Engine.available)
    func `mails that wait to be sent stay`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.pool.write { db in
                for state in ["held", "queued", "sending"] { try db.execute(Self.mail(state, state)) }
            }
            #expect(try await due(TestWorld.now.adding(seconds: 800 * 86_400), world) == [:])
        }
    }

    @Test(arguments: Engine.available)
    func `a mail that was held for long is kept from its sending on`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let sent = TestWorld.now.adding(seconds: 30 * 86_400)
            try await world.pool.write { db in
                try db.execute(Self.mail("m-1", "sent"))
                try db.execute("UPDATE mail SET sent_at = \(sent.text)")
            }
            let end = sent.adding(seconds: 365 * 86_400)
            #expect(try await due(Instant(milliseconds: end.milliseconds - 1), world) == [:])
            #expect(try await due(end, world) == [.mails: 1])
        }
    }

    @Test(arguments: Engine.available)
    func `contact and colleagues of a closed institution go a year after its last day`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let surveys = world.surveys
            let closed = TestWorld.today.adding(10)
            try await world.pool.write { db in
                try db.contacts.record(
                    Contact(name: "見本花子", mail: "a@example.jp"), of: Self.account, at: TestWorld.now, by: "x")
                _ = try db.colleagues.add(name: "見本太郎", mail: "b@example.jp", to: TestWorld.clerk, at: TestWorld.now)
                try db.contacts.record(
                    Contact(name: "よその人"), of: TestWorld.officer.id, at: TestWorld.now, by: "x")
                try db.facilities.record(
                    .life(.closed), of: TestWorld.own, Validity(from: closed, until: nil), surveys: surveys,
                    at: TestWorld.now, by: "x")
            }
            let end = Instant(closed).adding(seconds: 365 * 86_400)
            #expect(try await due(Instant(milliseconds: end.milliseconds - 1), world) == [:])
            #expect(try await due(end, world) == [.contacts: 1, .colleagues: 1])
            #expect(try await world.pool.erase(Self.keeping, at: end) == [.contacts: 1, .colleagues: 1])
            let (contact, listed, other, history) = try await world.pool.read { db in
                (
                    try db.contacts.current(of: Self.account), try db.colleagues.all(of: Self.account),
                    try db.contacts.current(of: TestWorld.officer.id), try db.contacts.history(of: Self.account)
                )
            }
            #expect(contact == Contact())
            #expect(history.map(\.isErased) == [true])
            #expect(listed.map(\.colleague.name) == [""])
            #expect(listed.first?.endedAt == end)
            #expect(other.name == "よその人")
        }
    }

    @Test(arguments: Engine.available)
    func `an institution that is open again keeps its contact`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            _ = try await world.pool.write { db in
                try db.contacts.record(Contact(name: "見本花子"), of: Self.account, at: TestWorld.now, by: "x")
            }
            try await world.record(.life(.closed), from: TestWorld.today)
            try await world.record(.life(.open), from: TestWorld.today.adding(30))
            #expect(try await due(TestWorld.now.adding(seconds: 800 * 86_400), world) == [:])
        }
    }

    @Test(arguments: Engine.available)
    func `many go in pieces, each counted`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.pool.write { db in
                for number in 1...5 { try db.execute(Self.mail("m-\(number)", "sent")) }
            }
            let end = TestWorld.now.adding(seconds: 365 * 86_400)
            var counts: [Int] = []
            for _ in 1...4 {
                let some = try await world.pool.write { try $0.erasing.apply(Self.keeping, at: end, limit: 2) }
                counts.append(some[.mails] ?? 0)
            }
            #expect(counts == [2, 2, 1, 0])
        }
    }

    @Test(arguments: Engine.available)
    func `what an erased colleague reported stays, by a former colleague`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let colleague = try await world.pool.write { db in
                try db.colleagues.add(name: "見本太郎", mail: "b@example.jp", to: TestWorld.clerk, at: TestWorld.now)
            }
            try await world.report(
                TestWorld.functions("normal", "normal", "normal"), by: TestWorld.clerk.acting(as: colleague))
            #expect(try await world.revisions().map(\.by) == ["入力した人 見本太郎"])
            try await world.pool.write { db in
                try db.colleagues.end(colleague.id, of: TestWorld.clerk, at: TestWorld.now)
            }
            _ = try await world.pool.erase(Self.keeping, at: TestWorld.now.adding(seconds: 365 * 86_400))
            let revisions = try await world.revisions()
            #expect(revisions.map(\.by) == ["入力した人（以前の同僚）"])
            #expect(revisions.map(\.colleague) == [colleague.id])
            let audit = try await world.pool.read { try $0.audit.verify() }
            #expect(audit.isWhole, "\(audit.faults)")
        }
    }
}
