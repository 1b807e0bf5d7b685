import Database
import Domain
import Hummingbird
import Store

/// The demonstration's clock: set, and put right again. Anywhere else there is no such page.
enum ClockController {
    static func show(_ visit: Visit) async throws -> Response {
        guard visit.house.isDemonstration else { throw Problem.notFound }
        return visit.page(ClockPage(frame: visit.frame(), now: visit.now, typed: visit.now.wallText).body)
    }

    static func create(_ visit: Visit) async throws -> Response {
        guard visit.house.isDemonstration else { throw Problem.notFound }
        let body = try visit.form()
        let isReset: Bool
        if case .success(let choice?) = body.optional(FieldName.reset) {
            isReset = !choice.isEmpty
        } else {
            isReset = false
        }
        if isReset { return try await set(ahead: 0, visit) }
        let wanted: Result<Instant, FieldProblem>
        switch body.value(FieldName.clock) {
        case .failure(let fault): wanted = .failure(ClockTime.problem(fault.sentence))
        case .success(let typed): wanted = ClockTime.read(typed)
        }
        switch wanted {
        case .success(let instant):
            return try await set(ahead: instant.milliseconds - visit.arrived.milliseconds, visit)
        case .failure(let problem):
            var page = ClockPage(frame: visit.frame(), now: visit.now, typed: body.typed(FieldName.clock))
            page.problem = problem
            return visit.page(page.body, status: .unprocessableContent)
        }
    }

    private static func set(ahead milliseconds: Int, _ visit: Visit) async throws -> Response {
        let now = Instant(milliseconds: visit.arrived.milliseconds + milliseconds)
        try await visit.house.pool.write { [surveys = visit.house.surveys] db in
            try db.demonstrationClock.set(ahead: milliseconds)
            try ReminderMailing.leaveOut(surveys, at: now, db)
        }
        visit.house.clock.set(ahead: milliseconds)
        return visit.redirect(visit.account == nil ? Links().signIn : Links().home)
    }
}

/// A time as the page has it.
enum ClockTime {
    static let first = Day(number: 18_506)  // 2020-09-01, the first day of the surveys
    static let last = Day(number: 47_481)  // 2099-12-31

    static func read(_ typed: String) -> Result<Instant, FieldProblem> {
        guard let instant = Instant(wall: typed) else {
            return .failure(problem("「2021-01-20T12:55」のように、日付と時刻を入力してください。"))
        }
        guard (first...last).contains(instant.day) else {
            return .failure(problem("2020年9月1日から2099年12月31日までの日にしてください。"))
        }
        return .success(instant)
    }

    static func problem(_ sentence: String) -> FieldProblem {
        FieldProblem(field: FieldName.clock, label: "見本の時刻", sentence: sentence)
    }
}
