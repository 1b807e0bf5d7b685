import Documents
import Domain
import Store

/// A report as a program sent it.
struct ProgramEntry: Sendable {
    let desk: ReportDesk
    /// 報告日, where the program named the day after the one the figures belong to (R47).
    let reportDay: Day?
    let passed: Set<String>
    /// Why notes are right all the same, by check.
    let reasons: [String: NoteReason]
    let basedOn: Int
    private let read: TypedReport
    private let strange: [FieldProblem]

    static let members = ["day", "reportDay", "basedOn", "answers", "passed", "reasons"]

    /// - Throws: `ProgramRefusal` where it cannot even be said what report is meant; what is wrong in the answers is kept.
    init(_ caller: ProgramCaller) async throws {
        let body = try caller.body(Self.members)
        let survey = try caller.visit.parameter("survey")
        guard !caller.surveys.versions(of: survey).isEmpty else { throw Problem.notFound }
        let period = try ReportDay(body, survey, caller.surveys)
        desk = try await caller.desk(.report, period.form, period.day)
        reportDay = period.reportDay
        passed = try PassedJSON.checks(body["passed"], desk.form)
        reasons = try PassedJSON.reasons(body["reasons"], desk.form)
        let open = desk.current.flatMap { $0.status.counts ? nil : $0.revision } ?? 0
        basedOn = try caller.basedOn(body, current: desk.current?.revision) ?? open
        guard let answers = body["answers"]?.members else {
            throw ProgramRefusal(field: "answers", "「answers」に、項目の名前と値を { と } で囲んで入れてください。")
        }
        let asked = Set(desk.allSections.flatMap(\.items).map(\.code))
        let form = desk.form
        strange = answers.compactMap { Self.objection(to: $0, asked, form) }
        let values = Dictionary(answers.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
        read = TypedReport(form, desk.allSections) { item in
            AnswerJSON.text(of: values[item.code] ?? .null, item).mapError { fault in
                FieldProblem(
                    field: item.code, label: form.name(of: item), sentence: "「\(form.name(of: item))」は、\(fault.words)")
            }
        }
    }

    /// Everything that has to be put right, at once; empty where the answers can be read.
    var problems: [FieldProblem] {
        if strange.isEmpty, read.problems.isEmpty { return [] }
        return strange
            + read.allProblems(desk.form, askedOf: desk.facts(with: read.answers), passed: passed, on: desk.day)
    }

    func entry(_ caller: ProgramCaller) -> ReportEntry {
        ReportEntry(
            survey: desk.form.survey, period: desk.day, answers: read.answers, passed: passed, reasons: reasons,
            basedOn: basedOn, recordedAt: caller.now, by: caller.by, route: .program)
    }

    /// What was turned, in words; nil where the day itself was named.
    var turnedWords: String? {
        guard let reportDay else { return nil }
        return reportDay == desk.day
            ? "報告日 \(reportDay.words) のものとして受け付けました。この調査は、その日の状況を報告するものです。"
            : "報告日 \(reportDay.words) の報告を、\(desk.day.words) の実績として受け付けました。"
    }

    /// A name that the form does not have, or figures of a part that is not asked of the institution.
    private static func objection(
        to member: JSONValue.Member, _ asked: Set<String>, _ form: Form
    ) -> FieldProblem? {
        guard let item = form.item(member.name) else {
            return FieldProblem(
                field: member.name, label: member.name,
                sentence: "「\(member.name)」という項目は、\(form.title)にありません。項目の名前は forms で確かめられます。")
        }
        guard !asked.contains(member.name), member.value != .null else { return nil }
        return FieldProblem(
            field: member.name, label: form.name(of: item),
            sentence: "「\(form.name(of: item))」は、この医療機関にはお尋ねしていない項目です。null にするか、外してください。")
    }
}

/// Which period is meant: a day, or 報告日, the day on which it is due (R47).
private struct ReportDay {
    let form: Form
    let day: Day
    let reportDay: Day?

    init(_ body: JSONValue, _ survey: String, _ surveys: Surveys) throws(ProgramRefusal) {
        switch (try Self.day(body, "day"), try Self.day(body, "reportDay")) {
        case (let day?, nil):
            (self.day, reportDay) = (day, nil)
        case (nil, let told?):
            let shift = surveys.form(survey, on: told).map(\.schedule.dueAfterDays) ?? 0
            (day, reportDay) = (told.adding(-shift), told)
        case (nil, nil): throw ProgramRefusal(field: "day", "「day」に、実績の日を 2021-01-19 の形で入れてください。")
        case (_?, _?): throw ProgramRefusal(field: "reportDay", "day と reportDay は、どちらか1つだけを入れてください。")
        }
        guard let form = surveys.form(survey, on: day) else {
            throw ProgramRefusal(field: "day", "\(day.longWords)は、この調査が始まる前です。")
        }
        guard form.period == .day || reportDay == nil else {
            throw ProgramRefusal(field: "reportDay", "reportDay は、1日ごとの調査だけで使えます。day に締切の水曜日を入れてください。")
        }
        guard form.period.accepts(day) else {
            throw ProgramRefusal(field: "day", "1週間ごとの調査では、day に締切の水曜日を入れてください。")
        }
        self.form = form
    }

    private static func day(_ body: JSONValue, _ name: String) throws(ProgramRefusal) -> Day? {
        guard let value = body[name] else { return nil }
        guard let day = value.text.flatMap({ Day($0) }) else {
            throw ProgramRefusal(field: name, ProgramCaller.dayWords(name))
        }
        return day
    }
}
