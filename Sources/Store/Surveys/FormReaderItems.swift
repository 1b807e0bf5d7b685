import Documents
import Domain

/// Reads the sections of a definition and their items.
struct FormReaderItems {
    let faults: FormReaderFaults

    /// The sections, and whether every item of them could be read.
    func sections(_ table: FormReaderTable) -> (sections: [Section], areComplete: Bool) {
        let sections = table.list("sections").map { (node: $0, section: section($0)) }
        unique(sections.map { (node: $0.node["id"] ?? $0.node, code: $0.section?.id) })
        let nodes = sections.flatMap { $0.node["items"]?.list ?? [] }
        unique(nodes.map { (node: $0["id"] ?? $0, code: $0["id"]?.text) })
        parts(nodes)
        let read = sections.compactMap(\.section)
        return (read, read.count == sections.count && read.flatMap(\.items).count == nodes.count)
    }

    private func section(_ node: YAMLNode) -> Section? {
        guard let table = FormReaderTable(node, keys: ["id", "title", "asked", "note", "items"], faults) else {
            return nil
        }
        let id = table.code("id")
        let title = table.text("title")
        let asked = asked(table)
        let note = table.optionalText("note")
        texts(table, ["note"])
        let items = table.list("items").compactMap { item($0) }
        guard let id, let title else { return nil }
        return Section(id: id, title: title, asked: asked, note: note, items: items)
    }

    private func asked(_ table: FormReaderTable) -> Rule {
        guard let node = table.required("asked") else { return .everyone }
        return faults.rule(node, for: .facts) ?? .everyone
    }

    private static let keys = [
        "id", "label", "unit", "kind", "choices", "adds", "required", "ceiling", "places", "limit", "hint",
        "guidance", "partOf", "published", "source",
    ]

    private func item(_ node: YAMLNode) -> Item? {
        guard let table = FormReaderTable(node, keys: FormReaderItems.keys, faults) else { return nil }
        let code = itemCode(table)
        let label = table.text("label")
        let source = table.text("source")
        let kind = FormReaderKinds(table: table).kind()
        texts(table, ["hint", "guidance"])
        let (unit, hint, guidance) = (
            table.optionalText("unit"), table.optionalText("hint"), table.optionalText("guidance")
        )
        let (partOf, published) = (table.optionalText("partOf"), table.optionalText("published"))
        let (adds, required) = (
            table.word("adds", among: [Item.Adding.sum, .latest, .choice, .none]), table.flag("required")
        )
        guard let code, let label, let source, let kind else { return nil }
        agreement(table, kind)
        return Item(
            code: code, label: label, unit: unit, kind: kind, adds: adds ?? kind.usualAdding,
            required: required ?? kind.isUsuallyRequired, hint: hint, guidance: guidance, partOf: partOf,
            published: published, source: source)
    }

    /// The code of an item is a name in rules, where a hyphen is a minus and some words have a meaning.
    private func itemCode(_ table: FormReaderTable) -> String? {
        guard let code = table.code("id") else { return nil }
        if FormReaderTable.isName(code) { return code }
        faults.add(
            table.node["id"] ?? table.node,
            expected: Phrase(
                japanese: "式と画面で使える名前(ハイフンなし。and or not answered blank day csrf revision passed などは使えません)",
                english: "a name for rules and pages: no hyphen, none of and or not answered blank day, "
                    + Item.reservedCodes.joined(separator: " ")))
        return nil
    }

    /// Sums are for numbers, counts per choice for choices, and only choices are published.
    private func agreement(_ table: FormReaderTable, _ kind: Item.Kind) {
        if let node = table.node["adds"], let adds = node.text.flatMap(Item.Adding.init), !kind.addings.contains(adds) {
            faults.add(node, expected: .oneOf(kind.addings.map(\.rawValue)))
        }
        if let node = table.node["published"], kind.usualAdding != .choice {
            faults.add(
                node, expected: Phrase(japanese: "選択(kind: choice)の項目だけ", english: "it only at items of kind choice"))
        }
    }

    /// Placeholders in texts are days and nothing else; a slip would be shown to every facility as it stands.
    private func texts(_ table: FormReaderTable, _ keys: [String]) {
        for key in keys {
            guard let node = table.node[key], let text = node.text else { continue }
            for name in Placeholders.names(in: text) where !Placeholders.isDay(name) {
                faults.add(node, found: .quoted("{\(name)}"), expected: .oneOf(["{day}", "{day-7}", "{day+1}"]))
            }
        }
    }

    private func unique(_ codes: [(node: YAMLNode, code: String?)]) {
        var lines: [String: Int] = [:]
        for (node, code) in codes {
            guard let code else { continue }
            if let line = lines[code] {
                faults.add(
                    node,
                    found: Phrase(
                        japanese: "\(line)行目と同じ名前「\(code)」", english: "'\(code)' again, which stands in line \(line)"),
                    expected: Phrase(japanese: "ほかにない名前", english: "a name of its own"))
            }
            lines[code] = lines[code] ?? node.line
        }
    }

    /// An item can be a part of one that stands before it.
    private func parts(_ nodes: [YAMLNode]) {
        var before: [String] = []
        for node in nodes {
            if let part = node["partOf"], let code = part.text, !before.contains(code) {
                let near = Spelling.nearest(to: code, among: before)
                faults.add(
                    part,
                    expected: near.isEmpty
                        ? Phrase(japanese: "前にある項目の名前", english: "an item that stands before it") : .oneOf(near))
            }
            if let code = node["id"]?.text { before.append(code) }
        }
    }
}
