import Documents
import Domain

/// Reads the checks of a definition.
struct FormReaderChecks {
    let faults: FormReaderFaults
    let items: [Item]
    /// Whether every item could be read. If not, a rule's names cannot be told right from wrong, and rules wait for the next try.
    let isComplete: Bool

    func checks(_ table: FormReaderTable) -> [Check] {
        var lines: [String: Int] = [:]
        return table.list("checks", mayBeMissing: true).compactMap { node in
            let check = check(node)
            if let check, let line = lines.updateValue(node.line, forKey: check.id) {
                faults.add(
                    node,
                    found: Phrase(
                        japanese: "\(line)行目と同じ名前「\(check.id)」",
                        english: "'\(check.id)' again, which stands in line \(line)"),
                    expected: Phrase(japanese: "ほかにない名前", english: "a name of its own"))
            }
            return check
        }
    }

    private static let keys = ["id", "severity", "rule", "series", "looksLike", "message", "at", "source"]

    private func check(_ node: YAMLNode) -> Check? {
        guard let table = FormReaderTable(node, keys: FormReaderChecks.keys, faults) else { return nil }
        let id = table.code("id")
        _ = table.required("severity")
        let severity = table.word("severity", among: [Check.Severity.error, .note])
        let message = table.text("message")
        placeholders(table)
        let kind = kind(table)
        let at = table.has("at") ? itemCode(table, "at") : kind?.firstItem
        guard let id, let severity, let message, let kind, let at else { return nil }
        return Check(
            id: id, severity: severity, kind: kind, message: message, item: at,
            source: table.optionalText("source") ?? "default")
    }

    private func kind(_ table: FormReaderTable) -> Check.Kind? {
        if table.has("series") {
            for key in ["rule"] where table.has(key) { both(table, key) }
            _ = table.required("looksLike")
            let likeness = table.word("looksLike", among: [Check.Likeness.runningTotal, .tenfold])
            guard let likeness, let code = itemCode(table, "series"), isCount(code, table) else { return nil }
            return .series(item: code, likeness)
        }
        if table.has("looksLike") { both(table, "looksLike") }
        guard let node = table.required("rule"), isComplete else { return nil }
        return faults.rule(node, for: .items(items)).map { .rule($0) }
    }

    private func both(_ table: FormReaderTable, _ key: String) {
        faults.add(
            table.node[key] ?? table.node, found: .quoted(key),
            expected: Phrase(
                japanese: "「rule」か、「series」と「looksLike」", english: "either 'rule', or 'series' with 'looksLike'"))
    }

    private func itemCode(_ table: FormReaderTable, _ key: String) -> String? {
        guard let node = table.node[key], isComplete else { return nil }
        let codes = items.map(\.code)
        if let code = node.text, codes.contains(code) { return code }
        faults.add(node, expected: .oneOf(Spelling.nearest(to: node.text ?? "", among: codes)))
        return nil
    }

    private func isCount(_ code: String, _ table: FormReaderTable) -> Bool {
        if case .count = items.first(where: { $0.code == code })?.kind { return true }
        faults.add(
            table.node["series"] ?? table.node,
            expected: Phrase(japanese: "整数(kind: count)の項目", english: "an item of kind count"))
        return false
    }

    /// `{day}` and the codes of items are filled in; anything else would be shown as it stands.
    private func placeholders(_ table: FormReaderTable) {
        guard isComplete, let node = table.node["message"], let text = node.text else { return }
        let codes = items.map(\.code)
        for name in Placeholders.names(in: text) where !Placeholders.isDay(name) && !codes.contains(name) {
            faults.add(
                node, found: .quoted("{\(name)}"),
                expected: .oneOf(["{day}"] + Spelling.nearest(to: name, among: codes).map { "{\($0)}" }))
        }
    }
}

extension Check.Kind {
    /// Where a check is shown that does not say.
    fileprivate var firstItem: String? {
        switch self {
        case .rule(let rule): rule.items.first
        case .series(let item, _): item
        }
    }
}

extension FormReaderFaults {
    /// A rule, or a fault that says the place within it.
    func rule(_ node: YAMLNode, for vocabulary: Rule.Vocabulary) -> Rule? {
        guard let source = node.text, !source.isEmpty else {
            add(node, expected: Phrase(japanese: "式", english: "a rule"))
            return nil
        }
        do {
            return try Rule(source, for: vocabulary)
        } catch {
            add(
                node,
                found: Phrase(
                    japanese: "式「\(source.prefix(80))」の\(error.position)文字目に\(error.found.japanese)",
                    english: "\(error.found.english) at character \(error.position) of the rule '\(source.prefix(80))'"),
                expected: error.expected)
            return nil
        }
    }
}
