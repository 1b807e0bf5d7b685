import Database
import Domain
import Store
import TestSupport
import Testing

/// The help desk finds institutions and offices by any part of what somebody may say on the phone (R15).
struct AccountSearchTests {
    private func with(_ engine: Engine, _ body: (TestWorld) async throws -> Void) async throws {
        try await TestWorld.with(engine) { world in
            try await world.pool.write { [surveys = world.surveys] db in
                try db.contacts.record(
                    Contact(name: "事務", mail: "Jimu_1@Example.jp", phone: "03-1234-5678"), of: TestWorld.clerk.id,
                    at: TestWorld.now, by: "test")
                let attributes = TestWorld.attributes("ｱｵﾊﾞ　Ｃlinic", in: TestWorld.ishikawa, "172014", "金沢市")
                guard let id = Facility.ID("F17000999") else { return }
                try db.facilities.register([id], at: TestWorld.now)
                try db.facilities.record(
                    .attributes(attributes), of: id, Validity(from: TestWorld.today, until: nil), surveys: surveys,
                    at: TestWorld.now, by: "test")
            }
            try await body(world)
        }
    }

    private func find(_ typed: String, _ world: TestWorld) async throws -> [String] {
        try await world.pool.read { try $0.accountSearch.find(typed, on: TestWorld.today).found.map(\.loginId) }
    }

    @Test(
        arguments: [
            ("見本台", [TestWorld.own.text]), ("総合　病院", [TestWorld.own.text]), ("f13000018", [TestWorld.own.text]),
            ("１３０００01", [TestWorld.own.text, "P13000017"]), ("jimu_1@", [TestWorld.own.text]),
            ("１２３４－５６", [TestWorld.own.text]), ("1700000017", [TestWorld.distant.text, "F17000999"]),
            ("アオバclinic", ["F17000999"]), ("ｱｵﾊﾞ", ["F17000999"]), ("F17000999", ["F17000999"]),
            ("医療政策", ["P13000017"]), ("Ｐ17", ["P17000011"]), ("%", []), ("_", [TestWorld.own.text]), ("\\", []),
            ("'", []), ("", []), ("　", []), ("どこにもない", []),
        ], Engine.available)
    func `a part of ID, code, name, phone or mail finds it, whatever its width and case`(
        typed: (String, [String]), engine: Engine
    ) async throws {
        try await with(engine) { world in
            let found = try await find(typed.0, world)
            #expect(found.sorted() == typed.1.sorted(), "\(typed.0)")
        }
    }

    @Test(arguments: Engine.available)
    func `a hit says where its ID stands, and that one has none`(engine: Engine) async throws {
        try await with(engine) { world in
            let (own, none) = try await world.pool.read { db in
                (
                    try db.accountSearch.find("見本台", on: TestWorld.today).found.first,
                    try db.accountSearch.find("アオバ", on: TestWorld.today).found.first
                )
            }
            #expect(own?.account == TestWorld.clerk.id && own?.life?.state == .issued && own?.kind == .hospital)
            #expect(own?.prefecture == TestWorld.tokyo)
            #expect(none?.account == nil && none?.life == nil && none?.facility?.text == "F17000999")
        }
    }

    @Test(arguments: Engine.available)
    func `names count as they are on the day, and what begins later is found already`(engine: Engine) async throws {
        try await with(engine) { world in
            try await world.record(
                .attributes(TestWorld.attributes("改名病院", in: TestWorld.tokyo, "131041", "新宿区")),
                from: TestWorld.today.adding(1))
            #expect(try await find("改名病院", world).isEmpty)
            #expect(try await find("見本台", world) == [TestWorld.own.text])
            try await world.pool.write { [surveys = world.surveys] db in
                _ = try db.accountIssue.issue(
                    [NewInstitutions.one("明日医院")], from: TestWorld.today.adding(1), surveys: surveys,
                    AccountIssue.Order(at: TestWorld.now, by: "desk"))
            }
            #expect(try await find("明日医院", world).count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `of many the first fifty are told, and that there are more`(engine: Engine) async throws {
        try await with(engine) { world in
            try await world.pool.write { [surveys = world.surveys] db in
                _ = try db.accountIssue.issue(
                    (0..<51).map { NewInstitutions.one("林立\($0)医院") }, from: TestWorld.today, surveys: surveys,
                    AccountIssue.Order(at: TestWorld.now, by: "desk"))
            }
            let (found, hasMore) = try await world.pool.read { db in
                try db.accountSearch.find("林立", on: TestWorld.today)
            }
            #expect(found.count == 50 && hasMore)
            let fewer = try await world.pool.read { try $0.accountSearch.find("林立1", on: TestWorld.today) }
            #expect(fewer.found.count == 11 && !fewer.hasMore)
        }
    }
}
