import Documents
import Domain

/// A form as it is asked of an institution on a day: what a program needs to fill it in, in the words of the page.
struct FormJSON {
    var form: Form
    /// Those asked of the institution.
    var sections: [Section]
    var day: Day
    /// The newest revision; 0 for none.
    var revision: Int
    var isClosable: Bool
    var deadline: Instant

    var value: JSONValue {
        let codes = Set(sections.flatMap(\.items).map(\.code))
        return [
            "survey": .text(form.survey), "title": .text(form.title), "version": .text(form.from.text),
            "day": .text(day.text), "words": .text(form.period.words(day)), "period": .text(form.period.rawValue),
            "opens": .text(form.schedule.opens(for: day).text), "deadline": .text(deadline.text),
            "revision": JSONValue(revision), "closable": .bool(isClosable),
            "sections": .list(sections.map(section)),
            "checks": .list(form.checks.filter { codes.contains($0.item) }.map(check)),
        ]
    }

    private func section(_ section: Section) -> JSONValue {
        [
            "id": .text(section.id), "title": .text(section.title), "note": JSONValue(section.note(on: day)),
            "items": .list(section.items.map(item)),
        ]
    }

    private func item(_ item: Item) -> JSONValue {
        let shape: JSONValue = [
            "code": .text(item.code), "label": .text(form.name(of: item)), "unit": JSONValue(item.unit),
            "required": .bool(item.required), "hint": JSONValue(item.hint(on: day)),
            "guidance": JSONValue(item.guidance(on: day)), "partOf": JSONValue(item.partOf),
        ]
        return ItemJSON.limits(item).reduce(shape) { $0.with($1.name, $1.value) }
    }

    private func check(_ check: Check) -> JSONValue {
        [
            "check": .text(check.id), "item": .text(check.item), "severity": .text(check.severity.rawValue),
            "sentence": .text(day.named(in: check.message)),
        ]
    }
}

/// What may stand at an item.
enum ItemJSON {
    static func limits(_ item: Item) -> [JSONValue.Member] {
        switch item.kind {
        case .count(let ceiling):
            [member("kind", "count"), member("minimum", 0), member("maximum", JSONValue(ceiling))]
        case .decimal(let places, let ceiling):
            [
                member("kind", "decimal"), member("places", JSONValue(places)), member("minimum", 0),
                member("maximum", .number(item.write(.decimal(ceiling)))),
            ]
        case .choice(let choices):
            [
                member("kind", "choice"),
                member(
                    "choices", .list(choices.map { ["code": .text($0.code), "label": .text($0.label)] })),
            ]
        case .time: [member("kind", "time")]
        case .flag: [member("kind", "flag")]
        case .text(let limit): [member("kind", "text"), member("maxLength", JSONValue(limit))]
        }
    }

    /// The same as a schema of JSON.
    static func schema(_ item: Item, named label: String) -> JSONValue {
        let words = label + (item.unit.map { "（\($0)）" } ?? "")
        let schema: JSONValue =
            switch item.kind {
            case .count(let ceiling):
                ["type": ["integer", "null"], "minimum": 0, "maximum": JSONValue(ceiling)]
            case .decimal(_, let ceiling):
                ["type": ["number", "null"], "minimum": 0, "maximum": .number(item.write(.decimal(ceiling)))]
            case .choice(let choices): ["enum": .list(choices.map { .text($0.code) } + [.null])]
            case .time: ["type": ["string", "null"], "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"]
            case .flag: ["type": ["boolean", "null"]]
            case .text(let limit): ["type": ["string", "null"], "maxLength": JSONValue(limit)]
            }
        return schema.with("description", .text(words))
    }

    private static func member(_ name: String, _ value: JSONValue) -> JSONValue.Member {
        JSONValue.Member(name, value)
    }
}
