/// Reads the marks inside a line. By bytes: every mark is ASCII, and a mark with a combining character after it is still one.
struct MarkdownInline {
    private let bytes: ArraySlice<UInt8>
    private var at: Int
    private var plain: [UInt8] = []
    private var found: [Markdown.Inline] = []
    private let inStrong: Bool
    private let inLink: Bool
    /// Marks that no later mark closes: looked for once, so that long lines of them stay quick.
    private var hopeless: Set<UInt8> = []

    private init(_ bytes: ArraySlice<UInt8>, inStrong: Bool, inLink: Bool) {
        self.bytes = bytes
        at = bytes.startIndex
        self.inStrong = inStrong
        self.inLink = inLink
    }

    static func read(_ text: String) -> [Markdown.Inline] { read(Array(text.utf8)[...]) }

    private static func read(
        _ bytes: ArraySlice<UInt8>, inStrong: Bool = false, inLink: Bool = false
    ) -> [Markdown.Inline] {
        var reading = MarkdownInline(bytes, inStrong: inStrong, inLink: inLink)
        return reading.read()
    }

    /// The image that is the whole text; nil for anything else.
    static func image(_ text: String) -> (words: String, path: String)? {
        let bytes = Array(text.utf8)[...]
        guard bytes.starts(with: [0x21, 0x5B]), let parts = bracket(bytes, at: 1), parts.end == bytes.endIndex
        else { return nil }
        let path = String(decoding: parts.address, as: UTF8.self)
        return Markdown.isSafe(path) ? (Markdown.plain(read(parts.words)), path) : nil
    }

    private mutating func read() -> [Markdown.Inline] {
        while at < bytes.endIndex {
            let byte = bytes[at]
            let taken =
                switch byte {
                case UInt8(ascii: "\\"): escaped()
                case UInt8(ascii: "`"): code()
                case UInt8(ascii: "*"): strong()
                case UInt8(ascii: "["): link()
                case UInt8(ascii: "!"): picture()
                default: false
                }
            if !taken {
                plain.append(byte)
                at += 1
            }
        }
        endPlain()
        return found
    }

    private mutating func endPlain() {
        if !plain.isEmpty { found.append(.text(String(decoding: plain, as: UTF8.self))) }
        plain = []
    }

    private mutating func take(_ inline: Markdown.Inline, to end: Int) -> Bool {
        endPlain()
        found.append(inline)
        at = end
        return true
    }

    private mutating func escaped() -> Bool {
        guard at + 1 < bytes.endIndex, "\\`*[]()!#|_-".utf8.contains(bytes[at + 1]) else { return false }
        plain.append(bytes[at + 1])
        at += 2
        return true
    }

    private mutating func code() -> Bool {
        let mark = UInt8(ascii: "`")
        guard !hopeless.contains(mark) else { return false }
        guard let end = bytes[(at + 1)...].firstIndex(of: mark) else {
            hopeless.insert(mark)
            return false
        }
        guard end > at + 1 else { return false }
        return take(.code(String(decoding: bytes[at + 1..<end], as: UTF8.self)), to: end + 1)
    }

    private mutating func strong() -> Bool {
        let mark = UInt8(ascii: "*")
        guard !inStrong, !hopeless.contains(mark), isDouble(at) else { return false }
        guard let end = bytes[(at + 2)...].indices.first(where: isDouble) else {
            hopeless.insert(mark)
            return false
        }
        guard end > at + 2 else { return false }
        return take(.strong(MarkdownInline.read(bytes[at + 2..<end], inStrong: true, inLink: inLink)), to: end + 2)
    }

    private func isDouble(_ index: Int) -> Bool {
        index + 1 < bytes.endIndex && bytes[index] == UInt8(ascii: "*") && bytes[index + 1] == UInt8(ascii: "*")
    }

    private mutating func link() -> Bool {
        guard !inLink, let parts = MarkdownInline.bracket(bytes, at: at) else { return false }
        let address = String(decoding: parts.address, as: UTF8.self)
        guard Markdown.isSafe(address) else { return false }
        let words = MarkdownInline.read(parts.words, inStrong: inStrong, inLink: true)
        return take(.link(words, address: address), to: parts.end)
    }

    /// An image in the middle of a line is its words.
    private mutating func picture() -> Bool {
        guard let parts = MarkdownInline.bracket(bytes, at: at + 1) else { return false }
        plain += parts.words
        at = parts.end
        return true
    }

    /// `[words](address)` from this place on; neither may be longer than 1,000 bytes.
    private static func bracket(
        _ bytes: ArraySlice<UInt8>, at start: Int
    ) -> (words: ArraySlice<UInt8>, address: ArraySlice<UInt8>, end: Int)? {
        guard start < bytes.endIndex, bytes[start] == UInt8(ascii: "["),
            let close = bytes[(start + 1)...].prefix(1_000).firstIndex(of: UInt8(ascii: "]")),
            close + 1 < bytes.endIndex, bytes[close + 1] == UInt8(ascii: "("),
            let end = bytes[(close + 2)...].prefix(1_000).firstIndex(of: UInt8(ascii: ")"))
        else { return nil }
        return (bytes[start + 1..<close], bytes[close + 2..<end], end + 1)
    }
}
