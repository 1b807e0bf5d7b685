import Database
import Domain
import Store
import TestSupport
import Testing

/// What else an applied report moves: routes by associations, IDs, requests (R4 R28 R41).
@Suite struct DesignationConsequenceTests {
    @Test(arguments: Engine.available)
    func `an institution that returns from its association gets the ID it never had`(engine: Engine) async throws {
        try await DesignationWorld.run(engine) { hand in
            let (own, end) = (TestWorld.neighbour, TestWorld.today)
            try await hand.record(.contract(true), of: own, from: TestWorld.since)
            try await hand.record(
                .designation(Designation(consults: true, tests: true)), of: own, from: TestWorld.since)
            try await hand.record(
                .reportingParty(.association(DesignationWorld.association)), of: own, from: TestWorld.since)
            let id = try await hand.keep([
                [.facility: own.text, .until: end.text, .mail: "jimu@example.jp", .notifyBy: "メール"]
            ])
            let row = try #require(try await hand.rows(id).first)
            #expect(row.notification == "メール")
            #expect(row.changes.contains { $0.consequence == "団体からの報告は同じ日に終わります。自院のIDで報告します" })
            await #expect(throws: Never.self) { try await hand.apply(id) }
            #expect(try await hand.day(own, end)?.party == .itself)
            #expect(try await hand.day(own, end.adding(-1))?.party == .association(DesignationWorld.association))
            #expect(try await hand.mails(id) == ["queued"])
            let life = try await hand.pool.read { db in
                try db.accounts.account(of: own, on: end).flatMap { try db.accountLives.life(of: $0.id) }
            }
            #expect(life?.notifyBy == .mail)
        }
    }

    @Test(arguments: Engine.available)
    func `an entry by hand is compared at once, and accepts the request that it answers`(engine: Engine) async throws {
        try await DesignationWorld.run(engine) { hand in
            let request = try await hand.pool.write { db in
                try db.changeRequests.add(
                    .hours, wanted: "月〜土 9:00〜12:00", from: TestWorld.today, by: TestWorld.clerk, at: TestWorld.now)
            }
            try await hand.record(
                .designation(Designation(consults: true, tests: true)), of: TestWorld.own, from: TestWorld.since)
            let id = try await hand.pool.write { db in
                try db.designationReports.keep(
                    [(line: 2, cells: [.facility: TestWorld.own.text, .hours: "月〜土 9:00〜12:00"])], fileName: "",
                    scope: .changes, validFrom: TestWorld.today, request: request, in: TestWorld.tokyo,
                    by: TestWorld.officer.actor, at: TestWorld.now)
            }
            #expect(try await hand.report(id)?.obstacle == nil)
            guard case .applied = try await hand.apply(id) else { Issue.record("not applied"); return }
            let answered = try await hand.pool.read { try $0.changeRequests.find(request, in: TestWorld.tokyo) }
            #expect(answered?.answer?.isAccepted == true)
            let hours = try await hand.day(TestWorld.own, TestWorld.today)?.designation?.hours
            #expect(hours == "月〜土 9:00〜12:00")
            await #expect(throws: Problem.notFound) {
                try await hand.keep([[.facility: TestWorld.own.text]], request: request)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a day in the past is expected from that day on`(engine: Engine) async throws {
        try await DesignationWorld.run(engine) { hand in
            let past = TestWorld.today.adding(-10)
            let before = try await hand.asked(past)
            let id = try await hand.keep([DesignationWorld.clinic(1, [.from: past.wareki])])
            try await hand.apply(id)
            #expect(try await hand.asked(past) == before + 1)
            let dayBefore = try await hand.asked(past.adding(-1))
            #expect(dayBefore == before)
        }
    }
}
