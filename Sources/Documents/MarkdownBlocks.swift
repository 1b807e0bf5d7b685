/// Reads lines into blocks.
struct MarkdownBlocks {
    /// Deeper lists are read as paragraphs.
    private static let deepest = 6

    let lines: [String]
    let depth: Int
    private var at = 0
    private var blocks: [Markdown.Block] = []
    private var paragraph: [String] = []

    init(lines: [String], depth: Int) {
        self.lines = lines
        self.depth = depth
    }

    mutating func read() -> [Markdown.Block] {
        while at < lines.count {
            let line = lines[at]
            if line.isEmpty {
                endParagraph()
                at += 1
            } else if !(fence(line) || heading(line) || table(line) || list(line)) {
                paragraph.append(line)
                at += 1
            }
        }
        endParagraph()
        return blocks
    }

    private mutating func endParagraph() {
        guard !paragraph.isEmpty else { return }
        let text = MarkdownBlocks.joined(paragraph)
        paragraph = []
        if let image = MarkdownInline.image(text) {
            blocks.append(.image(words: image.words, path: image.path))
        } else {
            blocks.append(.paragraph(MarkdownInline.read(text)))
        }
    }

    /// Lines of Latin words are joined by a space, Japanese lines by nothing.
    private static func joined(_ lines: [String]) -> String {
        lines.reduce(into: "") { text, line in
            let line = line.drop { $0 == " " }
            if text.last?.isASCII == true, line.first?.isASCII == true { text += " " }
            text += line
        }
    }

    private mutating func fence(_ line: String) -> Bool {
        guard line.hasPrefix("```") else { return false }
        endParagraph()
        let rest = lines[(at + 1)...]
        let end = rest.firstIndex { $0.hasPrefix("```") } ?? lines.count
        blocks.append(.code(rest[..<end].joined(separator: "\n")))
        at = min(lines.count, end + 1)
        return true
    }

    private mutating func heading(_ line: String) -> Bool {
        let level = line.prefix { $0 == "#" }.count
        guard (1...6).contains(level), line.dropFirst(level).first == " " else { return false }
        endParagraph()
        let words = line.dropFirst(level).drop { $0 == " " }
        blocks.append(.heading(level: level, MarkdownInline.read(String(words))))
        at += 1
        return true
    }

    private mutating func table(_ line: String) -> Bool {
        guard line.hasPrefix("|"), at + 1 < lines.count else { return false }
        let head = MarkdownBlocks.cells(line)
        let under = MarkdownBlocks.cells(lines[at + 1])
        let isRule =
            lines[at + 1].hasPrefix("|") && under.count == head.count
            && under.allSatisfy { $0.contains("-") && $0.allSatisfy { "-: ".contains($0) } }
        guard isRule else { return false }
        endParagraph()
        at += 2
        var rows: [[[Markdown.Inline]]] = []
        while at < lines.count, lines[at].hasPrefix("|") {
            let found = MarkdownBlocks.cells(lines[at]).prefix(head.count).map(MarkdownInline.read)
            rows.append(found + Array(repeating: [], count: head.count - found.count))
            at += 1
        }
        blocks.append(.table(head: head.map(MarkdownInline.read), rows: rows))
        return true
    }

    /// The cells of a row; `\|` is a bar inside one.
    private static func cells(_ line: String) -> [String] {
        var cells = [""]
        var isEscaped = false
        for scalar in line.dropFirst().unicodeScalars {
            if scalar == "|", !isEscaped {
                cells.append("")
            } else {
                if isEscaped, scalar != "|" { cells[cells.count - 1] += "\\" }
                isEscaped = scalar == "\\" && !isEscaped
                if !isEscaped { cells[cells.count - 1].unicodeScalars.append(scalar) }
            }
            if scalar == "|" { isEscaped = false }
        }
        if isEscaped { cells[cells.count - 1] += "\\" }
        if cells.count > 1, cells.last?.allSatisfy({ $0 == " " }) == true { cells.removeLast() }
        return cells.map { cell in
            let start = cell.drop { $0 == " " }
            return String(start.prefix(start.count - start.reversed().prefix { $0 == " " }.count))
        }
    }
}

// MARK: - Lists

extension MarkdownBlocks {
    private struct Marker {
        let indent: Int
        /// Nil for a bullet.
        let number: Int?
        /// Where the words begin.
        let width: Int

        init?(_ line: String) {
            let bytes = Array(line.utf8)
            indent = bytes.prefix { $0 == 0x20 }.count
            let rest = bytes[indent...]
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            if digits.isEmpty {
                guard let first = rest.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "*") else {
                    return nil
                }
                number = nil
            } else {
                guard digits.count <= 4, rest.dropFirst(digits.count).first == UInt8(ascii: ".") else { return nil }
                number = Int(String(decoding: digits, as: UTF8.self))
            }
            let mark = digits.isEmpty ? 1 : digits.count + 1
            let spaces = rest.dropFirst(mark).prefix { $0 == 0x20 }.count
            guard spaces > 0, indent + mark + spaces < bytes.count else { return nil }
            width = indent + mark + spaces
        }
    }

    private mutating func list(_ line: String) -> Bool {
        guard depth < MarkdownBlocks.deepest, let first = Marker(line) else { return false }
        endParagraph()
        var items: [Markdown.Item] = []
        while at < lines.count, let marker = Marker(lines[at]), marker.indent <= first.indent + 1,
            (marker.number == nil) == (first.number == nil)
        {
            items.append(item(marker))
            skipBlanksBeforeItem()
        }
        blocks.append(first.number.map { .numbers(from: $0, items) } ?? .bullets(items))
        return true
    }

    /// The item's first line and everything indented below it.
    private mutating func item(_ marker: Marker) -> Markdown.Item {
        var own = [String(decoding: Array(lines[at].utf8)[marker.width...], as: UTF8.self)]
        at += 1
        while at < lines.count {
            let line = lines[at]
            let indent = line.prefix { $0 == " " }.count
            let belongs = line.isEmpty ? followsIndented(marker.indent) : indent > marker.indent + 1
            guard belongs else { break }
            own.append(String(line.dropFirst(min(indent, marker.width))))
            at += 1
        }
        var inner = MarkdownBlocks(lines: own, depth: depth + 1)
        let found = inner.read()
        if case .paragraph(let words)? = found.first {
            return Markdown.Item(words: words, below: Array(found.dropFirst()))
        }
        return Markdown.Item(words: [], below: found)
    }

    /// Whether the next line with anything in it stands below the item.
    private func followsIndented(_ indent: Int) -> Bool {
        guard let next = lines[at...].first(where: { !$0.isEmpty }) else { return false }
        return next.prefix { $0 == " " }.count > indent + 1
    }

    private mutating func skipBlanksBeforeItem() {
        guard let next = lines[at...].firstIndex(where: { !$0.isEmpty }), next > at, Marker(lines[next]) != nil
        else { return }
        at = next
    }
}
