import Database
import Domain
import Store
import TestSupport
import Testing

/// Forms that came after their session had run out.
struct KeptFormStoreTests {
    private static let path = "/reports/hospital-status/2021-01-19"

    private func form(_ body: String, path: String = path, after seconds: Int = 0) -> KeptForm {
        KeptForm(path: path, body: body, recordedAt: TestWorld.now.adding(seconds: seconds))
    }

    @Test(arguments: Engine.available)
    func `the newest of each form is kept, until seven days have passed`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.pool.write { db in
                try db.keptForms.keep(form("a=1"), of: TestWorld.clerk)
                try db.keptForms.keep(form("a=2", after: 1), of: TestWorld.clerk)
                try db.keptForms.keep(form("b=1", path: Self.path + "/withdrawal", after: 2), of: TestWorld.clerk)
                let all = try db.keptForms.all(of: TestWorld.clerk, at: TestWorld.now)
                #expect(all.map(\.body) == ["b=1", "a=2"])
                let end = TestWorld.now.adding(seconds: KeptForm.seconds + 1)
                let last = Instant(milliseconds: end.milliseconds - 1)
                #expect(try db.keptForms.form(at: Self.path, of: TestWorld.clerk, at: last)?.body == "a=2")
                #expect(try db.keptForms.form(at: Self.path, of: TestWorld.clerk, at: end) == nil)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `nobody else reads or discards it, not even one of the same ID`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.pool.write { db in
                let colleague = TestWorld.clerk.acting(as: Colleague(id: "c-1", name: "見本 花子"))
                try db.keptForms.keep(form("a=1"), of: TestWorld.clerk)
                for other in [TestWorld.officer, colleague] {
                    #expect(try db.keptForms.all(of: other, at: TestWorld.now).isEmpty)
                    try db.keptForms.discard(Self.path, of: other)
                }
                #expect(try db.keptForms.all(of: TestWorld.clerk, at: TestWorld.now).count == 1)
                try db.keptForms.discard(Self.path, of: TestWorld.clerk)
                #expect(try db.keptForms.all(of: TestWorld.clerk, at: TestWorld.now).isEmpty)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `more than twenty push the oldest out`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.pool.write { db in
                for number in 1...KeptForm.most + 2 {
                    try db.keptForms.keep(form("n=\(number)", path: "/\(number)", after: number), of: TestWorld.clerk)
                }
                let all = try db.keptForms.all(of: TestWorld.clerk, at: TestWorld.now)
                #expect(all.count == KeptForm.most)
                #expect(all.last?.path == "/3")
            }
        }
    }
}
