import Database
import Domain
import Store
import TestSupport
import Testing

/// The one way in: what becomes of an entry.
struct IntakeTests {
    private static let usual = TestWorld.functions("normal", "normal", "none")

    @Test(arguments: Engine.available)
    func `a first report is stored with its receipt`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let outcome = try await world.report(Self.usual.merging(["receivableBeds": .count(7)]) { $1 })
            let revision = try #require(outcome.stored)
            #expect(revision.number == 1)
            #expect(
                revision.receipt.wholeMatch(of: /20210119(-[0-9A-HJKMNP-TV-Z]{4}){3}/) != nil, "\(revision.receipt)")
            let report = try #require(try await world.current())
            #expect(report.revision == 1)
            #expect(report.status == .submitted)
            #expect(report.form == .written("2021-01-18"))
            #expect(report.recordedAt == TestWorld.now)
            #expect(report.submittedAt == TestWorld.now)
            #expect(report.answers == world.answers(Self.usual.merging(["receivableBeds": .count(7)]) { $1 }))
            #expect(try await world.turnout() == Turnout(reported: 1, onTime: 1, revisions: 1))
            try await world.expectExactSums()
        }
    }

    @Test(arguments: Engine.available)
    func `a correction is a second revision and keeps the first`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.report(Self.usual)
            let later = TestWorld.now.adding(seconds: 600)
            let corrected = TestWorld.functions("limited", "normal", "none")
            try await world.report(corrected, by: TestWorld.clerk, at: later, basedOn: 1)
            let revisions = try await world.revisions()
            #expect(revisions.map(\.number) == [1, 2])
            #expect(revisions.map(\.answers) == [world.answers(Self.usual), world.answers(corrected)])
            #expect(revisions.map(\.recordedAt) == [TestWorld.now, later])
            #expect(revisions.map(\.account) == ["account-F13000018", "account-clerk"])
            #expect(revisions.map(\.by) == ["入力した人", "入力した人"])
            #expect(revisions.map(\.route) == [.web, .web])
            #expect(revisions.map(\.form) == [.written("2021-01-18"), .written("2021-01-18")])
            #expect(Set(revisions.map(\.receipt)).count == 2)
            let report = try #require(try await world.current())
            #expect(report.revision == 2)
            #expect(report.recordedAt == later)
            #expect(report.submittedAt == TestWorld.now)
            #expect(try await world.turnout() == Turnout(reported: 1, onTime: 1, revisions: 2))
            try await world.expectExactSums()
        }
    }

    @Test(arguments: Engine.available)
    func `the same content again makes no revision`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.report(Self.usual)
            let before = try await Contents(world.pool)
            for basedOn in [1, 0] {
                let outcome = try await world.report(Self.usual, at: TestWorld.now.adding(seconds: 5), basedOn: basedOn)
                guard case .unchanged(revision: 1) = outcome else { return #expect(Bool(false), "\(outcome)") }
            }
            #expect(try await Contents(world.pool) == before)
        }
    }

    @Test(arguments: Engine.available)
    func `what is based on an old revision is told so and not stored`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await world.report(Self.usual)
            try await world.report(TestWorld.functions("limited", "normal", "none"), basedOn: 1)
            let before = try await Contents(world.pool)
            for basedOn in [0, 1, 3] {
                let outcome = try await world.report(TestWorld.functions("stopped", "normal", "none"), basedOn: basedOn)
                guard case .changedMeanwhile(let current) = outcome else { return #expect(Bool(false), "\(outcome)") }
                #expect(current.revision == 2)
                #expect(current.answers == world.answers(TestWorld.functions("limited", "normal", "none")))
            }
            #expect(try await Contents(world.pool) == before)
        }
    }

    @Test(arguments: Engine.available)
    func `errors refuse the report and nothing is stored`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let before = try await Contents(world.pool)
            let entries: [(fields: [String], answers: [String: Answer])] = [
                (["inpatient", "outpatient", "emergency"], [:]),
                (["emergency"], ["inpatient": .choice("normal"), "outpatient": .choice("normal")]),
                (["inpatient"], TestWorld.functions("通常", "normal", "none")),
                (["receivableBeds"], Self.usual.merging(["receivableBeds": .count(-1)]) { $1 }),
                (["receivableBeds"], Self.usual.merging(["receivableBeds": .count(10_000)]) { $1 }),
                (["receivableBeds"], Self.usual.merging(["receivableBeds": .text("7")]) { $1 }),
            ]
            for entry in entries {
                let outcome = try await world.report(entry.answers, passed: ["severeWithinInpatients"])
                guard case .checked(let verdict) = outcome else { return #expect(Bool(false), "\(outcome)") }
                #expect(verdict.errors.map(\.field) == entry.fields)
            }
            #expect(try await Contents(world.pool) == before)
        }
    }

    @Test(arguments: Engine.available)
    func `where nothing is required, all blank is still no report and one answer is`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let day = Day.written("2020-12-09")
            guard case .checked(let verdict) = try await world.report([:], on: day) else {
                Issue.record("a blank report was stored")
                return
            }
            #expect(verdict.errors.map(\.field) == ["outpatientWeekday"])
            #expect(verdict.errors[0].sentence.contains("何も入力されていません"))
            guard case .stored = try await world.report(["emergency": .choice("normal")], on: day) else {
                Issue.record("a report with one answer was not stored")
                return
            }
        }
    }

    @Test(arguments: Engine.available)
    func `a note asks, and passes with its own id`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let odd = Self.usual.merging(["covidInpatients": .count(1), "severe": .count(2)]) { $1 }
            for passed in [[], ["ventilatorsInUse"]] as [Set<String>] {
                let outcome = try await world.report(odd, passed: passed)
                guard case .checked(let verdict) = outcome else { return #expect(Bool(false), "\(outcome)") }
                #expect(verdict.errors.isEmpty)
                #expect(verdict.notes.map(\.check) == ["severeWithinInpatients"])
                #expect(verdict.notes.map(\.item) == ["severe"] || verdict.notes.map(\.item) == ["covidInpatients"])
            }
            #expect(try await world.current() == nil)
            #expect(try await world.report(odd, passed: ["severeWithinInpatients"]).stored != nil)
        }
    }

    @Test(arguments: Engine.available)
    func `every report and correction is in the audit under the account's key`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let first = try #require(try await world.report(Self.usual).stored)
            try await world.report(TestWorld.functions("limited", "normal", "none"), by: TestWorld.clerk, basedOn: 1)
            let rows = try await world.pool.read {
                try $0.query(
                    """
                    SELECT actor, action, subject, detail FROM audit
                    WHERE subject LIKE 'facility:%' ORDER BY action DESC
                    """)
            }
            #expect(try rows.map { try $0.string("action") } == ["report.create", "report.correct"])
            #expect(try rows.map { try $0.string("actor") } == ["account-F13000018", "account-clerk"])
            #expect(try rows.allSatisfy { try $0.string("subject") == "facility:F13000018" })
            #expect(try rows[0].string("detail").contains(first.contentHash))
            #expect(try !rows[0].string("detail").contains("入力した人"))
        }
    }

    @Test(arguments: Engine.available)
    func `a later day's report leaves the earlier ones alone, which are found newest first`(engine: Engine) async throws
    {
        try await TestWorld.with(engine) { world in
            let days = ["2021-01-16", "2021-01-17", "2021-01-18"].map(Day.written)
            for day in days {
                let choices: [String: Answer] = ["inpatient": .choice("normal"), "emergency": .choice("none")]
                let given = day < .written("2021-01-18") ? choices : Self.usual
                try await world.report(given, on: day, at: Instant(day))
            }
            let surveys = world.surveys
            let permit = try TestWorld.clerk.permit(.report, .facility(TestWorld.own, in: TestWorld.tokyo))
            let (earlier, between) = try await world.pool.read { db in
                (
                    try db.reports.earlier("hospital-status", before: TestWorld.today, limit: 2, permit, surveys),
                    try db.reports.between("hospital-status", from: days[0], through: days[1], permit, surveys)
                )
            }
            #expect(earlier.map(\.period) == [days[2], days[1]])
            #expect(between.map(\.period) == [days[0], days[1]])
            #expect(between.map(\.form) == [TestWorld.since, TestWorld.since])
            try await world.expectExactSums()
        }
    }
}

extension IntakeOutcome {
    /// The revision, where one was stored.
    var stored: Revision? { if case .stored(let revision) = self { revision } else { nil } }
}
