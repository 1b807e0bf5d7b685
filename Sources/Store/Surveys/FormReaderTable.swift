import Documents
import Domain

/// A map of a definition whose keys are known.
struct FormReaderTable {
    let node: YAMLNode
    let faults: FormReaderFaults

    /// Tells of every key that is not known, with those it may have been meant for.
    init?(_ node: YAMLNode, keys: [String], _ faults: FormReaderFaults) {
        guard let entries = node.entries else {
            let list = keys.joined(separator: ", ")
            faults.add(node, expected: Phrase(japanese: "キーの一覧(\(list))", english: "a map with the keys \(list)"))
            return nil
        }
        for entry in entries where !keys.contains(entry.key) {
            faults.add(
                YAMLNode(line: entry.line, column: entry.column, content: .scalar(entry.key)),
                found: Phrase(japanese: "知らないキー「\(entry.key)」", english: "the unknown key '\(entry.key)'"),
                expected: .oneOf(Spelling.nearest(to: entry.key, among: keys)))
        }
        self.node = node
        self.faults = faults
    }

    func has(_ key: String) -> Bool { node[key] != nil }

    /// The node of a key; a missing one is a fault at the map.
    func required(_ key: String) -> YAMLNode? {
        if let value = node[key] { return value }
        faults.add(
            node, found: Phrase(japanese: "キー「\(key)」のない定義", english: "no key '\(key)'"),
            expected: Phrase(japanese: "「\(key): …」", english: "'\(key): …'"))
        return nil
    }

    /// A text that is not empty; nil with a fault where it is missing or something else.
    func text(_ key: String) -> String? { required(key).flatMap { text($0) } }

    /// A text that may be left out.
    func optionalText(_ key: String) -> String? { node[key].flatMap { text($0) } }

    private func text(_ node: YAMLNode) -> String? {
        if let text = node.text, !text.isEmpty { return text }
        faults.add(node, expected: Phrase(japanese: "文字", english: "a text"))
        return nil
    }

    /// One of some words.
    func word<Value: RawRepresentable<String>>(_ key: String, among values: [Value]) -> Value? {
        guard let node = node[key] else { return nil }
        if let value = values.first(where: { $0.rawValue == node.text }) { return value }
        faults.add(node, expected: .oneOf(values.map(\.rawValue)))
        return nil
    }

    /// A whole number within bounds.
    func number(_ key: String, _ bounds: ClosedRange<Int>) -> Int? {
        guard let node = node[key] else { return nil }
        if let text = node.text, let value = Int(text), bounds.contains(value) { return value }
        faults.add(
            node,
            expected: Phrase(
                japanese: "\(bounds.lowerBound)から\(bounds.upperBound)までの整数",
                english: "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"))
        return nil
    }

    /// `true` or `false`.
    func flag(_ key: String) -> Bool? {
        guard let node = node[key] else { return nil }
        if let value = node.text.flatMap(Bool.init) { return value }
        faults.add(node, expected: .oneOf(["true", "false"]))
        return nil
    }

    /// The parts of a list that has at least one.
    func list(_ key: String, mayBeMissing: Bool = false) -> [YAMLNode] {
        guard let node = mayBeMissing ? node[key] : required(key) else { return [] }
        if let list = node.list, !list.isEmpty { return list }
        faults.add(node, expected: Phrase(japanese: "一つ以上の一覧", english: "a list of at least one"))
        return []
    }

    /// A key that is written in files and addresses: letters, digits and, for surveys and checks, hyphens.
    func code(_ key: String) -> String? {
        guard let node = required(key) else { return nil }
        if let text = node.text, FormReaderTable.isCode(text) { return text }
        faults.add(
            node,
            expected: Phrase(
                japanese: "半角英字で始まる、英数字とハイフンの名前(60文字まで)",
                english: "a name of ASCII letters, digits and hyphens that begins with a letter, at most 60"))
        return nil
    }

    static func isCode(_ text: String) -> Bool {
        guard let first = text.utf8.first, text.utf8.count <= 60, isLetter(first) else { return false }
        return text.utf8.allSatisfy { isLetter($0) || (48...57).contains($0) || $0 == 45 }
    }

    /// A code that can stand in a rule, where a hyphen is a minus and some words have a meaning, and in a page's form.
    static func isName(_ text: String) -> Bool {
        isCode(text) && !text.contains("-") && !(ruleWords + Item.reservedCodes).contains(text)
    }

    private static let ruleWords = ["and", "or", "not", "answered", "blank", "day"]

    private static func isLetter(_ byte: UInt8) -> Bool { (65...90).contains(byte) || (97...122).contains(byte) }
}

extension YAMLNode {
    /// The node as a message names it.
    var found: Phrase {
        switch content {
        case .scalar(""): Phrase(japanese: "空の値", english: "nothing")
        case .scalar(let text): .quoted(text.count > 80 ? "\(text.prefix(80))…" : text)
        case .list: Phrase(japanese: "一覧", english: "a list")
        case .map: Phrase(japanese: "キーの一覧", english: "a map")
        }
    }
}
