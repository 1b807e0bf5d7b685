import Database
import Domain
import Store
import TestSupport
import Testing

/// What the invented country reports: figures that a person could have entered.
struct DemonstrationReportsTests {
    private struct Kept {
        let survey: String
        let period: Day
        let facility: Facility.ID
        let form: Form
        let answers: Answers
        let status: String
    }

    private func revisions(_ trial: DemonstrationTrial) async throws -> [Kept] {
        try await trial.query(
            "SELECT survey, period, facility_id, form, answers, status FROM revision ORDER BY period, number"
        ).map { row in
            let survey = try row.string("survey")
            let form = try #require(trial.world.surveys.form(survey, version: .written(try row.string("form"))))
            return Kept(
                survey: survey, period: .written(try row.string("period")),
                facility: try #require(Facility.ID(try row.string("facility_id"))), form: form,
                answers: try AnswersJSON.answers(try row.string("answers"), in: form), status: try row.string("status"))
        }
    }

    /// One day for each combination of forms.
    @Test(arguments: ["2020-12-25", "2021-01-20", "2021-06-05", "2026-05-06"])
    func `every report passes the checks of its form, and few are asked to look again`(today: String) async throws {
        try await DemonstrationTrial.with(at: DemonstrationTrial.instant(today, 12, 30), days: 9, share: 5_000) {
            trial in
            let revisions = try await revisions(trial).filter { $0.status != "withdrawn" }
            #expect(revisions.count > 1_000)
            var rosters: [Day: [Facility.ID: FacilityDay]] = [:]
            var earlier: [String: [(period: Day, answers: Answers)]] = [:]
            var notes = 0
            for kept in revisions {
                if rosters[kept.period] == nil { rosters[kept.period] = try await trial.roster(on: kept.period) }
                let facts = try #require(rosters[kept.period]?[kept.facility]?.asked)
                #expect(kept.form == trial.world.surveys.form(kept.survey, on: kept.period))
                #expect(kept.form.asked(kept.answers, of: facts) == kept.answers)
                let key = "\(kept.survey) \(kept.facility)"
                let before = (earlier[key] ?? []).filter { $0.period < kept.period }
                let verdict = kept.form.check(
                    kept.answers, askedOf: facts, earlier: before, passed: [], on: kept.period)
                #expect(
                    verdict.errors.isEmpty, "\(kept.facility) \(kept.survey) \(kept.period.text): \(verdict.errors)")
                notes += verdict.notes.isEmpty ? 0 : 1
                earlier[key, default: []].append((kept.period, kept.answers))
            }
            #expect(notes * 100 < revisions.count, "\(notes) notes")
        }
    }

    @Test func `a correction changes a few figures`() async throws {
        try await DemonstrationTrial.with(days: 10, share: 1_000) { trial in
            var before: [String: Kept] = [:]
            var changes: [Int] = []
            for kept in try await revisions(trial) where kept.status == "submitted" {
                let key = "\(kept.survey) \(kept.facility) \(kept.period.text)"
                if let first = before[key] {
                    changes.append(kept.form.changes(from: first.answers, to: kept.answers).count)
                }
                before[key] = kept
            }
            #expect(changes.count > 5)
            #expect(changes.allSatisfy { (1...8).contains($0) })
        }
    }

    @Test func `clinics that do not practise on the day report later, within deadlines that the register tells too`()
        async throws
    {
        try await DemonstrationTrial.with(days: 10, share: 1_000) { trial in
            let counts = try await trial.query(
                "SELECT on_time, extended FROM turnout WHERE survey = 'clinic-daily' AND area = 'nation'")
            let extended = try counts.map { try $0.int("extended") }.reduce(0, +)
            #expect(extended > 10)
            #expect(try counts.map { try $0.int("on_time") }.reduce(0, +) > 2 * extended)
            let rows = try await trial.query(
                "SELECT survey, period, facility_id, own_deadline FROM report WHERE own_deadline IS NOT NULL")
            for row in rows {
                let (period, id) = (Day.written(try row.string("period")), Facility.ID(try row.string("facility_id")))
                let facility = try #require(id)
                let form = try #require(trial.world.surveys.form(try row.string("survey"), on: period))
                let deadlines = try await trial.world.pool.read {
                    try $0.deadlineFacts.of(facility, from: period, through: period)
                }
                // By its practice days alone.
                let own = deadlines.own(form, period, party: .association(""))
                #expect(own.movedUntil?.text == (try row.string("own_deadline")))
            }
        }
    }

    @Test func `Sundays are quiet, and the wave rises and falls`() async throws {
        let now = DemonstrationTrial.instant("2026-11-24", 8)
        try await DemonstrationTrial.with(at: now, days: 56, share: 5_000) { trial in
            let rows = try await trial.query(
                """
                SELECT period, total FROM tally WHERE survey = 'clinic-daily' AND area = 'nation' AND item = 'feverPatients'
                AND period >= '2026-01-01' ORDER BY period
                """)
            let sums = try rows.map { (day: Day.written(try $0.string("period")), total: try $0.int("total")) }
            let sundays = sums.filter { $0.day.weekday == .sunday }.map(\.total)
            let mondays = sums.filter { $0.day.weekday == .monday }.map(\.total)
            #expect(zip(sundays, mondays).allSatisfy { $0 * 3 < $1 })
            let highest = try #require(mondays.max())
            #expect(2 * highest > 3 * (mondays.first ?? 0) && 5 * highest > 6 * (mondays.last ?? 0))
        }
    }
}
