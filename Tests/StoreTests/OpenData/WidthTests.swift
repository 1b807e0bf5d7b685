import Database
import Domain
import Store
import TestSupport
import Testing

/// The files of 2020 had fewer columns, and single answers were missing.
struct WidthTests {
    @Test(arguments: Engine.available)
    func `files of 11, 13 and 14 columns come out in their own width`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            let hospitals = [
                InventedHospital(id: "13000001"),
                InventedHospital(id: "17000002", prefecture: "石川県", code: "172014", city: "金沢市"),
            ]
            let files = [
                ("2020-05-14", InventedFile("2020-05-14", hospitals, columns: 11)),
                ("2020-05-28", InventedFile("2020-05-28", hospitals, columns: 13)),
                ("2020-06-29", InventedFile("2020-06-29", hospitals)),
                // Between two days of another width: the file's own width counts, not the calendar's.
                ("2020-06-10", InventedFile("2020-06-10", hospitals, columns: 14)),
                ("2020-07-01", InventedFile("2020-07-01", hospitals, columns: 11)),
            ]
            for (_, file) in files { try await world.takeOver(file) }
            for (day, file) in files { #expect(try await world.publishedText(day) == file.text) }
            // Without a municipality's code a report counts in its prefecture and the nation.
            try await world.expectExactSums(everywhere: false)
            #expect(try await world.turnout(.nation, on: .written("2020-05-14")).carriedOver == 2)
            #expect(try await world.turnout(.municipality("131041"), on: .written("2020-05-14")).carriedOver == 0)
            #expect(try await world.turnout(.municipality("131041"), on: .written("2020-05-28")).carriedOver == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `a blank comes out as unanswered, function by function`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            let file = InventedFile(
                "2020-12-09",
                [
                    InventedHospital(id: "13000001", answers: ["通常", "未回答", "制限", "停止", "設置なし", "未回答"]),
                    InventedHospital(id: "13000002", answers: ["未回答"]),
                    InventedHospital(id: "13000003", answers: ["未回答", "未回答", "未回答", "未回答", "未回答", "停止"]),
                ])
            let summary = try await world.takeOver(file)
            #expect(summary.revisions == 2)
            #expect(try await world.publishedText("2020-12-09") == file.text)
            let surveys = world.surveys
            let wide = try await world.pool.read {
                try #require(try $0.openData(surveys).publication(of: .written("2020-12-09"))).wideRows
            }
            #expect(wide == Array(file.rows.dropFirst()))
        }
    }

    @Test(arguments: Engine.available)
    func `what was reported and is not published stays out of the file`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let day = Day.written("2020-12-09")
            try await world.report(
                ["inpatient": .choice("limited"), "surgery": .choice("stopped"), "memo": .text("内部のこと")], on: day,
                at: Instant(day))
            let text = try await world.publishedText("2020-12-09")
            #expect(text.contains("\"入院\",\"制限\""))
            #expect(text.contains("\"救急\",\"未回答\""))
            #expect(!text.contains("手術"))
            #expect(!text.contains("内部のこと"))
            #expect(text.split(separator: "\r\n").count == 1 + 3 * 6)
        }
    }

    @Test(arguments: Engine.available)
    func `no file is made of a day before the survey or without a list`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let surveys = world.surveys
            let published = try await world.pool.read { db in
                try ["2020-03-25", "2020-03-26"].map { try db.openData(surveys).publication(of: .written($0)) != nil }
            }
            #expect(published == [false, true])
        }
        try await TestWorld.empty(engine) { world in
            let surveys = world.surveys
            let isPublished = try await world.pool.read {
                try $0.openData(surveys).publication(of: TestWorld.today) != nil
            }
            #expect(!isPublished)
        }
    }
}
