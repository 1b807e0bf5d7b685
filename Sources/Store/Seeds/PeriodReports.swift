import Database
import Domain

/// What the invented country reports for one survey and period: first reports, then corrections and withdrawals.
struct PeriodReports {
    let country: InventedCountry
    let survey: String
    let period: Day
    let now: Instant
    /// The usual days; before them only what was carried over.
    let window: ClosedRange<Day>
    let holidays: Holidays
    private var filling: FormFilling
    private let wave: (Prefecture) -> (now: Double, before: Double)

    /// What became of a report after it was first stored.
    private enum Sequel {
        case corrected(Answers)
        case withdrawn
    }

    private struct Told {
        let change: ReportChange
        let sequel: (what: Sequel, at: Instant)?
    }

    init(
        _ country: InventedCountry, _ form: Form, _ period: Day, at now: Instant, window: ClosedRange<Day>,
        _ holidays: Holidays,
        _ levels: @escaping (Prefecture, Day) -> Double
    ) {
        self.country = country
        self.period = period
        self.now = now
        self.window = window
        self.holidays = holidays
        survey = form.survey
        filling = FormFilling(form)
        wave = { (levels($0, period), levels($0, period.adding(-9))) }
    }

    /// Stores them, sums included, and gives the hashes of their revisions by institution and number.
    mutating func store(in db: any Connection, _ surveys: Surveys) throws -> [String] {
        let told = country.reporting.compactMap { report(of: $0) }
        guard !told.isEmpty else { return [] }
        let writer = ReportWriter(db: db)
        var movement = TallyMovement()
        let firsts = try writer.store(told.map { ($0.change, nil) }, moving: &movement)
        let sequels = try told.compactMap { told in
            try told.sequel.map { (try change(of: told.change, $0.what, at: $0.at), told.change.facility) }
        }
        let after = try sequels.map { change, facility in
            (change: change, after: try db.reports.row(survey, period, facility, surveys))
        }
        let seconds = try writer.store(after, moving: &movement)
        try movement.insert(into: db)
        let later = Dictionary(
            zip(sequels.map(\.1), seconds.map(\.contentHash)), uniquingKeysWith: { first, _ in first })
        return zip(told, firsts).flatMap { told, first in
            // What was carried over needs no entry in the audit.
            told.change.route == .seed ? [first.contentHash] + (later[told.change.facility].map { [$0] } ?? []) : []
        }
    }

    private mutating func report(of institution: InventedInstitution) -> Told? {
        guard let known = institution.known(on: period), let facts = known.asked else { return nil }
        let positions = filling.positions(askedOf: facts)
        guard !positions.isEmpty else { return nil }
        var dice = Dice(institution.number, period.number, survey.utf8.count)
        let carried = CarriedDays.instant(of: period, institution, filling.form, before: now)
        let own = own(institution)
        guard let at = carried ?? submitted(by: institution, due: own.until ?? own.national, facts.kind, &dice),
            at < now
        else { return nil }
        let wave = wave(known.attributes.prefecture)
        let sequel = carried == nil ? sequel(of: institution, after: at, &dice) : nil
        let party = institution.known(on: at.day)?.party ?? .itself
        let answers = filling.answers(of: institution, facts, at: positions, on: period, wave, dice)
        let change = change(
            institution.id, answers, at: at, place: known.attributes.place,
            by: carried == nil ? reporter(of: institution, party) : nil,
            ownDeadline: carried == nil && at >= own.national ? own.movedUntil : nil)
        return Told(
            change: change,
            sequel: sequel.map { isWithdrawal, instant in
                guard !isWithdrawal else { return (.withdrawn, instant) }
                let corrected = filling.answers(
                    of: institution, facts, at: positions, on: period, wave, isCorrected: true, dice)
                return (.corrected(corrected), instant)
            })
    }

    /// Moved by its practice days alone: its ID was there before anything was asked.
    private func own(_ institution: InventedInstitution) -> OwnDeadline {
        OwnDeadline(
            filling.form.schedule, period,
            DeadlineFacts(practice: institution.practice, holidays: holidays))
    }

    /// When it sends the report; nil when it does not.
    private func submitted(
        by institution: InventedInstitution, due: Instant, _ kind: FacilityKind, _ dice: inout Dice
    ) -> Instant? {
        guard window.contains(period) else { return nil }
        if institution.habit.leavesTodayOpen, due.day == window.upperBound { return nil }
        let isClosed = kind != .hospital && filling.form.period == .day && institution.isClosed(on: period)
        if isClosed, !institution.habit.reportsClosedDays { return nil }
        return institution.habit.instant(due: due, kind: filling.form.period, &dice)
    }

    /// One in eighty is corrected, some hours later; a handful is taken back.
    private func sequel(
        of institution: InventedInstitution, after first: Instant, _ dice: inout Dice
    ) -> (isWithdrawal: Bool, at: Instant)? {
        let isWithdrawal = institution.habit.withdrawal.map { window.upperBound.adding(-$0) } == period
        let isCorrected = dice.happens(perMille: 12)
        let later = first.adding(seconds: 900 + dice.roll(20 * 3_600))
        let soon = first.adding(seconds: 3_000)
        if isWithdrawal { return soon < now ? (true, soon) : nil }
        return isCorrected && later < now ? (false, later) : nil
    }

    private func reporter(of institution: InventedInstitution, _ party: ReportingParty) -> (
        name: String, account: String
    ) {
        switch party {
        case .itself: (institution.attributes.name, DemonstrationWorld.account(of: institution.id.text))
        case .association(let id): (country.association.name, DemonstrationWorld.account(of: id))
        }
    }

    /// Without a reporter it was carried over.
    private func change(
        _ facility: Facility.ID, _ answers: Answers, at instant: Instant, place: Facility.Place,
        by reporter: (name: String, account: String)?, ownDeadline: Instant?
    ) -> ReportChange {
        ReportChange(
            survey: survey, period: period, facility: facility, form: filling.form,
            status: reporter == nil ? .carriedOver : .submitted, answers: answers, recordedAt: instant,
            account: reporter?.account, by: reporter?.name ?? CarriedDays.system,
            route: reporter == nil ? .openDataImport : .seed, reason: nil, place: place, ownDeadline: ownDeadline)
    }

    private func change(of first: ReportChange, _ sequel: Sequel, at instant: Instant) throws -> ReportChange {
        let (status, answers, reason): (Report.Status, Answers, String?) =
            switch sequel {
            case .corrected(let answers): (.submitted, answers, nil)
            case .withdrawn: (.withdrawn, Answers(blankFor: filling.form), "別の日の数を入力していたため。")
            }
        return ReportChange(
            survey: survey, period: period, facility: first.facility, form: first.form, status: status,
            answers: answers, recordedAt: instant, account: first.account, by: first.by, route: first.route,
            reason: reason, place: first.place)
    }
}

/// The days that were taken over from the system before this one (R30).
enum CarriedDays {
    /// 15 to 18 January 2021
    static let days = Day(number: 18_642)...Day(number: 18_645)
    static let system = "旧システム"

    /// When such a day was taken over: in the night after the last of them. nil where it was not.
    static func instant(
        of period: Day, _ institution: InventedInstitution, _ form: Form, before now: Instant
    ) -> Instant? {
        guard institution.hasCarriedDays, days.contains(period), form.period == .day else { return nil }
        let night = Instant(days.upperBound.adding(1), TimeOfDay(milliseconds: 3 * 3_600_000))
        let instant = min(night, Instant(now.day))
        return period < instant.day ? instant : nil
    }
}
