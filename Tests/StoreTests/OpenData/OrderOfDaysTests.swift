import Database
import Domain
import Store
import TestSupport
import Testing

/// Each day is published with what was true then, whatever the order in which the days were taken over (decision 0003).
struct OrderOfDaysTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let order: [Int]
        let engine: Engine
        var testDescription: String { "\(order.map { String($0 + 1) }.joined(separator: ", ")) on \(engine)" }

        static let all = Engine.available.flatMap { engine in
            [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]].map { Case(order: $0, engine: engine) }
        }
    }

    private static let days = ["2020-12-09", "2021-01-10", "2021-02-01"]

    /// Three days on which nearly everything about an institution changes and some of it changes back.
    private static let files: [InventedFile] = {
        let steady = InventedHospital(id: "13000001")
        var renamed = InventedHospital(id: "13000002", name: "旧名病院")
        var moved = InventedHospital(id: "13000003", answers: ["制限"])
        let absent = InventedHospital(id: "13000004", answers: ["停止"])
        let late = InventedHospital(id: "17000005", prefecture: "石川県", code: "172014", city: "金沢市")
        let early = InventedHospital(id: "a3000006", answers: ["未回答"])
        let first = InventedFile(days[0], [steady, renamed, moved, absent, early])
        renamed.name = "新名病院"
        renamed.facilityCode = ""
        (moved.prefecture, moved.code, moved.city) = ("石川県", "172031", "小松市")
        let second = InventedFile(days[1], [steady, renamed, moved, late])
        renamed.name = "旧名病院"
        renamed.facilityCode = "1300000017"
        (moved.prefecture, moved.code, moved.city) = ("東京都", "131041", "新宿区")
        let third = InventedFile(days[2], [steady, renamed, moved, absent, late])
        return [first, second, third]
    }()

    @Test(arguments: Case.all)
    func `three days are published as their files were, in every order`(given: Case) async throws {
        try await TestWorld.empty(given.engine) { world in
            for (done, index) in given.order.enumerated() {
                try await world.takeOver(Self.files[index])
                for known in given.order.prefix(done + 1) {
                    #expect(try await world.publishedText(Self.days[known]) == Self.files[known].text)
                }
                try await world.expectExactSums()
            }
            for index in given.order { #expect(try await world.takeOver(Self.files[index]).isUnchanged) }
            for index in given.order {
                #expect(try await world.publishedText(Self.days[index]) == Self.files[index].text)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `days without a file show what the last file before them said`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            for index in [2, 0, 1] { try await world.takeOver(Self.files[index]) }
            let names = try await world.pool.read { db in
                try ["2020-12-08", "2021-01-09", "2021-01-31", "2021-02-02"].map { day in
                    try db.facilities.listed(on: .written(day)).map { "\($0.key) \($0.value.name)" }.sorted()
                }
            }
            #expect(names[0] == [])
            #expect(names[1].contains("13000002 旧名病院"))
            #expect(names[1].contains("13000004 見本病院"))
            #expect(names[2].contains("13000002 新名病院"))
            #expect(!names[2].contains("13000004 見本病院"))
            #expect(names[3].contains("13000002 旧名病院"))
            #expect(names[3].contains("13000004 見本病院"))
            #expect(!names[3].contains("a3000006 見本病院"))
        }
    }

    @Test(arguments: Engine.available)
    func `the same text in other Unicode spelling is another text`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            let days = ["2020-12-09", "2020-12-10", "2020-12-11"]
            let names = ["ガーデン神病院", "カ\u{3099}ーデン神病院", "ガーデン\u{FA19}病院"]
            let files = zip(days, names).map { InventedFile($0, [InventedHospital(id: "13000001", name: $1)]) }
            for file in files { try await world.takeOver(file) }
            for (day, file) in zip(days, files) {
                #expect(Array(try await world.published(day)) == file.bytes, "\(day)")
            }
        }
    }

    @Test(arguments: Engine.available)
    func `the newest published days come first`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            for index in [1, 0, 2] { try await world.takeOver(Self.files[index]) }
            let surveys = world.surveys
            let (newest, january, before) = try await world.pool.read { db in
                let openData = db.openData(surveys)
                return (
                    try openData.days(upTo: .written("2021-12-31"), limit: 2).map(\.text),
                    try openData.latestDay(upTo: .written("2021-01-31"))?.text,
                    try openData.latestDay(upTo: .written("2020-12-08"))
                )
            }
            #expect(newest == [Self.days[2], Self.days[1]])
            #expect(january == Self.days[1])
            #expect(before == nil)
        }
    }
}
