import Database
import Domain
import Store
import TestSupport
import Testing

/// Lists of designations: compared, decided, applied whole or not at all (R4 R31 R40).
@Suite struct DesignationReportTests {
    @Test(arguments: Engine.available)
    func `three bad rows of five hundred are told by row and column, and nothing is changed`(engine: Engine)
        async throws
    {
        try await DesignationWorld.run(engine) { hand in
            var rows = (1...500).map { DesignationWorld.clinic($0) }
            rows[35][.facilityCode] = "371012"
            rows[156].merge([.party: "団体", .associationName: "瀬戸ひがし医師会"]) { $1 }
            rows[299].merge(
                [.category: "行政検査委託契約のみ", .tests: "", .contract: "", .party: "団体", .association: "A13000012"]) { $1 }
            let before = try await Contents(hand.pool)
            let id = try await hand.keep(rows)
            let report = try #require(try await hand.report(id))
            #expect(report.state == .checked && report.checked == 500)
            #expect(report.counts == [.added: 497, .fault: 3] && report.obstacle == .faults(3))
            let faults = try await hand.rows(id, .fault)
            #expect(faults.map(\.line) == [37, 158, 301])
            #expect(faults.flatMap(\.faults).map(\.column) == ["医療機関コード", "とりまとめ団体名", "報告主体"])
            #expect(try await hand.apply(id) == .obstacle(.faults(3)))
            let changed = try await Contents(hand.pool).tables(changedSince: before)
            #expect(changed == ["audit", "designation_report", "designation_row"])
        }
    }

    @Test(arguments: Engine.available)
    func `applied, IDs are issued and told, and who is expected changes from the day in force`(engine: Engine)
        async throws
    {
        try await DesignationWorld.run(engine) { hand in
            let from = DesignationWorld.from
            let id = try await hand.keep([
                DesignationWorld.clinic(1), DesignationWorld.clinic(2, [.notifyBy: "郵送"]),
                DesignationWorld.clinic(3, [.party: "団体", .associationName: "瀬戸東医師会"]),
                [.facility: "f13000018", .category: "診療・検査医療機関", .tests: "診療のみ", .from: from.text],
            ])
            #expect(try await hand.rows(id).map(\.notification) == ["メール", "手紙", "知らせない（団体が報告）", ""])
            let before = try await (hand.asked(from.adding(-1)), hand.asked(from))
            let version = try await hand.pool.read { try $0.facilities.registerVersion() }
            let done = try await hand.apply(id, holds: true)
            var applied = DesignationReportStore.Applied()
            (applied.institutions, applied.issued, applied.mails, applied.letters) = (4, 3, 1, 1)
            #expect(done == .applied(applied))
            #expect(try await hand.asked(from.adding(-1)) == before.0)
            #expect(try await hand.asked(from) == before.1 + 4)
            #expect(try await hand.pool.read { try $0.facilities.registerVersion() } > version)
            #expect(try await hand.mails(id) == ["held"])
            let rows = try await hand.rows(id)
            let member = try #require(rows[2].facility)
            #expect(try await hand.day(member, from)?.party == .association(DesignationWorld.association))
            #expect(try await hand.day(member, from.adding(-1)) == nil)
            #expect(try await hand.day(TestWorld.own, from)?.designation == Designation(consults: true, tests: false))
            #expect(try await hand.day(TestWorld.own, from)?.kind == .hospital)
            #expect(try await hand.report(id)?.state == .applied)
            #expect(try await hand.apply(id) == .obstacle(.done))
        }
    }

    @Test(arguments: Engine.available)
    func `the same list once more changes nothing`(engine: Engine) async throws {
        try await DesignationWorld.run(engine) { hand in
            let rows = (1...3).map {
                DesignationWorld.clinic($0, [.facilityCode: "131234567\($0)", .hours: "月〜金 9:00〜12:00"])
            }
            try await hand.apply(try await hand.keep(rows))
            let again = try await hand.keep(rows, from: DesignationWorld.from.adding(30))
            let report = try #require(try await hand.report(again))
            #expect(report.counts == [.unchanged: 3] && report.obstacle == .nothing)
            #expect(try await hand.apply(again) == .obstacle(.nothing))
        }
    }

    @Test(arguments: Engine.available)
    func `a row that agrees in name waits for the officer, who takes it for the same or for a new one`(engine: Engine)
        async throws
    {
        try await DesignationWorld.run(engine) { hand in
            let id = try await hand.keep([DesignationWorld.clinic(1, [.name: "つむぎ野病院", .kind: "病院"])])
            let row = try #require(try await hand.rows(id).first)
            #expect(row.verdict == .undecided && row.candidates.map(\.facility) == [TestWorld.neighbour.text])
            #expect(row.candidates[0].reason == "名前が同じ")
            #expect(try await hand.apply(id) == .obstacle(.undecided(1)))
            let decide = { (decision: DesignationRow.Decision) in
                try await hand.pool.write { db in
                    try db.designationReports.decide(
                        id, line: 2, decision, in: TestWorld.tokyo, at: TestWorld.now, by: "officer")
                }
            }
            #expect(try await decide(.new).verdict == .added)
            let same = try await decide(.same(TestWorld.neighbour))
            #expect(same.verdict == .changed && same.facility == TestWorld.neighbour)
            #expect(same.notification == "メール" || same.notification == "手紙")
            await #expect(throws: Problem.notFound) { try await decide(.same(TestWorld.distant)) }
            guard case .applied = try await hand.apply(id) else { Issue.record("not applied"); return }
            #expect(try await hand.day(TestWorld.neighbour, DesignationWorld.from)?.designation?.consults == true)
        }
    }

    @Test(arguments: Engine.available)
    func `a code that several bear is undecided, and a row for an institution of another prefecture is at fault`(
        engine: Engine
    ) async throws {
        try await DesignationWorld.run(engine) { hand in
            let id = try await hand.keep([
                [.facilityCode: "1300000017", .category: "診療・検査医療機関", .tests: "診療のみ"],
                [.facility: TestWorld.distant.text, .category: "診療・検査医療機関", .tests: "診療のみ"],
                [.facility: "F13999999", .contract: "あり"],
                [.facility: TestWorld.own.text, .contract: "あり"], [.facility: "ｆ13000018", .contract: "あり"],
            ])
            let rows = try await hand.rows(id)
            #expect(rows.map(\.verdict) == [.undecided, .fault, .fault, .changed, .fault])
            #expect(Set(rows[0].candidates.map(\.facility)) == [TestWorld.own.text, TestWorld.neighbour.text])
            #expect(rows[4].faults.first?.sentence.hasPrefix("5行目と同じ医療機関です") == true)
        }
    }

    @Test(arguments: Engine.available)
    func `a whole list ends what it leaves out, once the number is typed`(engine: Engine) async throws {
        try await DesignationWorld.run(engine) { hand in
            try await hand.record(
                .designation(Designation(consults: true, tests: true)), of: TestWorld.own, from: TestWorld.since)
            try await hand.record(.contract(true), of: TestWorld.neighbour, from: TestWorld.since)
            try await hand.record(.contract(true), of: TestWorld.distant, from: TestWorld.since)
            let id = try await hand.keep(
                [[.facility: TestWorld.own.text, .category: "診療・検査医療機関", .tests: "診療と検査"]], scope: .whole,
                from: DesignationWorld.from)
            let report = try #require(try await hand.report(id))
            #expect(report.counts == [.unchanged: 1, .ended: 1] && report.obstacle == .ends(1))
            let ended = try await hand.rows(id, .ended)
            #expect(ended.map(\.facility) == [TestWorld.neighbour] && ended[0].line == 3)
            #expect(try await hand.apply(id) == .obstacle(.ends(1)))
            let confirm = { (number: Int) in
                try await hand.pool.write { db in
                    try db.designationReports.confirmEnds(
                        id, number, in: TestWorld.tokyo, at: TestWorld.now, by: "officer")
                }
            }
            await #expect(throws: Problem.self) { try await confirm(2) }
            try await confirm(1)
            guard case .applied = try await hand.apply(id) else { Issue.record("not applied"); return }
            #expect(try await hand.day(TestWorld.neighbour, DesignationWorld.from)?.contract == false)
            #expect(try await hand.day(TestWorld.neighbour, DesignationWorld.from.adding(-1))?.contract == true)
            #expect(try await hand.day(TestWorld.distant, DesignationWorld.from)?.contract == true)
        }
    }

    @Test(arguments: Engine.available)
    func `what changed in between is shown anew, and nothing is applied`(engine: Engine) async throws {
        try await DesignationWorld.run(engine) { hand in
            let id = try await hand.keep([
                DesignationWorld.clinic(1), [.facility: TestWorld.own.text, .contract: "あり"],
            ])
            try await hand.record(.contract(true), of: TestWorld.own, from: TestWorld.since)
            let before = try await Contents(hand.pool)
            #expect(try await hand.apply(id) == .changedMeanwhile)
            let changed = try await Contents(hand.pool).tables(changedSince: before)
            #expect(Set(changed).isSubset(of: ["designation_report", "designation_row"]))
            #expect(try await hand.report(id)?.counts == [.added: 1, .unchanged: 1])
            guard case .applied = try await hand.apply(id) else { Issue.record("not applied"); return }
        }
    }
}
