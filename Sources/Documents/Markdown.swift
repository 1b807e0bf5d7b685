/// A manual's text as a tree: the part of Markdown that manuals need, read without ever failing. What is no mark is text.
///
/// Headings `#`, paragraphs, lists `-` and `1.` (nested by indentation), fenced code, tables with `|`, an image alone in its
/// paragraph `![words](path)`, and in lines `**strong**`, `` `code` ``, `[words](address)`. There is no HTML: tags are text.
public struct Markdown: Sendable, Equatable {
    public indirect enum Block: Sendable, Equatable {
        /// 1 to 6.
        case heading(level: Int, [Inline])
        case paragraph([Inline])
        case bullets([Item])
        case numbers(from: Int, [Item])
        case image(words: String, path: String)
        /// Rows have as many cells as the head.
        case table(head: [[Inline]], rows: [[[Inline]]])
        case code(String)
    }

    public struct Item: Sendable, Equatable {
        public let words: [Inline]
        /// What stands indented below the words.
        public let below: [Block]
    }

    public indirect enum Inline: Sendable, Equatable {
        case text(String)
        case strong([Inline])
        case code(String)
        /// The address is relative, or http, https, mailto or tel; others are left as text.
        case link([Inline], address: String)
    }

    public let blocks: [Block]

    public init(_ text: String) {
        // CR LF is one Character, so lines are found among the scalars.
        let lines = text.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\n" }.map { scalars in
            var line = String(String.UnicodeScalarView(scalars.filter { $0 != "\r" && $0 != "\u{FEFF}" }))
            while line.last?.isWhitespace == true { line.removeLast() }
            return line
        }
        var reading = MarkdownBlocks(lines: lines, depth: 0)
        blocks = reading.read()
    }

    /// The words alone, without marks.
    public static func plain(_ inlines: [Inline]) -> String {
        inlines.map { inline in
            switch inline {
            case .text(let text), .code(let text): text
            case .strong(let inner), .link(let inner, _): plain(inner)
            }
        }.joined()
    }

    /// Whether a page may link there: nothing that runs.
    static func isSafe(_ address: String) -> Bool {
        guard !address.isEmpty, address.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { return false }
        guard let colon = address.utf8.firstIndex(of: UInt8(ascii: ":")) else { return true }
        let scheme = address[..<colon]
        return scheme.contains { "/?#".contains($0) }
            || ["http", "https", "mailto", "tel"].contains(scheme.lowercased())
    }
}
