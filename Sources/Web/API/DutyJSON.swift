import Documents
import Domain

/// One survey's period as it stands for an institution.
struct DutyJSON {
    var entry: PeriodDuty

    var value: JSONValue {
        let (form, duty) = (entry.form, entry.duty)
        return [
            "survey": .text(form.survey), "title": .text(form.title), "day": .text(entry.period.text),
            "words": .text(form.period.words(entry.period)), "period": .text(form.period.rawValue),
            "opens": .text(form.schedule.opens(for: entry.period).text), "deadline": .text(duty.deadline.text),
            "expected": .bool(duty.isExpected), "state": .text(Self.name(duty)),
            "stateWords": .text(duty.chip.words), "revision": JSONValue(Self.revision(duty.state)),
            "closable": .bool(entry.isClosable),
        ]
    }

    static let names = [
        "notExpected", "closed", "notOpen", "due", "extended", "missing", "overdue", "reported", "reportedLate",
        "carriedOver",
    ]

    private static func name(_ duty: Duty) -> String {
        switch duty.state {
        case .notExpected: "notExpected"
        case .closed: "closed"
        case .notOpen: "notOpen"
        case .due: "due"
        case .extended: "extended"
        case .missing: "missing"
        case .overdue: "overdue"
        case .reported where duty.punctuality != .late: "reported"
        case .reported: "reportedLate"
        case .carriedOver: "carriedOver"
        }
    }

    private static func revision(_ state: Duty.State) -> Int? {
        if case .reported(let revision, _) = state { revision } else { nil }
    }
}
