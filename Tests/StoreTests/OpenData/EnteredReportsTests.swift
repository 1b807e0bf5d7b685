import Database
import Domain
import Store
import TestSupport
import Testing

/// Files of the former system beside reports that institutions enter themselves.
struct EnteredReportsTests {
    private static let day = "2021-01-19"

    private static func file(_ answers: [String: String], day: String = day) -> InventedFile {
        InventedFile(day, answers.map { InventedHospital(id: $0.key, answers: [$0.value]) })
    }

    private func id(_ text: String) throws -> Facility.ID { try #require(Facility.ID(text)) }

    @Test(arguments: Engine.available)
    func `a report that the facility entered is kept, and published`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.report(TestWorld.functions("stopped", "limited", "none"))
            let summary = try await world.takeOver(Self.file([TestWorld.own.text: "通常", "13000001": "通常"]))
            #expect(summary.keptReports == 1)
            #expect(summary.revisions == 1)
            #expect(try await world.revisions().map(\.status) == [.submitted])
            let rows = try await world.publishedText(Self.day).split(separator: "\r\n").filter {
                $0.contains("F13000018")
            }
            #expect(rows.map { $0.contains("\"停止\"") } == [true, false, false])
            #expect(rows.map { $0.contains("\"制限\"") } == [false, true, false])
            #expect(rows.map { $0.contains("\"設置なし\"") } == [false, false, true])
            try await world.expectExactSums()
        }
    }

    @Test(arguments: Engine.available)
    func `a facility corrects what was carried over, and its figures stay`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.takeOver(Self.file([TestWorld.own.text: "通常"]))
            let outcome = try await world.report(TestWorld.functions("limited", "normal", "normal"), basedOn: 1)
            guard case .stored(let revision) = outcome else { return #expect(Bool(false), "\(outcome)") }
            #expect(revision.number == 2)
            try await world.takeOver(Self.file([TestWorld.own.text: "停止"]))
            let revisions = try await world.revisions()
            #expect(revisions.map(\.route) == [.openDataImport, .web])
            #expect(revisions.map(\.by) == ["旧システム", "入力した人"])
            #expect(try await world.turnout().onTime == 1)
            #expect(try await world.turnout().carriedOver == 0)
            #expect(try await world.publishedText(Self.day).contains("\"入院\",\"制限\""))
            try await world.expectExactSums()
        }
    }

    @Test(arguments: Engine.available)
    func `a corrected file makes a second revision, a withdrawal, and a return`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            let (changed, blanked, dropped) = (try id("13000001"), try id("13000002"), try id("13000003"))
            let first = Self.file(["13000001": "通常", "13000002": "制限", "13000003": "停止", "13000004": "通常"])
            try await world.takeOver(first)
            let second = Self.file(["13000001": "停止", "13000002": "未回答", "13000004": "通常"])
            let summary = try await world.takeOver(second)
            #expect(summary.revisions == 3)
            #expect(summary.leftList == 1)
            #expect(try await world.publishedText(Self.day) == second.text)
            let day = Day.written(Self.day)
            #expect(try await world.revisions(of: changed, on: day).map(\.status) == [.carriedOver, .carriedOver])
            #expect(try await world.revisions(of: blanked, on: day).map(\.status) == [.carriedOver, .withdrawn])
            #expect(try await world.revisions(of: dropped, on: day).map(\.status) == [.carriedOver, .withdrawn])
            #expect(
                try await world.turnout(on: day) == Turnout(reported: 2, carriedOver: 2, withdrawn: 2, revisions: 7))
            try await world.expectExactSums()

            let third = try await world.takeOver(first)
            #expect(third.revisions == 3)
            #expect(third.enteredList == 1)
            #expect(try await world.publishedText(Self.day) == first.text)
            #expect(
                try await world.revisions(of: dropped, on: day).map(\.status) == [
                    .carriedOver, .withdrawn, .carriedOver,
                ])
            try await world.expectExactSums()
        }
    }

    @Test(arguments: Engine.available)
    func `an earlier day moves a facility's place for a day on which it has reported`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let reported = Day.written("2021-01-19")
            try await world.report(TestWorld.functions("normal", "normal", "normal"), on: reported)
            #expect(try await world.turnout(.municipality("131041")).reported == 1)
            let moved = InventedHospital(id: TestWorld.own.text, prefecture: "石川県", code: "172014", city: "金沢市")
            try await world.takeOver(InventedFile("2021-01-12", [moved]))
            #expect(try await world.turnout(.prefecture(TestWorld.tokyo)).reported == 0)
            #expect(try await world.turnout(.municipality("131041")).reported == 0)
            #expect(try await world.turnout(.prefecture(TestWorld.ishikawa)).onTime == 1)
            #expect(try await world.turnout(.municipality("172014")).reported == 1)
            try await world.expectExactSums()
            // Corrected, it stays where it was on the day.
            try await world.report(TestWorld.functions("limited", "normal", "normal"), on: reported, basedOn: 1)
            #expect(try await world.turnout(.municipality("172014")).reported == 1)
            try await world.expectExactSums()
            // And a file between puts it back from that day on.
            try await world.takeOver(InventedFile("2021-01-18", [InventedHospital(id: TestWorld.own.text)]))
            #expect(try await world.turnout(.municipality("131041")).reported == 1)
            #expect(try await world.turnout(.prefecture(TestWorld.ishikawa)).reported == 0)
            try await world.expectExactSums()
        }
    }

    @Test(arguments: Engine.available)
    func `a corrected file may move a place without touching the report`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            var hospital = InventedHospital(id: "13000001")
            try await world.takeOver(InventedFile(Self.day, [hospital]))
            (hospital.prefecture, hospital.code, hospital.city) = ("石川県", "172014", "金沢市")
            let summary = try await world.takeOver(InventedFile(Self.day, [hospital]))
            #expect(summary.revisions == 0)
            #expect(summary.changedAttributes == 1)
            #expect(try await world.turnout(.prefecture(TestWorld.ishikawa)).carriedOver == 1)
            #expect(try await world.turnout(.prefecture(TestWorld.tokyo)).carriedOver == 0)
            try await world.expectExactSums()
        }
    }

    @Test(arguments: Engine.available)
    func `what becomes of a day shows in its stamp, and in no other's`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let surveys = world.surveys
            func stamps() async throws -> [String] {
                try await world.pool.read { db in
                    try [Self.day, "2021-01-18"].map { try db.openData(surveys).stamp(of: .written($0)).text }
                }
            }
            let before = try await stamps()
            try await world.report(TestWorld.functions("normal", "normal", "normal"))
            let reported = try await stamps()
            #expect(reported[0] != before[0])
            #expect(reported[1] == before[1])
            try await world.report(TestWorld.functions("normal", "normal", "limited"), basedOn: 1)
            let corrected = try await stamps()
            #expect(corrected[0] != reported[0])
            try await world.takeOver(Self.file([TestWorld.own.text: "通常"]))
            #expect(try await stamps()[0] != corrected[0])
        }
    }

    @Test(arguments: Engine.available)
    func `taking over is written into the audit with its counts`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            try await world.takeOver(Self.file(["13000001": "通常", "13000002": "未回答"]))
            let rows = try await world.pool.read { try $0.query("SELECT actor, action, subject, detail FROM audit") }
            #expect(rows.count == 1)
            let row = try #require(rows.first)
            #expect(try row.string("action") == "import.openData")
            #expect(try row.string("subject") == "day:2021-01-19")
            for part in [#""rows":"6""#, #""facilities":"2""#, #""newFacilities":"2""#, #""revisions":"1""#] {
                #expect(try row.string("detail").contains(part))
            }
        }
    }
}
