import Database
import Documents
import Domain
import HTTPTypes
import Hummingbird
import Store

/// Reports as programs send them: by the same way in as pages, with the same checks and words (R43).
enum ProgramReports {
    /// Everything that submitting does but storing: the same answer, and nothing is kept.
    static func check(_ caller: ProgramCaller) async throws -> Response {
        let sent = try await readable(caller)
        let (entry, surveys) = (sent.entry(caller), caller.surveys)
        let outcome = try await caller.visit.house.pool.check(entry, sent.desk.permit, surveys: surveys)
        switch outcome {
        case .stored, .unchanged:
            let isUnchanged = if case .unchanged = outcome { true } else { false }
            return ProgramAnswer.json(
                200,
                [
                    "outcome": isUnchanged ? "unchanged" : "wouldStore", "survey": .text(sent.desk.form.survey),
                    "day": .text(sent.desk.day.text), "words": .text(sent.desk.form.period.words(sent.desk.day)),
                    "reportDay": JSONValue(sent.reportDay?.text),
                    "sentences": .list([sent.turnedWords].compactMap(\.self).map(JSONValue.text)),
                ])
        case .checked(let verdict): throw ProgramRefusal(verdict)
        case .changedMeanwhile(let report): throw conflict(sent.desk, report, surveys)
        }
    }

    /// A correction is a revision created; so is a first report.
    static func create(_ caller: ProgramCaller) async throws -> Response {
        let act = try caller.act()
        if let answer = try await caller.again(act) { return answer }
        let sent = try await readable(caller)
        let (entry, surveys, desk) = (sent.entry(caller), caller.surveys, sent.desk)
        let (reportDay, turned, now) = (sent.reportDay, sent.turnedWords, caller.now)
        let facility = try caller.visit.facilityParameter()
        return try await caller.carryOut(act) { intake in
            switch try intake.take(entry, desk.permit) {
            case .checked(let verdict): throw ProgramRefusal(verdict)
            case .changedMeanwhile(let report): throw conflict(desk, report, surveys)
            case let outcome:
                let isUnchanged = if case .unchanged = outcome { true } else { false }
                let revision = try newest(desk, intake.connection, surveys)
                let next = try desk.otherOpen(intake.connection, surveys, now: now)
                let stored = StoredJSON(
                    desk: desk, revision: revision, isUnchanged: isUnchanged, reportDay: reportDay,
                    sentences: [turned, Self.nothingMore(next)].compactMap(\.self))
                return ActAnswer(
                    status: isUnchanged ? 200 : 201, location: Links().programReport(desk, facility).text,
                    body: String(decoding: stored.value.bytes, as: UTF8.self))
            }
        }
    }

    static func withdraw(_ caller: ProgramCaller) async throws -> Response {
        let act = try caller.act()
        if let answer = try await caller.again(act) { return answer }
        let body = try caller.body(["reason", "basedOn"])
        let desk = try await caller.desk(.report)
        guard let typed = body["reason"]?.text else {
            throw ProgramRefusal(field: "reason", "「reason」に、取り下げる理由を文字列で入れてください。")
        }
        let reason: WithdrawalReason
        do { reason = try WithdrawalReason(typed) } catch { throw ProgramRefusal([error]) }
        let basedOn = try caller.basedOn(body, current: desk.current?.revision) ?? desk.current?.revision ?? 0
        let withdrawal = Withdrawal(
            survey: desk.form.survey, period: desk.day, reason: reason, basedOn: basedOn, recordedAt: caller.now,
            by: caller.by, route: .program)
        let (surveys, facility) = (caller.surveys, try caller.visit.facilityParameter())
        return try await caller.carryOut(act) { intake in
            switch try intake.withdraw(withdrawal, desk.permit) {
            case .changedMeanwhile(let report): throw conflict(desk, report, surveys)
            case .stored(let revision):
                let stored = StoredJSON(
                    desk: desk, revision: revision, isUnchanged: false, reportDay: nil,
                    sentences: ["報告を取り下げました。この\(desk.form.period.unit)は、また報告できます。"])
                return ActAnswer(
                    status: 201, location: Links().programReport(desk, facility).text,
                    body: String(decoding: stored.value.bytes, as: UTF8.self))
            }
        }
    }

    /// 「開設なし・実績なし」 said, or taken back (R33).
    static func mark(_ caller: ProgramCaller) async throws -> Response {
        let act = try caller.act()
        if let answer = try await caller.again(act) { return answer }
        let body = try caller.body(["closed"])
        let desk = try await caller.desk(.report)
        guard case .bool(let isClosed)? = body["closed"] else {
            throw ProgramRefusal(field: "closed", "「closed」に、true（開設なし・実績なし）か false（取り消し）を入れてください。")
        }
        let marking = ClosedMarking(
            survey: desk.form.survey, period: desk.day, isClosed: isClosed, recordedAt: caller.now, by: caller.by)
        let surveys = caller.surveys
        return try await caller.carryOut(act) { intake in
            let outcome = try intake.mark(marking, desk.permit)
            if case .reported(let report) = outcome {
                var refusal = conflict(desk, report, surveys)
                refusal = refusal.saying("この日は報告されています。「開設なし・実績なし」にするときは、先に報告を取り下げてください。")
                throw refusal
            }
            let isChanged = if case .stored = outcome { true } else { false }
            let answer: JSONValue = [
                "survey": .text(desk.form.survey), "day": .text(desk.day.text), "closed": .bool(isClosed),
                "changed": .bool(isChanged),
            ]
            return ActAnswer(status: 200, body: String(decoding: answer.bytes, as: UTF8.self))
        }
    }

    private static func readable(_ caller: ProgramCaller) async throws -> ProgramEntry {
        let sent = try await ProgramEntry(caller)
        let problems = sent.problems
        guard problems.isEmpty else { throw ProgramRefusal(problems) }
        return sent
    }

    private static func newest(_ desk: ReportDesk, _ db: any Connection, _ surveys: Surveys) throws -> Revision {
        guard let newest = try db.reports.revisions(desk.form.survey, desk.day, desk.permit, surveys).last else {
            throw Problem.notFound
        }
        return newest
    }

    private static func nothingMore(_ next: Form?) -> String {
        next.map { "同じ日の「\($0.title)」も、お願いしています。" }
            ?? "この日の分について、厚生労働省へほかに送っていただくものはありません。"
    }

    /// Somebody stored a newer revision in between: it is given, to be looked at and built upon.
    private static func conflict(_ desk: ReportDesk, _ report: Report, _ surveys: Surveys) -> ProgramRefusal {
        var refusal = ProgramRefusal(
            409, "changed-meanwhile",
            "第\(report.revision)版が保存されています。current を確かめ、basedOn を \(report.revision) にして、もう一度送ってください。")
        refusal.current = ReportJSON(desk: desk, report: report, surveys: surveys).value
        refusal.headers = ProgramAnswer.tag(report.revision)
        return refusal
    }
}

extension ProgramRefusal {
    fileprivate func saying(_ sentence: String) -> ProgramRefusal {
        var other = ProgramRefusal(409, "reported", sentence)
        (other.current, other.headers) = (current, headers)
        return other
    }
}

extension Links {
    /// Where a program reads the report.
    func programReport(_ desk: ReportDesk, _ facility: Facility.ID?) -> Link {
        Link(
            base: base,
            ["api", "v1"] + (facility.map { ["facilities", $0.text] } ?? [])
                + ["reports", desk.form.survey, desk.day.text])
    }
}
