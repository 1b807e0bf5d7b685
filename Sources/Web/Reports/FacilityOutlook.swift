import Database
import Domain
import Store

/// What an institution has before it: periods that are due, those still open, and the month that is looked at.
struct FacilityOutlook: Sendable {
    /// May be reported now: of each survey the period whose deadline comes next, reported ones too; the most urgent first.
    var due: [PeriodDuty] = []
    /// Past the survey's deadline and not reported, be it that their own is still to come; the newest first, without those above.
    var open: [PeriodDuty] = []
    /// Every period of the month.
    var month: [PeriodDuty] = []
    /// What is known of it today, or on its last day that the visitor may see.
    let known: FacilityDay
    /// The designation with its first day.
    let designation: (value: Designation, since: Day)?
    let associationName: String?
    /// The visitor reports for it (R43).
    let mayReport: Bool
    /// The first month in which anything can be looked at.
    let firstMonth: Month

    /// Open days are looked for in so many months before the present one.
    static let monthsBack = 2

    /// - Parameter account: whoever looks; days of another office's time are left out (R13).
    /// - Throws: `Problem.notFound` where nothing of the institution may be seen.
    init(
        _ db: any Connection, _ facility: Facility.ID, _ account: Account, month: Month, surveys: Surveys, now: Instant
    ) throws {
        let today = now.day
        let history = try db.facilities.history(of: facility)
        let party = try db.facilities.reportingParty(of: facility, on: today)
        func subject(_ day: FacilityDay) -> Subject {
            .facility(facility, in: day.attributes.prefecture, reportedBy: party)
        }
        func permitted(_ day: FacilityDay) -> Permit? { try? account.permit(.readReports, subject(day)) }
        guard let (shown, known, permit) = Self.lastSeen(history, today, month, permitted) else {
            throw Problem.notFound
        }
        self.known = known
        mayReport = (try? account.permit(.report, subject(known))) != nil
        designation = history.designation(on: shown)
        associationName = if case .association(let id) = known.party { try db.associations.name(of: id) } else { nil }
        let start = surveys.keys.compactMap { surveys.versions(of: $0).first?.from }.min() ?? today
        firstMonth = Month(of: max(start, history.firstDay ?? today))
        let duties = db.duties(surveys)
        var from = Month(of: today)
        for _ in 0..<Self.monthsBack { from = from.previous }
        let recent = try duties.between(
            max(from, firstMonth).firstDay, through: today.adding(6), history: history, permit, at: now,
            isVisible: { permitted($0) != nil })
        due = Self.due(recent, at: now)
        let panels = due.map { "\($0.form.survey) \($0.period)" }
        open = recent.filter { entry in
            entry.duty.state.isMissing
                || (entry.duty.state.isExtended && !panels.contains("\(entry.form.survey) \(entry.period)"))
        }
        .sorted { ($0.period, $0.duty.deadline) > ($1.period, $1.duty.deadline) }
        self.month = try duties.between(
            month.firstDay, through: month.lastDay, history: history, permit, at: now,
            isVisible: { permitted($0) != nil })
    }

    /// Today, or else the newest day of the month looked at on which the institution was the visitor's to see.
    private static func lastSeen(
        _ history: FacilityHistory, _ today: Day, _ month: Month, _ permit: (FacilityDay) -> Permit?
    ) -> (day: Day, known: FacilityDay, permit: Permit)? {
        let days = [today] + (0..<31).map { month.lastDay.adding(-$0) }
        for day in days {
            if let known = history.on(day), let permit = permit(known) { return (day, known, permit) }
        }
        return nil
    }

    private static func due(_ duties: [PeriodDuty], at now: Instant) -> [PeriodDuty] {
        let candidates = duties.filter { entry in
            (now < entry.duty.deadline || entry.duty.state.isExtended) && entry.isShown
                && entry.form.schedule.opens(for: entry.period) <= now
        }
        // A day whose deadline moved stays before it for long: once it is reported, what is open comes first.
        func place(_ entry: PeriodDuty) -> (Int, Instant, Day) {
            let isDone = entry.duty.state.isSettled && entry.duty.own.isMoved
            return (isDone ? 1 : 0, entry.duty.deadline, entry.period)
        }
        return Dictionary(grouping: candidates, by: \.form.survey).values
            .compactMap { $0.min { place($0) < place($1) } }
            .sorted { ($0.duty.deadline, $0.form.survey) < ($1.duty.deadline, $1.form.survey) }
    }
}
