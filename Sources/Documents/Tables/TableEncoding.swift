import Foundation

/// How the characters of a CSV file become bytes.
public enum TableEncoding: String, Sendable, CaseIterable {
    /// With the byte order mark that spreadsheets need to see it.
    case utf8
    /// What Japanese systems call Shift_JIS.
    case cp932

    /// The name in `Content-Type`.
    public var charset: String {
        switch self {
        case .utf8: "utf-8"
        case .cp932: "Shift_JIS"
        }
    }

    /// Bytes, and what was lost on the way.
    public struct Encoded: Sendable, Equatable {
        public let bytes: [UInt8]
        /// Characters that the encoding lacks, each once in order; 〓 stands in their place.
        public let lost: [Character]
    }

    /// A CSV file: every field in quotes, lines ended with CRLF.
    public func csv(_ rows: some Sequence<[String]>) -> Encoded {
        var writer = CSVWriter(byteOrderMark: self == .utf8)
        for row in rows { writer.write(row) }
        switch self {
        case .utf8: return Encoded(bytes: writer.bytes, lost: [])
        case .cp932: return Self.cp932(String(decoding: writer.bytes, as: UTF8.self))
        }
    }

    private static func cp932(_ text: String) -> Encoded {
        let text = replaced(text)
        if let whole = text.data(using: .shiftJIS) { return Encoded(bytes: Array(whole), lost: []) }
        var (bytes, lost, seen): ([UInt8], [Character], Set<Character>) = ([], [], [])
        for line in text.split(separator: "\r\n", omittingEmptySubsequences: false) {
            if !bytes.isEmpty { bytes += [Byte.carriageReturn, Byte.lineFeed] }
            if let whole = line.data(using: .shiftJIS) {
                bytes += whole
                continue
            }
            for character in line {
                if let known = known(character) {
                    bytes += known
                } else {
                    bytes += [0x81, 0xAC]
                    if seen.insert(character).inserted { lost.append(character) }
                }
            }
        }
        return Encoded(bytes: bytes, lost: lost)
    }

    /// A character in CP932, as one where it was composed of several.
    private static func known(_ character: Character) -> Data? {
        let text = String(character)
        return text.data(using: .shiftJIS) ?? text.precomposedStringWithCanonicalMapping.data(using: .shiftJIS)
    }

    /// Characters that CP932 has under another number: a Mac writes 〜 where Windows writes ～.
    private static let twins: [UnicodeScalar: UnicodeScalar] = [
        "\u{301C}": "\u{FF5E}", "\u{2212}": "\u{FF0D}", "\u{2016}": "\u{2225}", "\u{2014}": "\u{2015}",
        "\u{00A2}": "\u{FFE0}", "\u{00A3}": "\u{FFE1}", "\u{00AC}": "\u{FFE2}", "\u{00A5}": "\u{FFE5}",
        "\u{00A0}": " ",
    ]

    /// A text with those signs as CP932 has them.
    public static func replaced(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(twins[scalar] ?? scalar) }
        return String(result)
    }
}
