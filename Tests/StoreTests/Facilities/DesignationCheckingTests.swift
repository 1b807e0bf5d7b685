import Database
import Domain
import Store
import TestSupport
import Testing

/// Long lists are compared a piece a commit, by one program at a time (R31).
@Suite struct DesignationCheckingTests {
    @Test(arguments: Engine.available)
    func `a long list shows its progress, and another program leaves it alone for a while`(engine: Engine) async throws
    {
        try await DesignationWorld.run(engine) { hand in
            let table = (1...120).map { (line: $0 + 1, cells: DesignationWorld.clinic($0)) }
            let id = try await hand.pool.write { db in
                try db.designationReports.keep(
                    table, fileName: "a.csv", scope: .changes, validFrom: TestWorld.today, in: TestWorld.tokyo,
                    by: "officer", at: TestWorld.now)
            }
            let one = DesignationChecking(pool: hand.pool, worker: "one", chunk: 50)
            let two = DesignationChecking(pool: hand.pool, worker: "two", chunk: 50)
            let now = TestWorld.now
            #expect(try await one.step(id, at: now, true: now) == .worked(report: id, rows: 50))
            #expect(try await two.step(id, at: now, true: now.adding(seconds: 60)) == .nothing)
            let report = try #require(try await hand.report(id))
            #expect(report.state == .checking && report.checked == 50 && report.obstacle == .checking)
            let later = now.adding(seconds: 61)
            #expect(try await two.step(id, at: later, true: later) == .worked(report: id, rows: 50))
            #expect(try await two.step(id, at: later, true: later) == .finished(report: id))
            #expect(try await hand.report(id)?.counts == [.added: 120])
        }
    }

    @Test(arguments: Engine.available)
    func `five thousand rows are compared within seconds`(engine: Engine) async throws {
        try await DesignationWorld.run(engine) { hand in
            let clock = ContinuousClock()
            let start = clock.now
            let id = try await hand.keep((1...5_000).map { DesignationWorld.clinic($0) })
            #expect(try await hand.report(id)?.counts == [.added: 5_000])
            let passed = clock.now - start
            // A debug build on a busy machine; a release build takes a fraction.
            #expect(passed < .seconds(60), "\(passed)")
        }
    }

    @Test(arguments: Engine.available)
    func `reports are listed the newest first, a page at a time, and no other prefecture sees them`(engine: Engine)
        async throws
    {
        try await DesignationWorld.run(engine) { hand in
            let first = try await hand.keep([DesignationWorld.clinic(1)])
            let second = try await hand.keep([DesignationWorld.clinic(2)])
            let pages = try await hand.pool.read { db in
                let store = db.designationReports
                let newest = try store.all(in: TestWorld.tokyo, limit: 1).map(\.id)
                return (newest, try store.all(in: TestWorld.tokyo, limit: 9, before: newest[0]).map(\.id))
            }
            #expect(Set(pages.0 + pages.1) == [first, second] && pages.0.count == 1)
            #expect(try await hand.pool.read { try $0.designationReports.find(first, in: TestWorld.ishikawa) } == nil)
            try await hand.pool.write { db in
                try db.designationReports.discard(first, in: TestWorld.tokyo, at: TestWorld.now, by: "officer")
            }
            #expect(try await hand.apply(first) == .obstacle(.done))
        }
    }
}

@Suite struct DesignationFileTests {
    private func read(_ text: String) throws -> DesignationFile { try DesignationFile(Array(text.utf8)) }

    @Test func `columns are found in any order, below a title, and blank rows are left out`() throws {
        let file = try read("指定報告,,\n検査,医療機関ＩＤ,\n\n診療のみ,F13000018,\n,,\n")
        #expect(file.columns == [.tests, .facility])
        #expect(file.rows.count == 1 && file.rows[0].line == 4)
        #expect(file.rows[0].cells == [.tests: "診療のみ", .facility: "F13000018"])
    }

    @Test func `a column of faults that we wrote is not read`() throws {
        let file = try read("医療機関名,検査,\(DesignationFile.faultHeading)\nあ医院,診療のみ,直してください\n")
        #expect(file.rows[0].cells.count == 2)
    }

    @Test(
        arguments: [
            ("", nil, "何も書かれていません。"), ("あ,い\n1,2\n", nil, "見出しの行が見つかりません。ひな形の見出しを1行目に置いてください。"),
            ("医療機関名,検査,種類\nあ,い,う\n", "種類", "知らない見出しです。ひな形の見出しを使ってください。"),
            ("医療機関名,検査,検査\nあ,い,う\n", "検査", "同じ見出しが2つあります。"), ("医療機関名,検査\n", nil, "見出しの下に行がありません。"),
        ] as [(String, String?, String)])
    func `what cannot be read at all is refused by its place`(text: String, column: String?, sentence: String) {
        do {
            _ = try read(text)
            Issue.record("was read")
        } catch Problem.refusedFile(let faults, _) {
            #expect(faults.first?.column == column && faults.first?.japanese == sentence)
        } catch { Issue.record(error) }
    }
}
