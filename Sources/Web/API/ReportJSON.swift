import Documents
import Domain
import Store

/// A report as programs read it, as it stands now.
struct ReportJSON {
    var desk: ReportDesk
    var report: Report
    var surveys: Surveys

    var value: JSONValue {
        // Kept under the version that was in force when it was sent.
        let form = surveys.form(report.survey, version: report.form) ?? desk.form
        return [
            "survey": .text(report.survey), "day": .text(report.period.text),
            "words": .text(desk.form.period.words(report.period)), "facility": .text(report.facility.text),
            "name": .text(desk.name), "version": .text(report.form.text), "revision": JSONValue(report.revision),
            "status": .text(report.status.rawValue), "answers": AnswerJSON.object(report.answers, form),
            "recordedAt": .text(report.recordedAt.text), "submittedAt": .text(report.submittedAt.text),
            "deadline": .text(desk.deadline.text), "onTime": .bool(report.submittedAt < desk.deadline),
            "closed": .bool(desk.isClosed),
        ]
    }
}

/// One stored state of a report, with what its receipt says.
struct RevisionJSON {
    var desk: ReportDesk
    var revision: Revision
    var surveys: Surveys

    var value: JSONValue {
        let form = surveys.form(desk.form.survey, version: revision.form) ?? desk.form
        return [
            "revision": JSONValue(revision.number), "status": .text(revision.status.rawValue),
            "version": .text(revision.form.text), "answers": AnswerJSON.object(revision.answers, form),
            "recordedAt": .text(revision.recordedAt.text), "by": .text(revision.by),
            "route": .text(revision.route.rawValue), "routeWords": .text(revision.route.label),
            "reason": JSONValue(revision.reason), "contentHash": .text(revision.contentHash),
            "receipt": revision.route.hasReceipt ? .text(revision.receipt) : .null,
            "signature": SignatureJSON.value(revision.signature), "notes": .list(revision.notes.map(Self.note)),
        ]
    }

    private static func note(_ note: PassedNote) -> JSONValue {
        ["check": .text(note.check), "how": .text(note.how.rawValue), "reason": JSONValue(note.reason?.text)]
    }
}

/// A signature over the canonical content with the number of its key, as `/keys.json` publishes it; null without one.
enum SignatureJSON {
    static func value(_ signature: Signature?) -> JSONValue {
        signature.map { ["key": JSONValue($0.key), "value": .text($0.value)] } ?? .null
    }
}

/// What a program reads after it has sent something (R36): the number of the receipt, and what need not be done any more.
struct StoredJSON {
    var desk: ReportDesk
    var revision: Revision
    var isUnchanged: Bool
    var reportDay: Day?
    /// What was turned, and what comes next, in sentences.
    var sentences: [String]

    var value: JSONValue {
        [
            "outcome": isUnchanged ? "unchanged" : "stored", "survey": .text(desk.form.survey),
            "day": .text(desk.day.text), "words": .text(desk.form.period.words(desk.day)),
            "reportDay": JSONValue(reportDay?.text), "facility": .text(desk.facility.text),
            "revision": JSONValue(revision.number), "status": .text(revision.status.rawValue),
            "recordedAt": .text(revision.recordedAt.text), "receipt": .text(revision.receipt),
            "contentHash": .text(revision.contentHash), "signature": SignatureJSON.value(revision.signature),
            "sentences": .list(sentences.map(JSONValue.text)),
        ]
    }
}
