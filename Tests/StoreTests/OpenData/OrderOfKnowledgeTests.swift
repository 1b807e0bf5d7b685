import Database
import Domain
import Store
import TestSupport
import Testing

/// Not only what is published: everything known of institutions on any day is the same, whatever the order of the files.
struct OrderOfKnowledgeTests {
    private static let days = ["2020-12-09", "2021-01-10", "2021-02-01", "2021-02-20"]

    /// One institution comes late, one leaves for good, one leaves and comes back otherwise, one moves.
    private static let files: [InventedFile] = {
        let steady = InventedHospital(id: "13000001")
        let leaving = InventedHospital(id: "13000002", answers: ["停止"])
        var returning = InventedHospital(id: "13000003", name: "旧名病院")
        var moving = InventedHospital(id: "13000004")
        let late = InventedHospital(id: "17000005", prefecture: "石川県", code: "172014", city: "金沢市")
        let first = InventedFile(days[0], [steady, leaving, returning, moving])
        (moving.prefecture, moving.code, moving.city) = ("石川県", "172031", "小松市")
        let second = InventedFile(days[1], [steady, moving, late])
        returning.name = "新名病院"
        let third = InventedFile(days[2], [steady, returning, moving, late])
        let fourth = InventedFile(days[3], [steady, returning, late])
        return [first, second, third, fourth]
    }()

    private static let orders = [[1, 0, 3, 2], [3, 2, 1, 0], [2, 0, 3, 1], [3, 0, 2, 1], [0, 2, 1, 3]]

    private static let ids = ["13000001", "13000002", "13000003", "13000004", "17000005"].compactMap(Facility.ID.init)

    /// Who is asked where, and what each institution is called, on days with and between and after files.
    private func knowledge(_ order: [Int], _ engine: Engine) async throws -> [String] {
        try await TestWorld.empty(engine) { world in
            for index in order { try await world.takeOver(Self.files[index]) }
            let surveys = world.surveys
            return try await world.pool.read { db in
                try ["2020-12-09", "2020-12-31", "2021-01-10", "2021-01-31", "2021-02-01", "2021-02-19", "2021-03-31"]
                    .flatMap { text -> [String] in
                        let day = Day.written(text)
                        let form = try #require(surveys.form(DailySurvey.survey, on: day))
                        let asked = try db.facilities.roster(on: day).counts(askedBy: form).asked.sorted {
                            $0.key < $1.key
                        }
                        let names = try Self.ids.map { id in
                            let known = try db.facilities.attributes(of: id, on: day)
                            return "\(id) \(known?.name ?? "-") \(known?.cityName ?? "-")"
                        }
                        return ["\(text) \(asked)"] + names.map { "\(text) \($0)" }
                    }
            }
        }
    }

    @Test(arguments: Engine.available)
    func `what is known of any day does not depend on the order of the files`(engine: Engine) async throws {
        let expected = try await knowledge([0, 1, 2, 3], engine)
        #expect(expected.contains { $0.contains("2021-03-31") && $0.contains("13000002 見本病院") })
        for order in Self.orders {
            let found = try await knowledge(order, engine)
            for (a, b) in zip(expected, found) { #expect(a == b, "in the order \(order)") }
        }
    }
}
