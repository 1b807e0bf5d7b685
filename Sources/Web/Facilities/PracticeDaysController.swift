import Database
import Domain
import Hummingbird
import Store

/// On which days an institution practises: told by itself, from a day on (R28).
enum PracticeDaysController {
    private static let holidays = "1"

    static func edit(_ visit: Visit) async throws -> Response {
        let facility = try facility(visit)
        let today = visit.now.day
        let known = try await visit.house.pool.read { try $0.facilities.day(of: facility, on: today) }
        return visit.page(page(visit, known?.practiceDays).body)
    }

    static func update(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn(to: .keepRecord)
        let facility = try facility(visit)
        let now = visit.now
        var reading = FieldReading(try visit.form())
        if let obstacle = visit.obstacle(to: reading.form) {
            return visit.again(page(visit, nil), reading.form, after: obstacle)
        }
        let chosen = reading.choices(
            RecordField.weekday, "診療する曜日", among: PracticeDays.week.map { String($0.rawValue) })
        let holidays = reading.choices(RecordField.onHolidays, "祝日", among: [Self.holidays])
        let from = reading.day(RecordField.from, "この日から", near: now.day)
        if chosen.isEmpty, holidays.isEmpty, reading.problems.isEmpty {
            reading.refuse(RecordField.weekday, "診療する曜日", "診療する曜日を、1つ以上選んでください。")
        }
        guard let from, reading.problems.isEmpty else {
            return visit.page(
                page(visit, nil).again(reading.form, reading.problems).body, status: .unprocessableContent)
        }
        let days = PracticeDays(
            Set(chosen.compactMap { Int($0).flatMap(Weekday.init(rawValue:)) }), onHolidays: !holidays.isEmpty)
        let surveys = visit.house.surveys
        try await visit.house.pool.write { db in
            try db.facilities.record(
                .practiceDays(days), of: facility, Validity(from: from, until: nil), surveys: surveys, at: now,
                by: account.actor)
            try db.audit.record(
                AuditEntry(
                    actor: account.actor, action: "practiceDays.create", subject: "facility:\(facility)",
                    detail: ["from": from.text]), at: now)
        }
        return visit.redirect(Links().record)
    }

    private static func facility(_ visit: Visit) throws(Problem) -> Facility.ID {
        guard let facility = try visit.signedIn(to: .keepRecord).facility else { throw .notFound }
        return facility
    }

    private static func page(_ visit: Visit, _ days: PracticeDays?) -> OwnFormPage {
        var weekdays = RecordInput(
            RecordField.weekday, "診療する曜日",
            .checks(PracticeDays.week.map { (String($0.rawValue), "\($0.letter)曜日") }))
        weekdays.typed = days?.weekdays.map { String($0.rawValue) } ?? []
        var onHolidays = RecordInput(RecordField.onHolidays, "祝日", .checks([(Self.holidays, "祝日も診療する")]))
        onHolidays.typed = days?.onHolidays == true ? [Self.holidays] : []
        var page = OwnFormPage(
            frame: visit.frame(.record), title: "診療日の変更", action: Links().practiceDays,
            inputs: [
                weekdays, onHolidays,
                RecordInput(
                    RecordField.from, "この日から", .day, hint: "過ぎた日からの変更も登録できます。", typed: visit.now.day.text),
            ], button: "変更する")
        page.lead = "<p>ふだん診療している曜日を登録します。締切は、いまのところ変わりません。</p>"
        return page
    }
}
