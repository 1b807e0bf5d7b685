import Database
import Domain
import Store

/// Somebody's hand at a report: what tests say in one line.
extension TestWorld {
    /// Answers to a survey's form of a day, by item; choices by their codes.
    public func answers(_ given: [String: Answer], on day: Day = today, to survey: String = "hospital-status")
        -> Answers
    {
        guard let form = surveys.form(survey, on: day) else {
            preconditionFailure("no form of \(survey) on \(day.text)")
        }
        var answers = Answers(blankFor: form)
        for (code, answer) in given {
            precondition(form.item(code) != nil, "\(survey) of \(day.text) has no item \(code)")
            answers[code, in: form] = answer
        }
        return answers
    }

    /// The three functions of the form since 2021-01-18.
    public static func functions(_ inpatient: String, _ outpatient: String, _ emergency: String) -> [String: Answer] {
        ["inpatient": .choice(inpatient), "outpatient": .choice(outpatient), "emergency": .choice(emergency)]
    }

    /// Sends a report of the hospital survey through the one way in.
    @discardableResult
    public func report(
        _ given: [String: Answer], for facility: Facility.ID = own, by account: Account? = nil, on day: Day = today,
        at instant: Instant = now, basedOn: Int = 0, passed: Set<String> = []
    ) async throws -> IntakeOutcome {
        let who =
            account ?? Account(id: "account-\(facility)", loginId: facility.text, role: .facility(facility), name: "")
        let entry = ReportEntry(
            survey: "hospital-status", period: day, answers: answers(given, on: day), passed: passed, basedOn: basedOn,
            recordedAt: instant, by: "入力した人", route: .web)
        return try await pool.take(
            entry, try who.permit(.report, .facility(facility, in: Self.tokyo)), surveys: surveys)
    }

    /// Takes a report of the hospital survey back.
    @discardableResult
    public func withdraw(
        _ reason: String = "日付を間違えました。", for facility: Facility.ID = own, by account: Account? = nil,
        on day: Day = today, at instant: Instant = now, basedOn: Int
    ) async throws -> WithdrawalOutcome {
        let who =
            account ?? Account(id: "account-\(facility)", loginId: facility.text, role: .facility(facility), name: "")
        let withdrawal = Withdrawal(
            survey: "hospital-status", period: day, reason: try WithdrawalReason(reason), basedOn: basedOn,
            recordedAt: instant, by: "取り下げた人", route: .web)
        return try await pool.withdraw(
            withdrawal, try who.permit(.report, .facility(facility, in: Self.tokyo)), surveys: surveys)
    }

    /// Where a report stands.
    public func current(of facility: Facility.ID = own, on day: Day = today) async throws -> Report? {
        let surveys = surveys
        return try await pool.read { db in
            try db.reports.current(
                "hospital-status", day, .product(.readReports, .facility(facility, in: Self.tokyo)), surveys)
        }
    }

    /// Every revision of a report, the oldest first.
    public func revisions(of facility: Facility.ID = own, on day: Day = today) async throws -> [Revision] {
        let surveys = surveys
        return try await pool.read { db in
            try db.reports.revisions(
                "hospital-status", day, .product(.readReports, .facility(facility, in: Self.tokyo)), surveys)
        }
    }

    /// An area's turnout in the hospital survey.
    public func turnout(_ area: Area = .nation, on day: Day = today) async throws -> Turnout {
        try await pool.read { try $0.tallies.turnout("hospital-status", day, .product(.watch, .area(area))) }
    }

    /// Writes a dated fact down.
    public func record(
        _ fact: FacilityFact, of facility: Facility.ID = own, from: Day, until: Day? = nil, at instant: Instant = now
    ) async throws {
        let surveys = surveys
        try await pool.write { db in
            try db.facilities.record(
                fact, of: facility, Validity(from: from, until: until), surveys: surveys, at: instant, by: "test")
        }
    }
}
