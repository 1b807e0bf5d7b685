import Database
import Domain
import Store

/// Whose days a table shows, for who may report them.
struct DaysDesk: Sendable {
    let form: Form
    let facility: Facility.ID
    let name: String
    let permit: Permit
    let history: FacilityHistory
    let newest: Day

    /// - Throws: `Problem.notFound` for anybody but the reporting party (R43), and before the survey's start.
    init(
        _ db: any Connection, _ account: Account, _ facility: Facility.ID, _ survey: String, _ surveys: Surveys,
        at now: Instant
    ) throws {
        history = try db.facilities.history(of: facility)
        guard let newest = surveys.newestOpen(survey, at: now), let form = surveys.form(survey, on: newest),
            let known = history.on(now.day)
        else { throw Problem.notFound }
        (self.newest, self.form, self.facility) = (newest, form, facility)
        let party = try db.facilities.reportingParty(of: facility, on: now.day)
        permit = try account.permit(
            .report, .facility(facility, in: known.attributes.prefecture, reportedBy: party))
        name = known.attributes.name
    }

    /// So many days on one page that their fields can be sent.
    var mostDays: Int { min(DaySpan.most, max(7, 1_700 / max(1, form.items.count + 2))) }

    /// From the oldest day that waits for its report to the newest that may be entered.
    func usualSpan(_ db: any Connection, _ surveys: Surveys, at now: Instant) throws -> DaySpan {
        let whole = DaySpan(from: newest.adding(1 - mostDays), until: newest, most: mostDays)
        let duties = try db.duties(surveys).between(
            whole.from, through: whole.until, history: history, permit, at: now)
        let open = duties.first { duty in
            duty.form.survey == form.survey && duty.duty.isExpected && !duty.duty.state.isSettled
                && duty.form.schedule.opens(for: duty.period) <= now
        }
        let week = newest.adding(form.period == .week ? -21 : -6)
        return DaySpan(from: min(open?.period ?? week, week), until: newest, most: mostDays)
    }

    func table(_ span: DaySpan, _ db: any Connection, _ surveys: Surveys, at now: Instant) throws -> DayTable {
        let reports = try db.reports.between(form.survey, from: span.from, through: span.until, permit, surveys)
        let byDay = Dictionary(reports.map { ($0.period, $0) }) { first, _ in first }
        let closed = try db.closedMarks.of(from: span.from, through: span.until, permit)[form.survey] ?? []
        let rows = surveys.periods(of: form.survey, in: span, at: now).compactMap { day, form -> DayRow? in
            let known = history.on(day)
            let facts = known.flatMap { $0.isAsked(by: form) ? $0.asked : nil }
            let report = byDay[day]
            guard facts != nil || report?.status.counts == true else { return nil }
            var state = MemberRowState(
                facility: facility, name: form.period.words(day), facts: facts, revision: report?.revision ?? 0,
                answers: report.flatMap { $0.values(in: form, surveys) })
            state.isClosed = closed.contains(day)
            var row = DayRow(day: day, form: form, state: state)
            row.asksTests = facts.map { !form.sections(askedOf: $0.notOpened).isEmpty } ?? false
            return row
        }
        var table = DayTable(form: form, span: span, rows: rows)
        table.before = try db.reports.earlier(form.survey, before: span.from, limit: 7, permit, surveys)
            .compactMap { report in
                surveys.form(report.survey, version: report.form).map { form.arranged(report.answers, from: $0) }
            }
        return table
    }
}

/// A span as it was asked for.
struct AskedSpan: Sendable {
    var from: String
    var until: String

    var isBlank: Bool { from.isEmpty && until.isEmpty }

    /// - Returns: nil with a sentence where it cannot be read.
    func span(_ desk: DaysDesk) -> Result<DaySpan, FieldProblem> {
        guard let until = until.isEmpty ? desk.newest : Day(written: until) else {
            return .failure(Self.problem(DayField.until, "終わりの日", self.until))
        }
        let last = min(until, desk.newest)
        guard let from = from.isEmpty ? last.adding(-6) : Day(written: from) else {
            return .failure(Self.problem(DayField.from, "始まりの日", self.from))
        }
        guard from <= until else {
            return .failure(
                FieldProblem(
                    field: DayField.from, label: "始まりの日", sentence: "「始まりの日」が「終わりの日」よりあとになっています。入れかえてください。"))
        }
        guard from <= desk.newest else {
            return .failure(
                FieldProblem(
                    field: DayField.from, label: "始まりの日",
                    sentence: "「始まりの日」の報告は、まだ入力できません。\(desk.newest.words)までの日を入れてください。"))
        }
        return .success(DaySpan(from: from, until: last, most: desk.mostDays))
    }

    private static func problem(_ field: String, _ label: String, _ typed: String) -> FieldProblem {
        FieldProblem(
            field: field, label: label,
            sentence: "「\(label)」の「\(typed.prefix(20))」は日付として読み取れません。2021-01-19 のように入れてください。")
    }
}

/// The names of the page's own fields; those of its cells are `DAY.item`.
enum DayField {
    static let from = "from"
    static let until = "until"
    static let stored = "stored"
    static let open = "open"
    /// Ticked days of the page of closed days.
    static let day = "day"
    static let weekday = "weekday"
    static let holiday = "holiday"
    static let lifted = "lifted"
    static let left = "left"
}

/// A table of days with what its page needs besides.
struct DaysView: Sendable {
    var desk: DaysDesk
    var table: DayTable
    var problem: FieldProblem?
    /// More days were asked for than one page shows.
    var isShortened = false
}

extension Visit {
    /// The days of the institution that the address names, or else the visitor's own.
    func days(_ asked: AskedSpan) async throws -> DaysView {
        let account = try signedIn()
        let (facility, survey) = (try facility(of: account), try parameter("survey"))
        let (surveys, now) = (house.surveys, now)
        return try await house.pool.read { db in
            let desk = try DaysDesk(db, account, facility, survey, surveys, at: now)
            var problem: FieldProblem?
            var span: DaySpan?
            if !asked.isBlank {
                switch asked.span(desk) {
                case .success(let found): span = found
                case .failure(let fault): problem = fault
                }
            }
            let shown = try span ?? desk.usualSpan(db, surveys, at: now)
            var view = DaysView(desk: desk, table: try desk.table(shown, db, surveys, at: now), problem: problem)
            view.isShortened = Day(written: asked.from).map { span != nil && $0 < shown.from } ?? false
            return view
        }
    }

    /// The span that the query asks for.
    var askedSpan: AskedSpan {
        AskedSpan(from: asked(DayField.from) ?? "", until: asked(DayField.until) ?? "")
    }

    /// How pages of days address their institution.
    func subject(_ desk: DaysDesk) throws(Problem) -> ReportSubject {
        try subject(desk.facility, called: desk.name, on: now.day)
    }
}
