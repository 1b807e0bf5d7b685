import Database
import Documents
import Domain
import Hummingbird
import Store

/// What programs read of an institution.
enum ProgramReading {
    /// Whose program it is, and what the clock says.
    static func account(_ caller: ProgramCaller) async throws -> Response {
        _ = try caller.query([])
        let account = caller.account
        return ProgramAnswer.json(
            200,
            [
                "name": .text(account.name), "loginId": .text(account.loginId), "role": .text(account.role.key),
                "facility": JSONValue(account.facility?.text), "association": JSONValue(account.association),
                "key": ["name": .text(caller.key.name), "endsOn": JSONValue(caller.key.endsOn?.text)],
                "now": .text(caller.now.text), "today": .text(caller.now.day.text),
            ])
    }

    static func report(_ caller: ProgramCaller) async throws -> Response {
        _ = try caller.query([])
        let desk = try await caller.desk(.readReports)
        guard let report = desk.current else {
            throw ProgramRefusal(404, "not-reported", "\(desk.form.period.words(desk.day))の報告は、まだありません。")
        }
        let shape = ReportJSON(desk: desk, report: report, surveys: caller.surveys)
        return ProgramAnswer.json(200, shape.value, ProgramAnswer.tag(report.revision))
    }

    static func revisions(_ caller: ProgramCaller) async throws -> Response {
        _ = try caller.query([])
        let (desk, revisions) = try await revisionsOf(caller)
        let surveys = caller.surveys
        return ProgramAnswer.json(
            200,
            [
                "survey": .text(desk.form.survey), "day": .text(desk.day.text), "facility": .text(desk.facility.text),
                "revisions": .list(
                    revisions.map { RevisionJSON(desk: desk, revision: $0, surveys: surveys).value }),
            ])
    }

    static func receipt(_ caller: ProgramCaller) async throws -> Response {
        _ = try caller.query([])
        let (desk, revisions) = try await revisionsOf(caller)
        guard let number = Int(try caller.visit.parameter("revision")),
            let revision = revisions.first(where: { $0.number == number }), revision.route.hasReceipt
        else { throw Problem.notFound }
        let shape = RevisionJSON(desk: desk, revision: revision, surveys: caller.surveys).value
        return ProgramAnswer.json(
            200,
            shape.with("survey", .text(desk.form.survey)).with("day", .text(desk.day.text))
                .with("facility", .text(desk.facility.text)).with("name", .text(desk.name)))
    }

    static func form(_ caller: ProgramCaller) async throws -> Response {
        let asked = try ProgramCaller.day(try caller.query(["day"])["day"], "day")
        let survey = try caller.visit.parameter("survey")
        let day = asked ?? usual(survey, caller)
        guard !caller.surveys.versions(of: survey).isEmpty else { throw Problem.notFound }
        guard let form = caller.surveys.form(survey, on: day), form.period.accepts(day) else {
            throw ProgramRefusal(field: "day", "この日の調査はありません。1週間ごとの調査では、締切の水曜日を入れてください。")
        }
        let desk = try await caller.desk(.readReports, form, day)
        let shape = FormJSON(
            form: form, sections: desk.allSections, day: day, revision: desk.current?.revision ?? 0,
            isClosable: desk.isClosable, deadline: desk.deadline)
        return ProgramAnswer.json(200, shape.value)
    }

    /// The period that is due next.
    private static func usual(_ survey: String, _ caller: ProgramCaller) -> Day {
        let today = caller.now.day
        return (-1...7).lazy.map { today.adding($0) }.first { day in
            guard let form = caller.surveys.form(survey, on: day), form.period.accepts(day) else { return false }
            return caller.now < form.schedule.deadline(for: day)
        } ?? today
    }

    private static func revisionsOf(_ caller: ProgramCaller) async throws -> (ReportDesk, [Revision]) {
        let desk = try await caller.desk(.readReports)
        let surveys = caller.surveys
        let revisions = try await caller.visit.house.pool.read { db in
            try db.reports.revisions(desk.form.survey, desk.day, desk.permit, surveys)
        }
        return (desk, revisions)
    }
}
