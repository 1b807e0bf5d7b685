import Database
import Domain
import Store
import TestSupport
import Testing

/// The people of the invented country: IDs in every state of their life, mails that came back, letters, notices.
struct DemonstrationPeopleTests {
    @Test func `IDs stand in every state, and nothing happened later than now`() async throws {
        try await DemonstrationTrial.with(days: 2, share: 1_000) { trial in
            let rows = try await trial.query("SELECT account_id FROM account WHERE role = 'facility'")
            var states: [AccountLife.State: Int] = [:]
            for row in rows {
                let id = try row.string("account_id")
                let life = try #require(try await trial.world.pool.read { try $0.accountLives.life(of: id) })
                states[life.state, default: 0] += 1
                let instants = [
                    life.issuedAt, life.notifiedAt, life.bouncedAt, life.activatedAt, life.lastSignInAt, life.restedAt,
                ].compactMap(\.self)
                #expect(instants.allSatisfy { $0 <= trial.demonstration.now }, "\(id)")
            }
            #expect(Set(states.keys) == Set(AccountLife.State.allCases))
            #expect(states[.activated] ?? 0 > states[.resting] ?? 0)
        }
    }

    @Test func `contacts are invented, and mails go to addresses that there are not`() async throws {
        try await DemonstrationTrial.with(days: 1, share: 10_000) { trial in
            let addresses = try await trial.query("SELECT mail AS a FROM contact UNION SELECT address FROM mail")
            #expect(addresses.count > 50)
            for row in addresses {
                let address = try row.string("a")
                #expect(address.isEmpty || address.hasSuffix(".example.jp"), "\(address)")
            }
        }
    }

    @Test func `there are mails that came back and wait, a batch of letters, notices and a request`() async throws {
        try await DemonstrationTrial.with(days: 2, share: 1_000) { trial in
            #expect(try await trial.number("SELECT count(*) AS n FROM mail WHERE state = 'sent'") > 10)
            #expect(try await trial.number("SELECT count(*) AS n FROM mail WHERE state IN ('queued', 'held')") == 0)
            let bounced = try await trial.number("SELECT count(*) AS n FROM mail WHERE state = 'bounced'")
            #expect(bounced > 0)
            #expect(try await trial.number("SELECT count(*) AS n FROM work_item") == bounced)
            #expect(try await trial.number("SELECT count(*) AS n FROM work_item WHERE closed_at IS NULL") > 0)
            #expect(try await trial.number("SELECT count(*) AS n FROM letter_batch") == 1)
            #expect(try await trial.number("SELECT count(*) AS n FROM letter") > 0)
            #expect(try await trial.number("SELECT count(*) AS n FROM change_request") == 1)
            let now = trial.demonstration.now
            let shown = try await trial.world.pool.read { try $0.notices.shown(from: now, until: now) }
            #expect(shown.map(\.text.audience) == [.facility, .everybody])
        }
    }
}
