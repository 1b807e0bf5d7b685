import Database
import Domain
import Store
import TestSupport
import Testing

/// The audit as pages list it: the newest first, a page at a time.
struct AuditReadingTests {
    private static func write(_ count: Int, _ pool: any ConnectionPool, subject: String = "s", action: String = "a")
        async throws
    {
        try await pool.write { db in
            for number in 0..<count {
                try db.audit.record(
                    AuditEntry(actor: "x", action: action, subject: subject, detail: ["n": String(number)]),
                    // Several at the same instant, so that pages meet within it.
                    at: TestWorld.now.adding(seconds: number / 3))
            }
        }
    }

    private func walk(_ question: AuditQuestion, limit: Int, _ pool: any ConnectionPool) async throws -> [String] {
        var found: [String] = []
        var place: AuditPlace?
        repeat {
            let extract = try await pool.read { [place] in try $0.audit.extract(question, after: place, limit: limit) }
            found += extract.lines.compactMap { $0.detail["n"] }
            place = extract.next.flatMap { AuditPlace($0.text) }
        } while place != nil
        return found
    }

    @Test(arguments: Engine.available)
    func `page after page every entry comes once, the newest first`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            try await Self.write(25, world.pool)
            let expected = (0..<25).reversed().map(String.init)
            var all = AuditQuestion()
            #expect(try await walk(all, limit: 7, world.pool) == expected)
            all.subjects = ["s"]
            #expect(try await walk(all, limit: 4, world.pool) == expected)
            all.actors = ["x"]
            #expect(try await walk(all, limit: 50, world.pool) == expected)
            all.actions = ["b"]
            #expect(try await walk(all, limit: 50, world.pool).isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `two subjects are one list in the order of time`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            try await Self.write(6, world.pool, subject: "s")
            try await Self.write(6, world.pool, subject: "t")
            try await Self.write(6, world.pool, subject: "u")
            var question = AuditQuestion()
            question.subjects = ["s", "t"]
            let found = try await walk(question, limit: 5, world.pool)
            #expect(found.count == 12)
            #expect(
                found == found.sorted { (Int($0) ?? 0) / 3 > (Int($1) ?? 0) / 3 }
                    || found.prefix(6).allSatisfy { (Int($0) ?? 0) >= 3 })
        }
    }

    @Test(arguments: Engine.available)
    func `what is rare among very many is found over several pages`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            try await Self.write(1, world.pool, action: "rare")
            try await world.pool.write { db in
                for _ in 0..<1_100 {
                    try db.audit.record(
                        AuditEntry(actor: "x", action: "a", subject: "s"), at: TestWorld.now.adding(seconds: 9))
                }
            }
            var question = AuditQuestion()
            (question.subjects, question.actions) = (["s"], ["rare"])
            let first = try await world.pool.read { [question] in try $0.audit.extract(question) }
            #expect(first.lines.isEmpty)
            #expect(first.next != nil, "the page ends early, and goes on")
            #expect(try await walk(question, limit: 50, world.pool) == ["0"])
        }
    }

    @Test(arguments: Engine.available)
    func `days are those of Japan, both ends included`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            let midnight = Instant(TestWorld.today)
            try await world.pool.write { db in
                for (name, shift) in [("before", -1), ("first", 0), ("last", 86_399_999), ("after", 86_400_000)] {
                    try db.audit.record(
                        AuditEntry(actor: "x", action: "a", subject: "s", detail: ["n": name]),
                        at: Instant(milliseconds: midnight.milliseconds + shift))
                }
            }
            var question = AuditQuestion()
            (question.from, question.through) = (TestWorld.today, TestWorld.today)
            #expect(try await walk(question, limit: 50, world.pool) == ["last", "first"])
        }
    }

    @Test(arguments: ["", "1-2", "1-2-3-4", "x-1-1", "-1-1-1", "99999999999999999999-1-1", "253402300800000-1-1"])
    func `a place that cannot be is none`(text: String) {
        #expect(AuditPlace(text) == nil)
    }

    @Test(arguments: Engine.available)
    func `keys are shown as the names of today`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let names = try await world.pool.write { db in
                let colleague = try db.colleagues.add(
                    name: "見本太郎", mail: "b@example.jp", to: TestWorld.clerk, at: TestWorld.now)
                let names = try db.audit.names(
                    of: [TestWorld.clerk.id, TestWorld.officer.id, colleague.id, "product", "nobody"],
                    on: TestWorld.today)
                #expect(names[colleague.id] == .colleague(name: "見本太郎", of: "見本台総合病院"))
                return names
            }
            #expect(names[TestWorld.clerk.id] == .account(name: "見本台総合病院", isHelpDesk: false))
            #expect(names[TestWorld.officer.id] == .account(name: "見本都 医療政策課", isHelpDesk: false))
            #expect(names["product"] == .product)
            #expect(names["nobody"] == .unknown)
        }
    }
}
