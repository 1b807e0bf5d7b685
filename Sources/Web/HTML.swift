/// A piece of a page: bytes that are HTML already. Text can only get in through interpolation, which escapes it byte by byte.
/// By bytes, because a quote followed by a combining mark or a variation selector is one `Character` that is not a quote, and
/// would slip through (such selectors are ordinary in Japanese names).
///
/// There is deliberately no interpolation of `Any`, `Substring` or `CustomStringConvertible`: what has no overload here does not
/// compile, so nothing gets into a page by an unforeseen way.
public struct HTML: Sendable, Equatable, ExpressibleByStringInterpolation {
    /// UTF-8, as sent.
    public private(set) var bytes: [UInt8]

    /// Markup written in our own source.
    public init(stringLiteral markup: StaticString) {
        bytes = markup.withUTF8Buffer(Array.init)
    }

    public init(stringInterpolation pieces: StringInterpolation) { bytes = pieces.bytes }

    /// Nothing.
    public static let empty: HTML = ""

    /// The page as a string, for tests and tools.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Collects a page's bytes.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var bytes: [UInt8] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        public mutating func appendLiteral(_ markup: StaticString) {
            markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
        }

        /// Text a person wrote, or that may hold such text.
        public mutating func appendInterpolation(_ text: String) { HTML.escape(text, into: &bytes) }

        public mutating func appendInterpolation(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

        public mutating func appendInterpolation(_ piece: HTML) { bytes.append(contentsOf: piece.bytes) }

        /// Nothing where there is nothing.
        public mutating func appendInterpolation(_ piece: HTML?) {
            if let piece { bytes.append(contentsOf: piece.bytes) }
        }

        /// The value of an `href`, `src` or `action`.
        public mutating func appendInterpolation(_ link: Link) { HTML.escape(link.text, into: &bytes) }

        public mutating func appendInterpolation<Elements: Sequence>(
            each elements: Elements, _ piece: (Elements.Element) -> HTML
        ) {
            for element in elements { bytes.append(contentsOf: piece(element).bytes) }
        }

        /// A piece that is there only when the condition holds: `\(if: isOpen, " open")`.
        public mutating func appendInterpolation(if condition: Bool, _ piece: @autoclosure () -> HTML) {
            if condition { bytes.append(contentsOf: piece().bytes) }
        }

        /// ` name="text"`, or nothing when there is no text.
        public mutating func appendInterpolation(attribute name: StaticString, _ text: String?) {
            guard let text else { return }
            bytes.append(0x20)
            name.withUTF8Buffer { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: [0x3D, 0x22])
            HTML.escape(text, into: &bytes)
            bytes.append(0x22)
        }
    }
}

extension HTML {
    /// Writes text so that it is text in every place of a page: between tags and inside a quoted attribute.
    static func escape(_ text: String, into bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { source in
            var start = 0
            for (index, byte) in source.enumerated() where byte < 0x40 {
                guard let written = replacement(of: byte) else { continue }
                bytes.append(contentsOf: source[start..<index])
                written.withUTF8Buffer { bytes.append(contentsOf: $0) }
                start = index + 1
            }
            bytes.append(contentsOf: source[start...])
        }
    }

    /// How a byte is written that may not stand as it is; nil for all others.
    private static func replacement(of byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&#34;"
        case UInt8(ascii: "'"): "&#39;"
        case UInt8(ascii: "\t"), UInt8(ascii: "\n"): nil
        // No page can hold these; the replacement sign shows that something was there.
        case 0x00...0x1F: "\u{FFFD}"
        default: nil
        }
    }
}
