import Documents
import Domain

/// The shapes that programs read and send, as schemas.
enum OpenAPISchemas {
    static let all: [JSONValue.Member] = about + reading + writing

    private static let about = [
        shape(
            "Account",
            [
                "name": text, "loginId": text, "role": text, "facility": maybe, "association": maybe,
                "key": object(["name": text, "endsOn": maybeDay]), "now": instant, "today": day,
            ]),
        shape("Surveys", ["surveys": list(object(["survey": text, "title": text, "period": period, "version": day]))]),
        shape(
            "Facilities",
            ["facilities": list(object(["facility": text, "name": text, "prefecture": text, "kind": maybe]))]),
        shape(
            "Members",
            [
                "survey": text, "day": day, "words": text, "deadline": instant,
                "members": list(
                    object([
                        "facility": text, "name": text, "asked": flag, "reported": flag, "closed": flag,
                        "revision": number,
                    ])),
            ]),
        shape(
            "Duties",
            [
                "facility": text, "from": day, "through": day, "now": instant,
                "duties": list(
                    object([
                        "survey": text, "title": text, "day": day, "words": text, "period": period,
                        "opens": instant, "deadline": instant, "expected": flag,
                        "state": ["enum": .list(DutyJSON.names.map(JSONValue.text))], "stateWords": text,
                        "revision": ["type": ["integer", "null"]], "closable": flag,
                    ])),
            ]),
    ]

    private static let reading = [
        shape(
            "Form",
            [
                "survey": text, "title": text, "version": day, "day": day, "words": text, "period": period,
                "opens": instant, "deadline": instant, "revision": number, "closable": flag,
                "sections": list(
                    object(["id": text, "title": text, "note": maybe, "items": list(["type": "object"])])),
                "checks": list(
                    object([
                        "check": text, "item": text, "severity": ["enum": ["error", "note"]],
                        "sentence": text,
                    ])),
            ]),
        shape(
            "Report",
            [
                "survey": text, "day": day, "words": text, "facility": text, "name": text, "version": day,
                "revision": number, "status": status, "answers": answers, "recordedAt": instant, "submittedAt": instant,
                "deadline": instant, "onTime": flag, "closed": flag,
            ]),
        shape("Revisions", ["survey": text, "day": day, "facility": text, "revisions": list(object(revision))]),
        .init(
            "Receipt",
            object(
                revision.map { ($0.key, $0.value) } + [
                    ("survey", text), ("day", day), ("facility", text), ("name", text),
                ])),
    ]

    private static let writing = [
        shape(
            "Checked",
            [
                "outcome": ["enum": ["wouldStore", "unchanged"]], "survey": text, "day": day, "words": text,
                "reportDay": maybeDay, "sentences": list(text),
            ]),
        shape(
            "Stored",
            [
                "outcome": ["enum": ["stored", "unchanged"]], "survey": text, "day": day, "words": text,
                "reportDay": maybeDay, "facility": text, "revision": number, "status": status, "recordedAt": instant,
                "receipt": text, "contentHash": text, "signature": signature, "sentences": list(text),
            ]),
        shape("Closed", ["survey": text, "day": day, "closed": flag, "changed": flag]),
        .init(
            "WithdrawalBody",
            sent(
                [
                    ("reason", ["type": "string", "minLength": 1, "maxLength": .init(WithdrawalReason.limit)]),
                    ("basedOn", basedOn),
                ], required: ["reason"])),
        .init("ClosedBody", sent([("closed", flag)], required: ["closed"])),
        .init(
            "Problem",
            [
                "type": "object", "required": ["title", "status", "code"],
                "properties": [
                    "type": text, "title": text, "status": number, "code": text,
                    "errors": list(object(["field": text, "label": text, "sentence": text])),
                    "notes": list(object(["check": text, "item": text, "sentence": text])),
                    "current": ["$ref": "#/components/schemas/Report"],
                ],
            ]),
    ]

    /// What is sent for a survey.
    static func report(_ form: Form) -> [JSONValue.Member] {
        let items = form.items.map { JSONValue.Member($0.code, ItemJSON.schema($0, named: form.name(of: $0))) }
        let notes = form.checks.filter { $0.severity == .note }.map { JSONValue.text($0.id) }
        let passed: JSONValue =
            notes.isEmpty
            ? ["type": ["array", "null"], "maxItems": 0]
            : ["type": ["array", "null"], "items": ["enum": .list(notes)]]
        let reasons = reasons(of: notes.compactMap(\.text))
        let body = sent(
            [
                ("day", day), ("reportDay", day), ("basedOn", basedOn), ("passed", passed), ("reasons", reasons),
                ("answers", ["type": "object", "additionalProperties": false, "properties": .object(items)]),
            ], required: ["answers"])
        let days: JSONValue = [["required": ["day"]], ["required": ["reportDay"]]]
        let whole = form.period == .day ? body.with("oneOf", days) : weekly(passed, reasons, items)
        return [.init("\(form.survey)-body", whole)]
    }

    /// A report of the last period that may be entered: nobody came, everything as usual.
    static func example(_ form: Form, _ today: Day) -> JSONValue {
        let days = (1...7).map { today.adding(-$0) }
        let answers = form.items.compactMap { item -> JSONValue.Member? in
            switch item.kind {
            case .count, .decimal: .init(item.code, 0)
            case .choice(let choices): choices.first.map { .init(item.code, .text($0.code)) }
            case .time, .flag, .text: nil
            }
        }
        return [
            "day": .text((days.first { form.period.accepts($0) } ?? today).text), "basedOn": 0, "passed": [],
            "answers": .object(answers),
        ]
    }

    /// Why a note is right all the same, by check.
    private static func reasons(of notes: [String]) -> JSONValue {
        let reason: JSONValue = ["type": "string", "maxLength": JSONValue(NoteReason.limit)]
        return [
            "type": ["object", "null"], "additionalProperties": false,
            "properties": .object(notes.map { JSONValue.Member($0, reason) }),
        ]
    }

    private static func weekly(_ passed: JSONValue, _ reasons: JSONValue, _ items: [JSONValue.Member]) -> JSONValue {
        sent(
            [
                ("day", day), ("basedOn", basedOn), ("passed", passed), ("reasons", reasons),
                ("answers", ["type": "object", "additionalProperties": false, "properties": .object(items)]),
            ], required: ["day", "answers"])
    }

    private static let text: JSONValue = ["type": "string"]
    private static let maybe: JSONValue = ["type": ["string", "null"]]
    private static let number: JSONValue = ["type": "integer", "minimum": 0]
    private static let flag: JSONValue = ["type": "boolean"]
    private static let day: JSONValue = ["type": "string", "format": "date"]
    private static let maybeDay: JSONValue = ["type": ["string", "null"], "format": "date"]
    private static let instant: JSONValue = ["type": "string", "format": "date-time"]
    private static let period: JSONValue = ["enum": ["day", "week"]]
    private static let status: JSONValue = ["enum": ["submitted", "withdrawn", "carriedOver"]]
    private static let answers: JSONValue = [
        "type": "object", "additionalProperties": ["type": ["number", "string", "boolean", "null"]],
    ]
    private static let basedOn: JSONValue = [
        "type": ["integer", "null"], "minimum": 0, "maximum": JSONValue(ProgramCaller.mostRevisions),
        "description": "見た版の番号。まだないときは 0",
    ]
    private static let revision: KeyValuePairs<String, JSONValue> = [
        "revision": number, "status": status, "version": day, "answers": answers, "recordedAt": instant, "by": text,
        "route": text, "routeWords": text, "reason": maybe, "contentHash": text, "receipt": maybe,
        "signature": signature, "notes": list(object(["check": text, "how": text, "reason": maybe])),
    ]
    /// Of Ed25519, in base64; null where no key was set.
    private static let signature: JSONValue = [
        "type": ["object", "null"], "required": ["key", "value"], "additionalProperties": false,
        "properties": ["key": number, "value": text],
    ]

    private static func list(_ of: JSONValue) -> JSONValue { ["type": "array", "items": of] }

    private static func shape(_ name: String, _ members: KeyValuePairs<String, JSONValue>) -> JSONValue.Member {
        JSONValue.Member(name, object(members))
    }

    /// All of whose members are there.
    private static func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
        object(members.map { ($0.key, $0.value) })
    }

    private static func object(_ members: [(String, JSONValue)]) -> JSONValue {
        [
            "type": "object", "required": .list(members.map { .text($0.0) }),
            "properties": .object(members.map { JSONValue.Member($0.0, $0.1) }),
        ]
    }

    /// What is sent: nothing else may stand in it.
    private static func sent(_ members: [(String, JSONValue)], required: [String]) -> JSONValue {
        [
            "type": "object", "additionalProperties": false, "required": .list(required.map(JSONValue.text)),
            "properties": .object(members.map { JSONValue.Member($0.0, $0.1) }),
        ]
    }
}
