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
        guard ticked.isSubset(of: known), !ticked.isEmpty else {
            var page = try page(visit, view)
            page.holidays = visit.house.holidays
            page.isNothingTicked = true
            return visit.page(page.body, status: .unprocessableContent)
        }
        let markings = ticked.sorted().map {
            ClosedMarking(
                survey: view.desk.form.survey, period: $0, isClosed: isClosed, recordedAt: visit.now, by: account.name)
        }
        let outcomes = try await visit.house.pool.mark(markings, view.desk.permit, surveys: visit.house.surveys)
        let left = outcomes.count { if case .reported? = $0 { true } else { $0 == nil } }
        let done = outcomes.count - left
        return visit.redirect(
            Links().closedDays(
                view.desk.form.survey, view.table.span, of: try visit.facilityParameter(),
                query: [(isClosed ? DayField.stored : DayField.lifted, String(done))]
                    + (left > 0 ? [(DayField.left, String(left))] : [])))
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
