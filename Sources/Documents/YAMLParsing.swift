import Yams

extension YAMLNode {
    /// Reads one document of at most a megabyte. Anchors and aliases are refused: a few lines of them unfold to more than any
    /// memory holds, and no definition needs them.
    public init(parsing text: String) throws(YAMLError) {
        let text = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        guard text.utf8.count <= YAMLNode.limit else {
            throw YAMLError(
                line: 1, column: 1, japanese: "ファイルが大きすぎます。1メガバイト以下にしてください。",
                english: "the file is too large; at most one megabyte")
        }
        try YAMLNode.refuseAnchors(text)
        let root: Node?
        do {
            root = try compose(yaml: text, .default, .default, .utf8)
        } catch let error as YamlError {
            throw YAMLError(error, in: text)
        } catch {
            throw YAMLError(line: 1, column: 1, japanese: "読み取れません。", english: "\(error)")
        }
        guard let root else {
            throw YAMLError(line: 1, column: 1, japanese: "ファイルが空です。", english: "the file is empty")
        }
        try self.init(root, depth: 0)
    }

    private static let limit = 1_048_576
    /// A definition needs six levels; the bound keeps walks over the tree shallow.
    private static let deepest = 32

    private init(_ node: Node, depth: Int) throws(YAMLError) {
        let (line, column) = (node.mark?.line ?? 1, node.mark?.column ?? 1)
        guard depth <= YAMLNode.deepest else {
            throw YAMLError(
                line: line, column: column, japanese: "入れ子が深すぎます。", english: "nested too deep")
        }
        let content: Content
        switch node {
        case .scalar(let scalar): content = .scalar(scalar.string)
        case .sequence(let sequence):
            var nodes: [YAMLNode] = []
            for node in sequence { nodes.append(try YAMLNode(node, depth: depth + 1)) }
            content = .list(nodes)
        case .mapping(let mapping):
            var entries: [Entry] = []
            for (key, value) in mapping { entries.append(try YAMLNode.entry(key, value, depth: depth)) }
            content = .map(entries)
        case .alias: throw YAMLError.anchor(line: line, column: column)
        }
        self.init(line: line, column: column, content: content)
    }

    private static func entry(_ key: Node, _ value: Node, depth: Int) throws(YAMLError) -> Entry {
        let (line, column) = (key.mark?.line ?? 1, key.mark?.column ?? 1)
        guard case .scalar(let name) = key else {
            throw YAMLError(
                line: line, column: column, japanese: "キーには一つの語を書いてください。",
                english: "a key must be one word")
        }
        return Entry(key: name.string, line: line, column: column, value: try YAMLNode(value, depth: depth + 1))
    }

    /// Looks for `&name` in the text: composing first and refusing afterwards would already have unfolded it. It may refuse an
    /// `&` within a text, and never lets an anchor pass; Q&A, with a letter before it, is none.
    private static func refuseAnchors(_ text: String) throws(YAMLError) {
        var (line, column, before) = (1, 1, UInt8(ascii: " "))
        let bytes = Array(text.utf8)
        for (place, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "&"), !isWord(before), place + 1 < bytes.count, isWord(bytes[place + 1]) {
                throw YAMLError.anchor(line: line, column: column)
            }
            before = byte
            if byte == 10 {
                (line, column) = (line + 1, 1)
            } else if byte & 0b1100_0000 != 0b1000_0000 {
                column += 1
            }
        }
    }

    /// What the name of an anchor is made of.
    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, 45, 95: true
        default: false
        }
    }
}

extension YAMLError {
    static func anchor(line: Int, column: Int) -> YAMLError {
        YAMLError(
            line: line, column: column, japanese: "アンカー(&名前)と参照(*名前)は使えません。そのまま書いてください。",
            english: "anchors (&name) and aliases (*name) are not used; write it out")
    }

    /// What the parser said, with its place.
    init(_ error: YamlError, in text: String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            self.init(
                line: mark.line, column: mark.column, japanese: "字下げ・引用符・かっこをお確かめください。",
                english: "\(problem); look at indentation, quotes and brackets")
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.joined(separator: ", ")
            self.init(
                line: context.mark.line, column: context.mark.column, japanese: "キー「\(names)」が同じところに2回あります。",
                english: "the key '\(names)' stands twice in the same place")
        case .reader(let problem, let offset, _, _):
            let before = text.prefix(offset ?? 0)
            let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
            self.init(
                line: max(1, lines.count), column: (lines.last?.unicodeScalars.count ?? 0) + 1,
                japanese: "使えない文字があります。", english: "a character that cannot be used: \(problem)")
        default: self.init(line: 1, column: 1, japanese: "読み取れません。", english: "\(error)")
        }
    }
}
