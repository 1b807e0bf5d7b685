import Database
import Domain
import Store
import TestSupport
import Testing

/// Whatever happens in whatever order, sums and completeness are those of the institutions one by one (R60).
struct CompletenessTests {
    @Test(arguments: Engine.available, [1, 2])
    func `after every commit nation, prefectures and institutions agree`(engine: Engine, seed: UInt64) async throws {
        try await TestWorld.with(engine) { world in
            try await world.pool.write {
                try $0.associations.create(id: "A1", name: "見本会", prefecture: TestWorld.tokyo, at: TestWorld.now)
            }
            try await world.setUsable(since: Instant(TestWorld.since))
            var history = RandomHistory(world, seed: seed)
            for _ in 0..<60 {
                try await history.step()
                try await world.expectExactSums(everywhere: false)
                try await world.expectExactCompleteness()
            }
            let revisions = try await Contents(world.pool).rows("revision")
            #expect(revisions > 7, "only \(revisions) of 60 steps stored anything")
        }
    }

    @Test(arguments: Engine.available)
    func `a report of one that turns out not to be expected stays in the sums and leaves completeness`(engine: Engine)
        async throws
    {
        try await TestWorld.with(engine) { world in
            try await world.report(TestWorld.functions("normal", "normal", "normal"))
            #expect(try await world.turnout() == Turnout(reported: 1, onTime: 1, revisions: 1))
            try await world.record(.life(.closed), from: TestWorld.today)
            #expect(try await world.turnout() == Turnout(revisions: 1, beside: 1))
            try await world.expectExactSums()
            try await world.expectExactCompleteness()
            try await world.record(.life(.open), from: TestWorld.today)
            #expect(try await world.turnout() == Turnout(reported: 1, onTime: 1, revisions: 1))
            try await world.expectExactCompleteness()
        }
    }

    @Test(arguments: Engine.available)
    func `who moved counts where it was on each day`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let before = TestWorld.today.adding(-1)
            for day in [before, TestWorld.today] {
                try await world.report(TestWorld.functions("normal", "normal", "normal"), on: day)
            }
            try await world.record(
                .attributes(TestWorld.attributes("移転先", in: TestWorld.ishikawa, "172014", "金沢市")), from: TestWorld.today
            )
            #expect(try await world.turnout(.prefecture(TestWorld.tokyo), on: before).reported == 1)
            #expect(try await world.turnout(.prefecture(TestWorld.ishikawa), on: before).reported == 0)
            #expect(try await world.turnout(.prefecture(TestWorld.tokyo)).reported == 0)
            #expect(try await world.turnout(.prefecture(TestWorld.ishikawa)).reported == 1)
            try await world.expectExactSums()
            try await world.expectExactCompleteness()
        }
    }
}

extension TestWorld {
    /// Completeness of every area and survey as it is kept, against each institution's duty one by one.
    func expectExactCompleteness(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let surveys = surveys
        let days = (-3...0).map { Self.today.adding($0) }
        let next = Instant(Self.today.adding(1), TimeOfDay(milliseconds: 46_799_999))
        for now in [next, Instant(Self.today.adding(400))] {
            let (kept, anew) = try await pool.read { db in
                (try Self.kept(days, surveys, at: now, db), try Self.recomputed(days, surveys, at: now, db))
            }
            #expect(kept == anew, "at \(now.text)", sourceLocation: sourceLocation)
        }
    }

    private static func kept(
        _ days: [Day], _ surveys: Surveys, at now: Instant, _ db: any Connection
    ) throws -> [String: Completeness] {
        var kept: [String: Completeness] = [:]
        for day in days {
            let roster = try db.facilities.roster(on: day)
            for form in forms(on: day, surveys) {
                let counts = roster.counts(askedBy: form)
                let asked = counts.asked
                let nation = Permit.product(.watch, .area(.nation))
                let extended = try db.tallies.extended(form, day, counts, at: now, nation)
                var turnouts = try db.tallies.turnoutsInside(form.survey, day, nation)
                turnouts["nation"] = try db.tallies.turnout(form.survey, day, nation)
                for key in Set(turnouts.keys).union(asked.keys) where !key.hasPrefix("municipality") {
                    let whole = Completeness(
                        asked: asked[key] ?? 0, extended: extended[key] ?? 0, turnouts[key] ?? Turnout())
                    if whole.expected + whole.counted > 0 { kept["\(form.survey) \(day.text) \(key)"] = whole }
                }
            }
        }
        return kept
    }

    /// From each institution's own facts and its own reports.
    private static func recomputed(
        _ days: [Day], _ surveys: Surveys, at now: Instant, _ db: any Connection
    ) throws -> [String: Completeness] {
        var (expected, extended): ([String: Int], [String: Int]) = ([:], [:])
        var turnouts: [String: Turnout] = [:]
        for row in try db.query("SELECT facility_id FROM facility") {
            guard let id = Facility.ID(try row.string("facility_id")), let first = days.first, let last = days.last
            else { continue }
            let history = try db.facilities.history(of: id)
            let permit = Permit.product(.readReports, .facility(id, in: Self.tokyo))
            let filings = try db.reports.filings(from: first, through: last, permit)
            let closed = try db.closedMarks.of(from: first, through: last, permit)
            let deadlines = try db.deadlineFacts.of(id, from: first, through: last)
            for day in days {
                guard let known = history.on(day) else { continue }
                for form in forms(on: day, surveys) {
                    let duty = Duty(
                        form, day, known: known, filing: filings[form.survey]?[day],
                        isClosed: closed[form.survey]?.contains(day) ?? false,
                        facts: deadlines.facts(for: known.party), at: now)
                    for area in ["nation", Area.prefecture(known.attributes.prefecture).key] {
                        let key = "\(form.survey) \(day.text) \(area)"
                        if duty.isExpected || duty.state == .closed { expected[key, default: 0] += 1 }
                        if duty.state.isExtended { extended[key, default: 0] += 1 }
                        turnouts[key, default: Turnout()].count(duty)
                    }
                }
            }
        }
        return Dictionary(
            uniqueKeysWithValues: turnouts.keys.map { key in
                (
                    key,
                    Completeness(
                        asked: expected[key] ?? 0, extended: extended[key] ?? 0, turnouts[key] ?? Turnout())
                )
            }
        ).filter { $0.value.expected + $0.value.counted > 0 }
    }

    private static func forms(on day: Day, _ surveys: Surveys) -> [Form] {
        surveys.keys.compactMap { surveys.form($0, on: day) }.filter { $0.period.accepts(day) }
    }
}

extension Turnout {
    fileprivate mutating func count(_ duty: Duty) {
        if duty.state == .closed { closed += 1 }
        guard duty.state.isReported else { return }
        guard duty.isExpected else {
            beside += 1
            return
        }
        reported += 1
        switch duty.punctuality {
        case .onTime?: onTime += 1
        case .withinExtension?: extended += 1
        case .late?: late += 1
        case nil: carriedOver += 1
        }
    }
}
