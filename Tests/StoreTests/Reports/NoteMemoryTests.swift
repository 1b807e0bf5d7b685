import Database
import Domain
import Store
import TestSupport
import Testing

/// A note asks once, and is then remembered for a time (R35 R48).
struct NoteMemoryTests {
    private static let check = "severeWithinInpatients"
    private static let odd = TestWorld.functions("normal", "normal", "none")
        .merging(["covidInpatients": .count(1), "severe": .count(2)]) { $1 }
    private static let next = TestWorld.today.adding(1)
    private static let weeks = TestWorld.now.adding(seconds: 28 * 86_400)

    private func send(
        _ world: TestWorld, of facility: Facility.ID = TestWorld.own, on day: Day = TestWorld.today,
        at now: Instant = TestWorld.now, passed: Bool = false, why: String = "", remembering days: Int = 28
    ) async throws -> IntakeOutcome {
        let who = Account(id: "account-\(facility)", loginId: facility.text, role: .facility(facility), name: "")
        let reason = try NoteReason.read(why, field: "why")
        let entry = ReportEntry(
            survey: "hospital-status", period: day, answers: world.answers(Self.odd, on: day),
            passed: passed ? [Self.check] : [], reasons: reason.map { [Self.check: $0] } ?? [:], basedOn: 0,
            recordedAt: now, by: "入力した人", route: .web)
        return try await world.pool.take(
            entry, try who.permit(.report, .facility(facility, in: TestWorld.tokyo)),
            surveys: world.surveys.remembering(notesFor: days))
    }

    private func memories(_ world: TestWorld, at now: Instant = TestWorld.now) async throws -> [NoteMemory] {
        try await world.pool.read { db in
            try db.noteMemories.all(
                .product(.readReports, .facility(TestWorld.own, in: TestWorld.tokyo)), at: now)
        }
    }

    private func forget(_ world: TestWorld, _ permit: Permit) async throws -> Bool {
        try await world.pool.write {
            try $0.noteMemories.forget("hospital-status", Self.check, permit, at: TestWorld.now)
        }
    }

    @Test(arguments: Engine.available)
    func `what was passed is kept with its reason, and asks no more the day after`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            #expect(try await send(world).verdict?.notes.map(\.check) == [Self.check])
            #expect(try await memories(world).isEmpty)
            let first = try #require(try await send(world, passed: true, why: " 転院の記録待ち ").stored)
            #expect(first.notes == [PassedNote(check: Self.check, how: .passed, reason: NoteReason(kept: "転院の記録待ち"))])
            let second = try await send(world, on: Self.next, at: TestWorld.now.adding(seconds: 86_400)).stored
            #expect(
                second?.notes == [
                    PassedNote(check: Self.check, how: .remembered, reason: NoteReason(kept: "転院の記録待ち"))
                ])
            #expect(try await world.revisions().map(\.notes) == [first.notes])
            #expect(try await world.revisions(on: Self.next).map(\.notes) == [second?.notes])
            let memory = try #require(try await memories(world).first)
            #expect(memory.period == TestWorld.today && memory.figure == 2 && memory.by == "入力した人")
            #expect(memory.passedAt == TestWorld.now && memory.until == Self.weeks)
        }
    }

    @Test(arguments: Engine.available)
    func `it asks again when the time is over, to the millisecond`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            _ = try await send(world, passed: true)
            let last = Instant(milliseconds: Self.weeks.milliseconds - 1)
            #expect(try await send(world, on: last.day, at: Self.weeks).verdict?.notes.count == 1)
            #expect(try await send(world, on: last.day, at: last).stored != nil)
            #expect(try await memories(world, at: last).count == 1)
            #expect(try await memories(world, at: Self.weeks).isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `it is remembered of one institution and one note alone`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            _ = try await send(world, passed: true)
            #expect(try await send(world, of: TestWorld.neighbour).verdict?.notes.count == 1)
            let more = Self.odd.merging(["ventilators": .count(1), "ventilatorsCovid": .count(2)]) { $1 }
            let verdict = try await world.report(more, on: Self.next, at: Instant(Self.next)).verdict
            #expect(verdict?.notes.contains { $0.check == Self.check } == false && verdict?.notes.count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `with no days to remember it asks every time`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let stored = try await send(world, passed: true, remembering: 0).stored
            let again = try await send(world, on: Self.next, at: Instant(Self.next)).verdict
            #expect(stored != nil && again?.notes.count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `who reports can have it ask again, and nobody else`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            _ = try await send(world, passed: true)
            let own = Subject.facility(TestWorld.own, in: TestWorld.tokyo)
            let other = Subject.facility(TestWorld.own, in: TestWorld.tokyo, reportedBy: .association("A13000077"))
            for permit in [Permit.product(.readReports, own), .product(.report, other)] {
                await #expect(throws: Problem.notFound) { _ = try await forget(world, permit) }
            }
            let permit = try TestWorld.clerk.permit(.report, own)
            #expect(try await forget(world, permit))
            #expect(try await forget(world, permit) == false)
            #expect(try await send(world, on: Self.next, at: Instant(Self.next)).verdict?.notes.count == 1)
            #expect(try await world.revisions().map(\.notes.count) == [1])
            let told = try await world.pool.read {
                try $0.query("SELECT actor FROM audit WHERE action = 'note.forget'").map { try $0.string("actor") }
            }
            #expect(told == [TestWorld.clerk.id])
        }
    }
}
