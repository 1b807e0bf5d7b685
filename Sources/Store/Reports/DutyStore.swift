import Database
import Domain

/// What an institution has before it and behind it, survey by survey and period by period (`Duty`).
public struct DutyStore {
    let db: any Connection
    let surveys: Surveys

    /// Every period of every survey whose day lies in a span, both ends included: the oldest first, within a day by survey.
    ///
    /// - Parameters:
    ///   - permit: to read the institution's reports.
    ///   - deadlines: what moves its deadlines in the span, where that is known already.
    ///   - isVisible: may keep days back that are another office's (R13).
    public func between(
        _ from: Day, through: Day, history: FacilityHistory, _ permit: Permit, at now: Instant,
        deadlines: FacilityDeadlines? = nil, isVisible: (FacilityDay) -> Bool = { _ in true }
    ) throws -> [PeriodDuty] {
        guard from <= through else { return [] }
        let filings = try db.reports.filings(from: from, through: through, permit)
        let closed = try db.closedMarks.of(from: from, through: through, permit)
        let facility = try ReportStore.facility(of: permit)
        let deadlines = try deadlines ?? db.deadlineFacts.of(facility, from: from, through: through)
        var duties: [PeriodDuty] = []
        for number in from.number...through.number {
            let day = Day(number: number)
            let known = history.on(day)
            if let known, !isVisible(known) { continue }
            for survey in surveys.keys {
                guard let form = surveys.form(survey, on: day), form.period.accepts(day) else { continue }
                let duty = Duty(
                    form, day, known: known, filing: filings[survey]?[day],
                    isClosed: closed[survey]?.contains(day) ?? false,
                    facts: deadlines.facts(for: known?.party ?? .itself), at: now)
                duties.append(
                    PeriodDuty(form: form, period: day, duty: duty, isClosable: known?.isClosable(by: form) ?? false))
            }
        }
        return duties
    }
}

extension Connection {
    public func duties(_ surveys: Surveys) -> DutyStore { DutyStore(db: self, surveys: surveys) }
}
