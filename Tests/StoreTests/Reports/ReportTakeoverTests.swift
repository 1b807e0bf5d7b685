import Database
import Domain
import Store
import TestSupport
import Testing

/// Reports of a former system: each under the version of its day, never in place of what was entered here (R5 R8 R30 R43).
struct ReportTakeoverTests {
    private static let now = TestWorld.now.adding(seconds: 3_600)
    private static let own = TestWorld.own.text

    private func takeOver(
        _ lines: String..., survey: String = "hospital-status", heading: String = "facilityId,day,inpatient,outpatient",
        at instant: Instant = now, in world: TestWorld
    ) async throws -> ReportTakeover.Summary {
        try await ReportTakeover(survey: survey, surveys: world.surveys).run(
            Array(([heading] + lines).joined(separator: "\n").utf8), into: world.pool, at: instant)
    }

    private func faults(_ body: () async throws -> Void) async -> [String] {
        do {
            try await body()
        } catch Problem.refusedFile(let lines, _) {
            return lines.map { "\($0.line ?? 0) \($0.column ?? "")" }
        } catch {
            Issue.record("\(error)")
        }
        return []
    }

    @Test(arguments: Engine.available)
    func `a report comes over as it was, marked as carried over, and sums stay exact`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let summary = try await takeOver(
                "\(Self.own),2021-01-19,normal,制限", "\(TestWorld.distant),2021-01-18,停止,", in: world)
            #expect(summary.revisions == 2 && summary.kept.isEmpty)
            let revision = try #require(try await world.revisions().first)
            #expect(revision.status == .carriedOver)
            #expect(revision.route.label == "前のシステムから引き継ぎ")
            #expect(
                revision.answers == world.answers(["inpatient": .choice("normal"), "outpatient": .choice("limited")]))
            #expect(try await world.turnout() == Turnout(reported: 1, carriedOver: 1, revisions: 1))
            try await world.expectExactSums()
            let verification = try await world.pool.read { try $0.audit.verify() }
            #expect(verification.isWhole, "\(verification.faults)")
        }
    }

    @Test(arguments: Engine.available)
    func `the same again changes nothing, a corrected file makes a revision`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            _ = try await takeOver("\(Self.own),2021-01-19,normal,", in: world)
            let before = try await Contents(world.pool)
            let again = try await takeOver("\(Self.own),2021-01-19,normal,", at: Self.now.adding(seconds: 9), in: world)
            #expect(again.revisions == 0 && again.unchanged == 1)
            #expect(try await Contents(world.pool) == before)
            let corrected = try await takeOver(
                "\(Self.own),2021-01-19,stopped,", at: Self.now.adding(seconds: 9), in: world)
            #expect(corrected.revisions == 1)
            #expect(try await world.revisions().map(\.status) == [.carriedOver, .carriedOver])
            try await world.expectExactSums()
            #expect(try await world.pool.read { try $0.audit.verify().isWhole })
        }
    }

    @Test(arguments: Engine.available)
    func `what was entered here is kept and told, a withdrawal too`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.report(TestWorld.functions("stopped", "limited", "none"))
            let summary = try await takeOver("\(Self.own),2021-01-19,normal,", in: world)
            #expect(summary.revisions == 0)
            #expect(summary.kept.map { "\($0.facility) \($0.period.text)" } == ["\(Self.own) 2021-01-19"])
            try await world.withdraw(at: Self.now, basedOn: 1)
            #expect(try await takeOver("\(Self.own),2021-01-19,normal,", in: world).kept.count == 1)
            #expect(try await world.revisions().map(\.status) == [.submitted, .withdrawn])
        }
    }

    @Test(arguments: Engine.available)
    func `a facility corrects what was carried over`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            _ = try await takeOver("\(Self.own),2021-01-19,normal,", in: world)
            try await world.report(TestWorld.functions("limited", "normal", "normal"), at: Self.now, basedOn: 1)
            #expect(try await world.revisions().map(\.route) == [.formerSystem, .web])
            #expect(try await takeOver("\(Self.own),2021-01-19,normal,", in: world).kept.count == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `a file with any fault is refused whole, each told by line and column`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let before = try await Contents(world.pool)
            #expect(
                await faults {
                    _ = try await takeOver(
                        "\(Self.own),2021-01-19,normal,", "\(Self.own),2021-01-19,normal,", "x-,2021-01-19,,",
                        "\(Self.own),2021/1/19,,", "\(Self.own),2021-01-20,normal,", "\(Self.own),2020-03-25,normal,",
                        "\(Self.own),2021-01-18,おやすみ,", "\(Self.own)", in: world)
                } == ["3 day", "4 facilityId", "5 day", "6 day", "7 day", "8 inpatient", "9 "])
            #expect(
                await faults {
                    _ = try await takeOver("F99999999,2021-01-19,normal,", "\(Self.own),2021-01-18,normal,", in: world)
                } == ["2 facilityId"])
            #expect(
                await faults { _ = try await takeOver(heading: "facilityId,day,inpatient,none", in: world) } == [
                    "1 none"
                ])
            #expect(await faults { _ = try await takeOver(heading: "day,facilityId", in: world) } == ["1 "])
            #expect(
                await faults { _ = try await takeOver(survey: "none", heading: "facilityId,day", in: world) } == ["1 "])
            #expect(try await Contents(world.pool) == before)
        }
    }

    @Test(arguments: Engine.available)
    func `an item that its day's version did not ask may only be blank`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let old = try #require(world.surveys.form("hospital-status", on: .written("2021-01-17")))
            let new = try #require(world.surveys.form("hospital-status", on: .written("2021-01-18")))
            let lost = try #require(old.items.first { new.item($0.code) == nil }?.code)
            let heading = "facilityId,day,inpatient,\(lost)"
            #expect(
                await faults {
                    _ = try await takeOver("\(Self.own),2021-01-18,normal,normal", heading: heading, in: world)
                } == ["2 \(lost)"])
            let summary = try await takeOver(
                "\(Self.own),2021-01-18,normal,", "\(Self.own),2021-01-17,,", heading: heading, in: world)
            #expect(summary.revisions == 1 && summary.blank == 1)
        }
    }

    @Test(arguments: Engine.available)
    func `a taken over revision that was changed or is gone shows in the audit`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            _ = try await takeOver("\(Self.own),2021-01-19,normal,", "\(Self.own),2021-01-18,normal,", in: world)
            try await world.pool.write { _ = try $0.execute("DELETE FROM revision WHERE period = '2021-01-18'") }
            #expect(try await !world.pool.read { try $0.audit.verify().isWhole })
        }
    }
}
