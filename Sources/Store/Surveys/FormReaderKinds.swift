import Documents
import Domain

/// Reads what kind of answer an item takes, with its bounds.
struct FormReaderKinds {
    let table: FormReaderTable

    /// Where no ceiling is given: six digits of persons, tests or beds are more than any institution has, and one digit typed
    /// too many is still caught.
    static let ceiling = 999_999
    /// The largest ceiling a definition can give; sums over every institution stay far below what a number can hold.
    static let highest = 999_999_999

    private static let kinds = ["count", "decimal", "choice", "time", "flag", "text"]
    /// The keys that say something only of some kinds.
    private static let belongings: [String: [String]] = [
        "ceiling": ["count", "decimal"], "unit": ["count", "decimal"], "places": ["decimal"], "choices": ["choice"],
        "limit": ["text"],
    ]

    func kind() -> Item.Kind? {
        guard let node = table.required("kind") else { return nil }
        guard let kind = node.text, FormReaderKinds.kinds.contains(kind) else {
            table.faults.add(node, expected: .oneOf(FormReaderKinds.kinds))
            return nil
        }
        for entry in table.node.entries ?? [] {
            guard let kinds = FormReaderKinds.belongings[entry.key], !kinds.contains(kind) else { continue }
            table.faults.add(
                entry.value,
                found: Phrase(
                    japanese: "\(kind)の項目に「\(entry.key)」", english: "'\(entry.key)' at an item of kind \(kind)"),
                expected: Phrase(
                    japanese: "kind: \(kinds.joined(separator: "か"))の項目だけ",
                    english: "it only at items of kind \(kinds.joined(separator: " or "))"))
        }
        switch kind {
        case "count":
            guard table.has("ceiling") else { return .count(ceiling: FormReaderKinds.ceiling) }
            return table.number("ceiling", 1...FormReaderKinds.highest).map { .count(ceiling: $0) }
        case "decimal": return decimal()
        case "choice": return choices().map { .choice($0) }
        case "text":
            guard table.required("limit") != nil else { return nil }
            return table.number("limit", 1...10_000).map { .text(limit: $0) }
        case "time": return .time
        default: return .flag
        }
    }

    private func decimal() -> Item.Kind? {
        guard table.required("places") != nil, let places = table.number("places", 1...4) else { return nil }
        var unit = 1
        for _ in 0..<places { unit *= 10 }
        guard let node = table.node["ceiling"] else {
            return .decimal(places: places, ceiling: FormReaderKinds.ceiling * unit)
        }
        let parts = (node.text ?? "").split(separator: ".", omittingEmptySubsequences: false)
        let fraction = parts.count == 2 ? String(parts[1]) : ""
        let isNumber =
            !parts.isEmpty
            && parts.allSatisfy { part in
                !part.isEmpty && part.utf8.allSatisfy { (48...57).contains($0) }
            }
        if isNumber, parts.count <= 2, fraction.count <= places, let whole = Int(parts[0]),
            whole <= FormReaderKinds.highest,
            let rest = Int(fraction + String(repeating: "0", count: places - fraction.count))
        {
            return .decimal(places: places, ceiling: whole * unit + rest)
        }
        table.faults.add(
            node,
            expected: Phrase(
                japanese: "小数\(places)桁までの数", english: "a number with at most \(places) places after its point"))
        return nil
    }

    /// `{normal: 通常, limited: 制限}`: code and label, in the order in which they are offered.
    private func choices() -> [Choice]? {
        guard let node = table.required("choices") else { return nil }
        let choices = node.entries?.map { Choice(code: $0.key, label: $0.value.text ?? "") } ?? []
        guard choices.count >= 2, choices.allSatisfy({ !$0.label.isEmpty && FormReaderTable.isName($0.code) }) else {
            table.faults.add(
                node,
                expected: Phrase(
                    japanese: "二つ以上の選択肢(例: {normal: 通常, limited: 制限})",
                    english: "two choices or more, like {normal: 通常, limited: 制限}"))
            return nil
        }
        return choices
    }
}

extension Item.Kind {
    /// How answers add up where the definition does not say.
    var usualAdding: Item.Adding {
        switch self {
        case .count, .decimal: .sum
        case .choice: .choice
        case .time, .flag, .text: .none
        }
    }

    /// The ways in which answers of this kind can add up.
    var addings: [Item.Adding] {
        switch self {
        case .count, .decimal: [.sum, .latest, .none]
        case .choice: [.choice, .none]
        case .time, .flag, .text: [.none]
        }
    }

    /// Numbers must be given where the definition does not say otherwise: a blank is not a zero (R27 R33).
    var isUsuallyRequired: Bool {
        switch self {
        case .count, .decimal: true
        case .choice, .time, .flag, .text: false
        }
    }
}
