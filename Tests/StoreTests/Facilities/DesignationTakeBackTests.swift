import Database
import Domain
import Store
import TestSupport
import Testing

/// A report taken back by a new act: from its day the former state holds again (R31).
@Suite struct DesignationTakeBackTests {
    @Test(arguments: Engine.available)
    func `what held before holds again, IDs are put to rest, and history keeps both`(engine: Engine) async throws {
        try await DesignationWorld.run(engine) { hand in
            let (today, from) = (TestWorld.today, DesignationWorld.from)
            try await hand.record(
                .designation(Designation(consults: true, tests: false)), of: TestWorld.own, from: TestWorld.since)
            let id = try await hand.keep([
                DesignationWorld.clinic(1, [.kind: "病院", .notifyBy: "メール", .from: today.text]),
                [.facility: TestWorld.own.text, .tests: "診療と検査", .name: "新しい名前の病院"],
            ])
            try await hand.apply(id, holds: true)
            let new = try #require(try await hand.rows(id, .added).first?.facility)
            let before = try await Contents(hand.pool)
            await #expect(throws: Problem.self, "not for a day to come") { try await hand.takeBack(id, from: from) }
            #expect(try await Contents(hand.pool) == before)
            let later = Instant(from).adding(seconds: 60)
            try await hand.takeBack(id, from: from, at: later)
            #expect(try await hand.day(TestWorld.own, from.adding(-1))?.designation?.tests == true)
            #expect(try await hand.day(TestWorld.own, from)?.designation?.tests == false)
            #expect(try await hand.day(TestWorld.own, from)?.attributes.name == "見本台総合病院")
            #expect(try await hand.day(new, from.adding(-1))?.asked != nil)
            let after = try #require(try await hand.day(new, from))
            #expect(after.asked == nil && after.designation == .notDesignated && after.attributes.name == "見本1医院")
            let (account, told) = try await hand.pool.read { db in
                (
                    try #require(try db.accounts.account(of: new, on: today)),
                    try db.facilities.history(of: TestWorld.own).told.filter {
                        if case .designation = $0.fact { true } else { false }
                    }
                )
            }
            #expect(try await hand.pool.read { try $0.accountLives.life(of: account.id)?.state } == .resting)
            #expect(told.count == 3)
            #expect(try await hand.mails(id) == ["cancelled"])
            let report = try #require(try await hand.report(id))
            #expect(report.state == .takenBack && report.takenBackFrom == from)
            await #expect(throws: Problem.self) { try await hand.takeBack(id, from: from, at: later) }
        }
    }

    @Test(arguments: Engine.available)
    func `what somebody told since stays`(engine: Engine) async throws {
        try await DesignationWorld.run(engine) { hand in
            let id = try await hand.keep([
                [.facility: TestWorld.own.text, .contract: "あり", .name: "新しい名前の病院", .from: TestWorld.today.text]
            ])
            try await hand.apply(id)
            let later = TestWorld.today.adding(10)
            try await hand.record(
                .contract(false), of: TestWorld.own, from: later, at: TestWorld.now.adding(seconds: 9))
            try await hand.record(
                .contract(true), of: TestWorld.own, from: later.adding(5), at: TestWorld.now.adding(seconds: 9))
            try await hand.takeBack(id, from: TestWorld.today)
            #expect(try await hand.day(TestWorld.own, TestWorld.today)?.contract == false)
            #expect(try await hand.day(TestWorld.own, later.adding(5))?.contract == true)
            #expect(try await hand.day(TestWorld.own, later)?.attributes.name == "見本台総合病院")
        }
    }

    @Test(arguments: Engine.available)
    func `two reports at the same instant are taken back apart`(engine: Engine) async throws {
        try await DesignationWorld.run(engine) { hand in
            let first = try await hand.keep([[.facility: TestWorld.own.text, .contract: "あり"]])
            try await hand.apply(first)
            let second = try await hand.keep([
                [.facility: TestWorld.own.text, .category: "診療・検査医療機関", .tests: "診療のみ"]
            ])
            try await hand.apply(second)
            try await hand.takeBack(first, from: TestWorld.today)
            let known = try #require(try await hand.day(TestWorld.own, TestWorld.today))
            #expect(!known.contract && known.designation?.consults == true)
        }
    }

    @Test(arguments: Engine.available)
    func `an institution that comes back uses its ID again`(engine: Engine) async throws {
        try await DesignationWorld.run(engine) { hand in
            let rows = [DesignationWorld.clinic(1, [.facilityCode: "1312345678", .from: TestWorld.today.text])]
            let first = try await hand.keep(rows)
            try await hand.apply(first)
            let facility = try #require(try await hand.rows(first).first?.facility)
            try await hand.takeBack(first, from: TestWorld.today)
            let again = try await hand.keep(rows)
            #expect(try await hand.rows(again).map(\.verdict) == [.changed])
            try await hand.apply(again, at: TestWorld.now.adding(seconds: 120))
            #expect(try await hand.day(facility, TestWorld.today)?.asked?.consults == true)
            let state = try await hand.pool.read { db in
                try db.accounts.account(of: facility, on: TestWorld.today)
                    .flatMap { try db.accountLives.life(of: $0.id)?.state }
            }
            #expect(state == .issued)
        }
    }

    @Test(arguments: Engine.available)
    func `an institution that has moved to another prefecture is that one's to decide`(engine: Engine) async throws {
        try await DesignationWorld.run(engine) { hand in
            let id = try await hand.keep([
                DesignationWorld.clinic(1, [.notifyBy: "メール", .from: TestWorld.today.text])
            ])
            try await hand.apply(id)
            let new = try #require(try await hand.rows(id, .added).first?.facility)
            var moved = try #require(try await hand.day(new, TestWorld.today)).attributes
            moved.prefecture = try #require(Prefecture(code: "14"))
            try await hand.record(.attributes(moved), of: new, from: TestWorld.today)
            try await hand.takeBack(id, from: TestWorld.today)
            #expect(try await hand.day(new, TestWorld.today)?.designation?.isInForce == true)
            let account = try #require(
                try await hand.pool.read { try $0.accounts.account(of: new, on: TestWorld.today) })
            #expect(try await hand.pool.read { try $0.accountLives.life(of: account.id)?.restedAt } == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `where the former association has ended meanwhile, the institution reports itself`(engine: Engine) async throws
    {
        try await DesignationWorld.run(engine) { hand in
            let (today, association) = (TestWorld.today, DesignationWorld.association)
            try await hand.record(
                .reportingParty(.association(association)), of: TestWorld.own, from: TestWorld.since)
            let id = try await hand.keep([[.facility: TestWorld.own.text, .party: "自院", .from: today.adding(-1).text]])
            try await hand.apply(id)
            let (later, officer) = (TestWorld.now.adding(seconds: 30), TestWorld.officer.actor)
            try await hand.pool.write {
                try $0.associations.end(association, on: today, at: later, arrived: later, by: officer)
            }
            try await hand.takeBack(id, from: today.adding(-1))
            #expect(try await hand.day(TestWorld.own, today.adding(-1))?.party == .association(association))
            #expect(try await hand.day(TestWorld.own, today)?.party == .itself)
            #expect(try await hand.report(id)?.state == .takenBack)
        }
    }
}
