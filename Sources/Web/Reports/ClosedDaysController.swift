import Database
import Domain
import Hummingbird
import Store

/// 「開設なし・実績なし」 of many days, or of the weekdays of a span, at once (R27 R33).
enum ClosedDaysController {
    static func show(_ visit: Visit) async throws -> Response {
        let view = try await visit.days(visit.askedSpan)
        var page = try page(visit, view)
        page.weekdays = Set(
            visit.query.filter { $0.name == DayField.weekday }.compactMap { Int($0.value).flatMap(Weekday.init) })
        page.takesHolidays = visit.asked(DayField.holiday) == "1"
        page.holidays = visit.house.holidays
        page.told = told(visit)
        return visit.page(page.body, status: view.problem == nil ? .ok : .unprocessableContent)
    }

    static func create(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn()
        let body = try visit.form()
        let view = try await visit.days(AskedSpan(body))
        let isClosed = body.typed(FieldName.closed) == "1"
        let ticked = Set(((try? body.list(DayField.day).get()) ?? []).compactMap { Day($0) })
        let known = Set(view.table.rows.map(\.day))
        let obstacle = visit.obstacle(to: body)
        guard obstacle == nil, ticked.isSubset(of: known), !ticked.isEmpty else {
            return try again(visit, view, ticked, obstacle)
        }
        let markings = ticked.sorted().map {
            ClosedMarking(
                survey: view.desk.form.survey, period: $0, isClosed: isClosed, recordedAt: visit.now, by: account.name)
        }
        let (permit, facility) = (view.desk.permit, try visit.facilityParameter())
        let taken = try await visit.once(body) {
            try $0.mark(markings, permit)
        } leadingTo: {
            place($0, view, of: facility, isClosed: isClosed)
        }
        switch taken {
        case .done(let outcomes): return visit.redirect(place(outcomes, view, of: facility, isClosed: isClosed))
        case .repeated(let place): return visit.redirect(place)
        }
    }

    /// Nothing is stored; the ticks stay.
    private static func again(
        _ visit: Visit, _ view: DaysView, _ ticked: Set<Day>, _ obstacle: Problem?
    ) throws -> Response {
        if let obstacle, !view.desk.form.hasClosableDays { throw obstacle }
        var page = try page(visit, view)
        page.holidays = visit.house.holidays
        page.ticked = ticked
        guard let obstacle else {
            page.isNothingTicked = true
            return visit.page(page.body, status: .unprocessableContent)
        }
        page.frame.obstacle = obstacle
        return visit.page(page.body, after: obstacle)
    }

    /// The page anew, which says how many days were marked and how many were left.
    private static func place(
        _ outcomes: [ClosedMarkOutcome?], _ view: DaysView, of facility: Facility.ID?, isClosed: Bool
    ) -> Link {
        let done = outcomes.count { $0?.isSettled ?? false }
        let left = outcomes.count - done
        return Links().closedDays(
            view.desk.form.survey, view.table.span, of: facility,
            query: [(isClosed ? DayField.stored : DayField.lifted, String(done))]
                + (left > 0 ? [(DayField.left, String(left))] : []))
    }

    /// What has just happened, as the address says it.
    private static func told(_ visit: Visit) -> TableTold? {
        func number(_ name: String) -> Int? {
            visit.asked(name).flatMap { Int($0) }.flatMap { (0...DaySpan.most).contains($0) ? $0 : nil }
        }
        var said: [String] = []
        if let marked = number(DayField.stored) { said.append("\(marked)日を「\(OneTap.closedWords)」にしました。") }
        if let lifted = number(DayField.lifted) { said.append("\(lifted)日の「\(OneTap.closedWords)」を取り消しました。") }
        if let left = number(DayField.left) { said.append("\(left)日は報告があるか対象外のため、そのままです。") }
        return said.isEmpty ? nil : TableTold(said)
    }

    /// - Throws: `Problem.closedToCorrection` where the institution is not asked as a designated one.
    private static func page(_ visit: Visit, _ view: DaysView) throws -> ClosedDaysPage {
        let form = view.desk.form
        guard form.hasClosableDays else {
            throw Problem.closedToCorrection(reason: "この調査に、「\(OneTap.closedWords)」はありません。")
        }
        var page = ClosedDaysPage(
            frame: visit.frame(.home), subject: try visit.subject(view.desk), table: view.table,
            newest: view.desk.newest)
        page.facilityName = page.subject.facility == nil ? nil : view.desk.name
        page.problem = view.problem
        return page
    }
}
