import Database
import Domain
import Store
import TestSupport
import Testing

/// What institutions ask their prefectures to change (R28).
struct ChangeRequestStoreTests {
    private func ask(
        _ subject: ChangeRequest.Subject, _ wanted: String, from: Day = TestWorld.today, _ world: TestWorld
    ) async throws -> ChangeRequest {
        let id = try await world.pool.write { db in
            try db.changeRequests.add(subject, wanted: wanted, from: from, by: TestWorld.clerk, at: TestWorld.now)
        }
        return try #require(try await world.pool.read { try $0.changeRequests.find(id, in: TestWorld.tokyo) })
    }

    private func answer(
        _ request: ChangeRequest, _ verdict: ChangeRequestStore.Verdict, by account: Account = TestWorld.officer,
        _ world: TestWorld
    ) async throws {
        let surveys = world.surveys
        try await world.pool.write { db in
            try db.changeRequests.answer(
                request, verdict, surveys: surveys, by: account, at: TestWorld.now.adding(seconds: 60),
                mailedAt: TestWorld.now.adding(seconds: 60))
        }
    }

    @Test(arguments: Engine.available)
    func `a name that is accepted is the institution's from the day asked, and the contact is told`(
        engine: Engine
    ) async throws {
        try await TestWorld.with(engine) { world in
            _ = try await world.pool.write { db in
                try db.contacts.record(
                    Contact(mail: "a@example.jp"), of: TestWorld.clerk.id, at: TestWorld.now, by: "x")
            }
            let day = TestWorld.today.adding(5)
            let request = try await ask(.name, "新・見本台病院", from: day, world)
            #expect(request.answer == nil)
            #expect(try await world.pool.read { try $0.changeRequests.open(in: TestWorld.tokyo) } == [request])
            try await answer(request, .init(accepts: true, value: "新・見本台病院"), world)
            let names = try await world.pool.read { db in
                try [-1, 0].map { try db.facilities.attributes(of: TestWorld.own, on: day.adding($0))?.name }
            }
            #expect(names == ["見本台総合病院", "新・見本台病院"])
            let (open, answered, own, mails) = try await world.pool.read { db in
                (
                    try db.changeRequests.open(in: TestWorld.tokyo),
                    try db.changeRequests.answered(in: TestWorld.tokyo, after: nil, limit: 5),
                    try db.changeRequests.all(of: TestWorld.own), try db.mails.told(of: TestWorld.clerk.id)
                )
            }
            #expect(open.isEmpty)
            #expect(answered.map(\.id) == [request.id])
            #expect(own.first?.answer?.isAccepted == true)
            #expect(mails.map(\.purpose) == [.requestAnswered])
            let audit = "\(try await Contents(world.pool).tables["audit"] ?? [])"
            #expect(audit.contains("request.accept"))
            #expect(!audit.contains("新・見本台病院"), "the audit names keys only")
        }
    }

    @Test(arguments: Engine.available)
    func `a later fact of another kind stays when a phone number is accepted from before it`(engine: Engine)
        async throws
    {
        try await TestWorld.with(engine) { world in
            let renamed = TestWorld.attributes("改称病院", in: TestWorld.tokyo, "131041", "新宿区")
            try await world.record(.attributes(renamed), from: TestWorld.today.adding(10))
            try await answer(
                try await ask(.phone, "03-0000-1111", world), .init(accepts: true, value: "03-0000-1111"), world)
            let known = try await world.pool.read { db in
                try [0, 10].map { try db.facilities.attributes(of: TestWorld.own, on: TestWorld.today.adding($0)) }
            }
            #expect(known.map { $0?.name } == ["見本台総合病院", "改称病院"])
            #expect(known.map { $0?.phone } == ["03-0000-1111", "03-0000-1111"])
        }
    }

    @Test(arguments: [ChangeRequest.Subject.kind, .designation, .hours, .other], Engine.available)
    func `accepting what the designation report enters changes no fact`(
        subject: ChangeRequest.Subject, engine: Engine
    ) async throws {
        try await TestWorld.with(engine) { world in
            let request = try await ask(subject, "変えてほしい", world)
            let before = try await Contents(world.pool)
            try await answer(request, .init(accepts: true, words: "次の指定報告で登録します。"), world)
            let after = try await Contents(world.pool)
            #expect(Set(after.tables(changedSince: before)) == ["change_request", "audit"])
        }
    }

    @Test(arguments: Engine.available)
    func `a declined one changes nothing and is answered once`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let request = try await ask(.name, "別の名", world)
            try await answer(request, .init(accepts: false, value: "別の名", words: "書類が必要です。"), world)
            let name = try await world.pool.read {
                try $0.facilities.attributes(of: TestWorld.own, on: TestWorld.today)?.name
            }
            #expect(name == "見本台総合病院")
            await #expect(throws: Problem.notFound) {
                try await answer(request, .init(accepts: true, value: "別の名"), world)
            }
        }
    }

    @Test(arguments: Engine.available)
    func `those answered in the same millisecond stand on one page each, and none is lost between two`(
        engine: Engine
    ) async throws {
        try await TestWorld.with(engine) { world in
            var asked: Set<String> = []
            for _ in 1...3 {
                let request = try await ask(.other, "お願い", world)
                try await answer(request, .init(accepts: false, words: "できません。"), world)
                asked.insert(request.id)
            }
            var (seen, place): ([String], ChangeRequest.Place?) = ([], nil)
            repeat {
                let page = try await world.pool.read { [place] db in
                    try db.changeRequests.answered(in: TestWorld.tokyo, after: place, limit: 1)
                }
                seen += page.map(\.id)
                place = try page.last?.place.map { try #require(ChangeRequest.Place($0.text)) }
            } while place != nil
            #expect(seen == asked.sorted(by: >))
        }
    }

    @Test(arguments: Engine.available)
    func `another prefecture finds and answers nothing`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let request = try await ask(.name, "別の名", world)
            let found = try await world.pool.read { db in
                (
                    try db.changeRequests.find(request.id, in: TestWorld.ishikawa),
                    try db.changeRequests.open(in: TestWorld.ishikawa)
                )
            }
            #expect(found.0 == nil)
            #expect(found.1.isEmpty)
            let before = try await Contents(world.pool)
            await #expect(throws: Problem.notFound) {
                try await answer(request, .init(accepts: true, value: "別の名"), by: TestWorld.stranger, world)
            }
            #expect(try await Contents(world.pool) == before)
        }
    }

    @Test(arguments: Engine.available)
    func `more than twenty open ones are refused`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            for _ in 1...ChangeRequest.mostOpen { _ = try await ask(.other, "お願い", world) }
            await #expect(throws: Problem.self) { _ = try await ask(.other, "お願い", world) }
            await #expect(throws: Problem.notFound) {
                try await world.pool.write { db in
                    _ = try db.changeRequests.add(
                        .name, wanted: "x", from: TestWorld.today, by: TestWorld.officer, at: TestWorld.now)
                }
            }
        }
    }
}
