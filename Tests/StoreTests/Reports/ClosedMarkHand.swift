import Database
import Domain
import Store
import TestSupport

/// What tests of closed days do, in one line each.
extension TestWorld {
    @discardableResult
    func mark(
        _ isClosed: Bool = true, of facility: Facility.ID = own, survey: String = "clinic-daily", on day: Day = today,
        permit: Permit? = nil
    ) async throws -> ClosedMarkOutcome {
        let who = Account(id: "account-\(facility)", loginId: facility.text, role: .facility(facility), name: "")
        let marking = ClosedMarking(
            survey: survey, period: day, isClosed: isClosed, recordedAt: Self.now, by: "休んだ人")
        return try await pool.mark(
            marking, try permit ?? who.permit(.report, .facility(facility, in: Self.tokyo)), surveys: surveys)
    }

    /// Sends figures of the clinics' survey; every note is passed.
    func enter(_ given: [String: Answer], basedOn: Int = 0) async throws -> IntakeOutcome {
        let notes = surveys.form("clinic-daily", on: Self.today)?.checks.map(\.id) ?? []
        let entry = ReportEntry(
            survey: "clinic-daily", period: Self.today, answers: answers(given, to: "clinic-daily"),
            passed: Set(notes), basedOn: basedOn, recordedAt: Self.now, by: "入力した人", route: .web)
        return try await pool.take(
            entry, try Self.clerk.permit(.report, .facility(Self.own, in: Self.tokyo)), surveys: surveys)
    }

    func takeBack(basedOn: Int) async throws {
        let withdrawal = Withdrawal(
            survey: "clinic-daily", period: Self.today, reason: try WithdrawalReason("間違い"), basedOn: basedOn,
            recordedAt: Self.now, by: "入力した人", route: .web)
        _ = try await pool.withdraw(
            withdrawal, try Self.clerk.permit(.report, .facility(Self.own, in: Self.tokyo)), surveys: surveys)
    }

    func clinicTurnout(_ area: Area = .nation) async throws -> Turnout {
        try await pool.read { try $0.tallies.turnout("clinic-daily", Self.today, .product(.watch, .area(area))) }
    }

    /// The nation's, as pages of an area make it.
    func completeness() async throws -> Completeness {
        let form = surveys.form("clinic-daily", on: Self.today)
        let asked = try await pool.read { db in
            try form.map { try db.facilities.roster(on: Self.today).counts(askedBy: $0).asked["nation"] ?? 0 } ?? 0
        }
        return Completeness(asked: asked, try await clinicTurnout())
    }

    func history() async throws -> [ClosedMark] {
        try await pool.read { db in
            try db.closedMarks.history(
                "clinic-daily", Self.today, .product(.readReports, .facility(Self.own, in: Self.tokyo)))
        }
    }

    /// How the clinics' survey of today stands for `own`.
    func state() async throws -> Duty.State? {
        let surveys = surveys
        return try await pool.read { db in
            try db.duties(surveys).between(
                Self.today, through: Self.today, history: try db.facilities.history(of: Self.own),
                .product(.readReports, .facility(Self.own, in: Self.tokyo)), at: Self.now
            ).first { $0.form.survey == "clinic-daily" }?.duty.state
        }
    }
}

extension IntakeOutcome {
    var verdict: Verdict? { if case .checked(let verdict) = self { verdict } else { nil } }
}

extension ClosedMarkOutcome {
    var stored: ClosedMark? { if case .stored(let mark) = self { mark } else { nil } }
}
