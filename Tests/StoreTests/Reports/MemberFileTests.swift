import Database
import Domain
import Store
import TestSupport
import Testing

/// An association's file taken: each row whole or not at all (R18).
struct MemberFileTests {
    private static let association = "A13000077"
    private static let account = TestWorld.secretary(of: association)
    private static let survey = "clinic-daily"
    private static let head = [
        "日付", "医療機関ID", "開設時間", "診療室数", "発熱患者等の受診者数", "新型コロナウイルス検査実施（検体採取）総人数", "うち無症状者の希望に基づく検査等",
        "PCR検査実施人数", "うち自院で検査分析を行った人数", "抗原（定量・定性）検査実施人数", "PCR検査結果判明件数", "pcrPositive",
        "antigenResults", "antigenPositive", "休診", "確認", "版",
    ]

    private func with(
        _ count: Int, _ engine: Engine, _ body: (TestWorld) async throws -> Void
    ) async throws {
        try await TestWorld.with(engine) { world in
            try await world.pool.write { db in
                try db.associations.create(
                    id: Self.association, name: "見本台医師会", prefecture: TestWorld.tokyo, at: Instant(TestWorld.since))
                try db.accounts.create(Self.account, passwordHash: nil, at: Instant(TestWorld.since))
            }
            try await TestWorld.addClinics(count, to: Self.association, world.pool, world.surveys)
            try await body(world)
        }
    }

    private func sheet(_ world: TestWorld, days: [Day] = [TestWorld.today]) async throws -> MemberSheet {
        let surveys = world.surveys
        return try await world.pool.read { db in
            let members = try db.facilities.roster(on: TestWorld.today).members(of: Self.association)
            return try db.memberSheets.sheet(
                Self.survey, days, of: Self.account, members: members, at: TestWorld.now, surveys: surveys)
        }
    }

    private func send(_ rows: [[String]], _ world: TestWorld, days: [Day] = [TestWorld.today]) async throws -> SentSheet
    {
        let sheet = try await sheet(world, days: days)
        let lines = ([Self.head] + rows).enumerated().map { (line: $0.offset + 1, cells: $0.element) }
        let reading = try MemberSheetReading(lines, for: sheet, usualDay: TestWorld.today)
        return try await world.pool.take(
            reading, lines.map { SentSheet.Line(number: $0.line, cells: $0.cells) }, sheet, by: Self.account,
            at: TestWorld.now, surveys: world.surveys)
    }

    /// A clinic that tests fills twelve cells, one that does not three.
    private func row(_ number: Int, day: Day = TestWorld.today, _ rest: [String] = []) -> [String] {
        let tests = ["5", "1", "3", "0", "2", "4", "1", "2", "0"]
        return [day.text, TestWorld.clinic(number).text, "6.5", "2", "8"]
            + (number % 2 == 1 ? tests : Array(repeating: "", count: 9)) + rest
    }

    private func revisions(_ world: TestWorld) async throws -> Int {
        try await world.pool.read { try $0.query("SELECT count(*) AS n FROM revision").first?.int("n") ?? 0 }
    }

    @Test(arguments: Engine.available)
    func `of 80 clinics three rows are wrong: 77 are stored, three are told where and why`(engine: Engine) async throws
    {
        try await with(80, engine) { world in
            var rows = (1...80).map { row($0) }
            rows[2][11] = "9"
            rows[20][4] = "たくさん"
            rows[72][2] = "25"
            let sent = try await send(rows, world)
            #expect(sent.count(.stored) == 77 && sent.open.map(\.line) == [4, 22, 74])
            #expect(sent.open.map { $0.faults.compactMap(\.column) } == [[11], [4], [2]])
            #expect(sent.open.allSatisfy { !$0.name.isEmpty && $0.state == .faulty })
            #expect(try await revisions(world) == 77)
            for row in [2, 20, 72] { rows[row] = self.row(row + 1) }
            let again = try await send(rows, world)
            #expect(again.count(.stored) == 3 && again.count(.unchanged) == 77 && again.open.isEmpty)
            #expect(try await revisions(world) == 80)
            let route = try await world.pool.read { db in
                try db.query("SELECT DISTINCT route FROM revision").map { try $0.string("route") }
            }
            #expect(route == ["file"])
        }
    }

    @Test(arguments: Engine.available)
    func `a file of several days goes to each day; rows without anything are no report`(engine: Engine) async throws {
        try await with(2, engine) { world in
            let days = (-6...0).map { TestWorld.today.adding($0) }
            let sent = try await send(
                [row(1, day: days[0]), row(1, day: days[6]), [days[3].text, TestWorld.clinic(2).text]], world,
                days: days)
            #expect(sent.results.map(\.state) == [.stored, .stored, .untouched])
            let sheet = try await sheet(world, days: days)
            #expect(sheet.rows.count == 14 && sheet.rows.count { $0.revision == 1 } == 2)
        }
    }

    @Test(arguments: Engine.available)
    func `what somebody else stored in between is shown and not overwritten`(engine: Engine) async throws {
        try await with(2, engine) { world in
            _ = try await send([row(2)], world)
            var changed = row(2)
            changed[4] = "9"
            let refused = try await send([changed], world)
            #expect(refused.results.map(\.state) == [.changed])
            #expect(refused.results[0].faults[0].sentence.contains("いま8人、ファイルでは9人"))
            #expect(try await revisions(world) == 1)
            let corrected = try await send([changed + Array(repeating: "", count: 2) + ["1"]], world)
            #expect(corrected.results.map(\.state) == [.stored] && corrected.results[0].revision == 2)
        }
    }

    @Test(arguments: Engine.available)
    func `a row with a note is stored only when its person has looked`(engine: Engine) async throws {
        try await with(1, engine) { world in
            var doubtful = row(1)
            doubtful[5] = "50"
            let asked = try await send([doubtful], world)
            #expect(asked.results.map(\.state) == [.asked] && asked.results[0].faults[0].sentence.contains("確認済"))
            #expect(try await revisions(world) == 0)
            let passed = try await send([doubtful + ["", "確認済"]], world)
            #expect(passed.results.map(\.state) == [.stored])
        }
    }

    @Test(arguments: Engine.available)
    func `a closed day is marked, with tests beside it or nothing, and never half`(engine: Engine) async throws {
        try await with(4, engine) { world in
            func closed(_ number: Int, _ tests: [String] = Array(repeating: "", count: 9)) -> [String] {
                [TestWorld.today.text, TestWorld.clinic(number).text, "", "", ""] + tests + ["○"]
            }
            let tests = ["5", "1", "3", "0", "2", "4", "1", "2", "0"]
            let sent = try await send(
                [closed(2), closed(1, tests), closed(3, ["x"] + tests.dropFirst()), row(4, ["○"])], world)
            #expect(sent.results.map(\.state) == [.closed, .stored, .faulty, .faulty])
            let sheet = try await sheet(world)
            #expect(sheet.rows.map(\.isClosed) == [true, true, false, false])
            #expect(try await send([closed(2), closed(1, tests)], world).count(.unchanged) == 2)
            #expect(try await send([row(4)], world).count(.stored) == 1)
            let late = try await send([closed(4)], world)
            #expect(late.results[0].faults[0].sentence.contains("取り下げて"))
        }
    }

    @Test(arguments: Engine.available)
    func `whose members they are no longer nothing is taken`(engine: Engine) async throws {
        try await with(1, engine) { world in
            let sheet = try await sheet(world)
            try await world.record(.reportingParty(.itself), of: TestWorld.clinic(1), from: TestWorld.today)
            let lines = [Self.head, row(1)].enumerated().map { (line: $0.offset + 1, cells: $0.element) }
            let reading = try MemberSheetReading(lines, for: sheet, usualDay: TestWorld.today)
            let sent = try await world.pool.take(
                reading, [], sheet, by: Self.account, at: TestWorld.now, surveys: world.surveys)
            #expect(sent.results.map(\.state) == [.faulty])
            #expect(try await revisions(world) == 0)
        }
    }

    @Test(arguments: Engine.available)
    func `a file is kept for its association alone, and for a day`(engine: Engine) async throws {
        try await with(2, engine) { world in
            let sent = try await send([row(2)], world)
            let id = try await world.pool.write { db in
                try db.memberFiles.keep(
                    sent, named: "表.xlsx", Self.survey, TestWorld.today, of: Self.account, at: TestWorld.now)
            }
            let last = TestWorld.now.adding(seconds: MemberFileStore.seconds - 1)
            try await world.pool.read { db in
                let found = try #require(try db.memberFiles.find(id, of: Self.account, at: last))
                #expect(found.sheet == sent && found.taken == 1 && found.open == 0 && found.fileName == "表.xlsx")
                #expect(try db.memberFiles.newest(Self.survey, of: Self.account, limit: 9, at: last).map(\.id) == [id])
                #expect(try db.memberFiles.find(id, of: Self.account, at: last.adding(seconds: 1)) == nil)
                #expect(try db.memberFiles.find(id, of: TestWorld.clerk, at: TestWorld.now) == nil)
            }
        }
    }
}
