import Database
import Documents
import Domain
import Foundation
import Store
import TestSupport
import Testing

/// IDs issued from a list: each row once, however often the work stops on the way (R4).
struct IssueRunTests {
    private func keep(_ list: [UInt8], _ world: TestWorld, holds: Bool = false) async throws -> String {
        let list = try IssueList(list)
        return try await world.pool.writeAlone { db in
            try db.issueRuns.keep(list, holds: holds, at: TestWorld.now, by: "desk")
        }
    }

    private func begin(_ run: String, _ world: TestWorld, holds: Bool = false, doubles: Bool = false) async throws {
        try await world.pool.write { db in
            try db.issueRuns.begin(run, holds: holds, withDoubles: doubles, at: TestWorld.now, by: "desk")
        }
    }

    private func find(_ run: String, _ world: TestWorld) async throws -> IssueRunStore.Run {
        try #require(try await world.pool.read { try $0.issueRuns.find(run) })
    }

    private func finish(_ world: TestWorld, _ worker: String = "w", chunk: Int = 7) async throws {
        let work = IssueRunWork(pool: world.pool, surveys: world.surveys, worker: worker, chunk: chunk)
        while try await work.step(at: TestWorld.now, true: TestWorld.now) != .nothing {}
    }

    private func ids(_ world: TestWorld) async throws -> [String] {
        try await world.pool.read { db in
            try db.query("SELECT login_id FROM account WHERE login_id LIKE 'F13%' ORDER BY login_id").map {
                try $0.string("login_id")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `nothing is issued before it is begun, then every row once, and the same list again changes nothing`(
        engine: Engine
    ) async throws {
        try await TestWorld.with(engine) { world in
            let run = try await keep(NewInstitutions.list(20), world)
            try await finish(world)
            #expect(try await find(run, world).issued == 0)
            try await begin(run, world)
            try await finish(world)
            let done = try await find(run, world)
            #expect(done.issued == 20 && done.leftOut == 0 && done.finishedAt != nil)
            let before = try await Contents(world.pool)
            #expect(before.rows("mail") == 20)
            #expect(try await keep(NewInstitutions.list(20), world) == run)
            try await begin(run, world)
            try await finish(world)
            #expect(try await Contents(world.pool).tables(changedSince: before).isEmpty)
            let left = try await world.pool.read { try $0.query("SELECT 1 AS one FROM issue_row WHERE content <> ''") }
            #expect(left.isEmpty, "what stood in the rows is blanked")
        }
    }

    @Test(arguments: Engine.available)
    func `a run that is cut off goes on elsewhere without a double, once its worker is not heard of`(
        engine: Engine
    ) async throws {
        try await TestWorld.with(engine) { world in
            let run = try await keep(NewInstitutions.list(30), world)
            try await begin(run, world)
            let first = IssueRunWork(pool: world.pool, surveys: world.surveys, worker: "first", chunk: 7)
            let second = IssueRunWork(pool: world.pool, surveys: world.surveys, worker: "second", chunk: 7)
            let now = TestWorld.now
            for _ in 0..<2 { #expect(try await first.step(at: now, true: now) == .worked(run: run, rows: 7)) }
            let lease = IssueRunWork.leaseSeconds
            #expect(try await second.step(at: now, true: now.adding(seconds: lease)) == .nothing)
            let later = now.adding(seconds: lease + 1)
            #expect(try await second.step(at: now, true: later) == .worked(run: run, rows: 7))
            #expect(try await first.step(at: now, true: later) == .nothing, "the first lost it")
            while try await second.step(at: now, true: later) != .nothing {}
            let all = try await ids(world)
            #expect(all.count == 31 && Set(all).count == 31)
            #expect(try await find(run, world).issued == 30)
            let perRow = try await world.pool.read {
                try $0.query("SELECT count(DISTINCT account_id) AS n FROM issue_row").first?.int("n")
            }
            #expect(perRow == 30)
        }
    }

    @Test(arguments: Engine.available)
    func `two programs that begin at the same moment share no row`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let run = try await keep(NewInstitutions.list(40), world)
            try await begin(run, world)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for worker in ["a", "b", "c"] { group.addTask { try await finish(world, worker, chunk: 5) } }
                try await group.waitForAll()
            }
            let all = try await ids(world)
            #expect(all.count == 41 && Set(all).count == 41)
        }
    }

    @Test(arguments: Engine.available)
    func `a step that fails leaves nothing behind, and the next one begins with the same rows`(
        engine: Engine
    ) async throws {
        try await TestWorld.with(engine) { world in
            let run = try await keep(NewInstitutions.list(10), world)
            try await begin(run, world)
            _ = try await world.pool.write { db in
                try db.execute("INSERT INTO login_serial (letter, prefecture, next) VALUES ('F', '13', 99998)")
            }
            let work = IssueRunWork(pool: world.pool, surveys: world.surveys, worker: "w", chunk: 5)
            await #expect(throws: Problem.self) { _ = try await work.step(at: TestWorld.now, true: TestWorld.now) }
            #expect(try await find(run, world).issued == 0)
            #expect(try await ids(world).count == 1)
            _ = try await world.pool.write { try $0.execute("UPDATE login_serial SET next = 5") }
            try await finish(world)
            #expect(try await find(run, world).issued == 10)
        }
    }

    @Test(arguments: [false, true], Engine.available)
    func `possible doubles are left out, or issued where somebody says so`(
        issues: Bool, engine: Engine
    ) async throws {
        try await TestWorld.with(engine) { world in
            var text = String(decoding: NewInstitutions.list(2), as: UTF8.self)
            text += "13,診療所,,若葉0医院,1600001,新宿区若葉0,0900000009,,,,\r\n"
            text += "13,病院,,見本台総合病院,1600001,新宿区,0900000010,,,,\r\n"
            let run = try await keep(Array(text.utf8), world)
            let doubtful = try await world.pool.read { try $0.issueRuns.doubtful(run) }
            #expect(doubtful.map(\.line) == [4, 5])
            #expect(doubtful.map(\.reason) == ["inFile", "name"])
            #expect(doubtful.map(\.other) == ["2", TestWorld.own.text])
            try await begin(run, world, doubles: issues)
            try await finish(world)
            let done = try await find(run, world)
            #expect(done.issued == (issues ? 4 : 2) && done.leftOut == (issues ? 0 : 2))
        }
    }

    @Test(arguments: Engine.available)
    func `held mails wait for their release`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let run = try await keep(NewInstitutions.list(3), world)
            try await begin(run, world, holds: true)
            try await finish(world)
            #expect(try await find(run, world).held == 3)
            let released = try await world.pool.write { db in
                try db.issueRuns.release(run, at: TestWorld.now, by: "desk")
            }
            #expect(released == 3)
            #expect(try await find(run, world).held == 0)
            let queued = try await world.pool.read { try $0.query("SELECT 1 AS one FROM mail WHERE state = 'queued'") }
            #expect(queued.count == 3)
        }
    }

    @Test(arguments: Engine.available)
    func `rows are placed in the municipality that their address names`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let run = try await keep(NewInstitutions.list(1), world)
            try await begin(run, world)
            try await finish(world)
            let new = try #require(Facility.ID(LoginID.make(.facility, prefecture: TestWorld.tokyo, serial: 1)))
            let known = try await world.pool.read { try $0.facilities.attributes(of: new, on: TestWorld.today) }
            #expect(known?.localGovCode == "131041" && known?.cityName == "新宿区")
        }
    }

    @Test func `a list is read in UTF-8, in CP932, as pasted and from a workbook, and is the same run`() throws {
        let text = String(decoding: NewInstitutions.list(3), as: UTF8.self)
        let cp932 = try #require(text.data(using: .shiftJIS))
        let pasted = text.replacing(",", with: "\t").replacing("\r\n", with: "\n")
        let book = try WorkbookWriter(created: 0)
        try book.begin(WorkbookSheetPlan(name: "一覧", columns: []))
        for row in try TableReading().read(Array(text.utf8)).rows { try book.write(row.cells.map { .text($0) }) }
        let digests = try [
            Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), Array(cp932), Array(pasted.utf8), book.finish(),
        ].map { try IssueList($0).digest }
        #expect(Set(digests).count == 1)
    }

    @Test func `every fault of a list is told by row and column, and nothing of it is taken`() throws {
        let text = """
            都道府県コード,区分,医療機関名,郵便番号,所在地,電話番号
            13,診療所,若葉医院,1600001,新宿区若葉,0300000002

            99,薬局,,16,新宿区,03
            13,診療所,青葉医院,1600001,新宿区青葉,0300000003
            """
        let problem = #expect(throws: Problem.self) { try IssueList(Array(text.utf8)) }
        guard case .refusedFile(let faults, let total)? = problem else {
            Issue.record("\(String(describing: problem))")
            return
        }
        #expect(total == 5 && faults.allSatisfy { $0.line == 4 })
        #expect(faults.compactMap(\.column) == ["区分", "都道府県コード", "医療機関名", "郵便番号", "電話番号"])
    }

    @Test(arguments: [
        "", "\n\n", "都道府県コード,区分\n", "名前\n見本\n", "区分,区分,都道府県コード,医療機関名,郵便番号,所在地,電話番号\n", "\"",
    ])
    func `what is no list is refused with a sentence`(text: String) {
        let problem = #expect(throws: Problem.self) { try IssueList(Array(text.utf8)) }
        #expect(problem?.code == "refused-file")
    }

    @Test func `bytes of no known writing are refused`() {
        let problem = #expect(throws: Problem.self) { try IssueList([0xFF, 0xFF, 0x80, 0x0A]) }
        #expect(problem?.sentence.contains("文字コード") == true)
    }
}
