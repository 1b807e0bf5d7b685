/// Why a text is no mail address that mail can be sent to.
public enum MailAddressFlaw: Error, Sendable, Equatable {
    case empty
    /// More than 254 bytes in all, or more than 64 before the @.
    case tooLong
    /// A blank, a line end or another invisible character.
    case blank
    /// A character outside ASCII, such as a full-width letter.
    case notASCII
    /// No @, more than one, or nothing before it.
    case at
    /// A character that may not stand before the @.
    case local
    /// What follows the @ is no name of a domain with at least two parts.
    case domain
}

/// A mail address that a server will take: ASCII, nothing invisible, a domain of at least two parts.
///
/// Before the @ stand letters, digits, the signs of RFC 5322's atoms, and dots wherever they please: Japanese carriers
/// once gave out addresses such as `a..b@` and `ab.@`, which the RFC wants in quotes. Here they are kept as people write
/// them; `onTheWire` puts the quotes. Other quoted forms, comments and addresses of IP numbers are refused.
public struct MailAddress: Sendable, Hashable, CustomStringConvertible {
    /// What stands before the @, without quotes, in the case it was given in.
    public let local: String
    /// What follows the @, in lower case.
    public let domain: String

    /// Reads an address as a person writes it, with quotes before the @ or without.
    public init(_ text: String) throws(MailAddressFlaw) {
        guard !text.isEmpty else { throw .empty }
        guard text.utf8.count <= 256 else { throw .tooLong }
        guard
            !text.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0.value < 0x20 || $0.value == 0x7F })
        else { throw .blank }
        guard text.utf8.allSatisfy({ $0 < 0x80 }) else { throw .notASCII }
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2, !halves[0].isEmpty else { throw .at }
        local = try Self.local(halves[0])
        domain = halves[1].lowercased()
        guard local.utf8.count <= 64, local.utf8.count + 1 + domain.utf8.count <= 254 else { throw .tooLong }
        guard Self.isDomain(domain) else { throw .domain }
    }

    /// As people write it: `ab.@example.jp`.
    public var description: String { "\(local)@\(domain)" }

    /// As the protocols want it: `"ab."@example.jp`.
    public var onTheWire: String {
        let atoms = local.split(separator: ".", omittingEmptySubsequences: false)
        return atoms.contains("") ? "\"\(local)\"@\(domain)" : description
    }

    private static func local(_ text: Substring) throws(MailAddressFlaw) -> String {
        let isQuoted = text.count > 2 && text.hasPrefix("\"") && text.hasSuffix("\"")
        let inside = isQuoted ? text.dropFirst().dropLast() : text
        guard inside.utf8.allSatisfy({ $0.isAtomText || $0 == UInt8(ascii: ".") }),
            inside.contains(where: { $0 != "." })
        else { throw .local }
        return String(inside)
    }

    private static func isDomain(_ text: String) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, let last = labels.last, !last.allSatisfy(\.isNumber) else { return false }
        return labels.allSatisfy { label in
            (1...63).contains(label.count) && label.utf8.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }
                && !label.hasPrefix("-") && !label.hasSuffix("-")
        }
    }
}

extension UInt8 {
    /// An ASCII letter or digit.
    var isLetterOrDigit: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }

    /// `atext` of RFC 5322: what a word may consist of without quotes.
    var isAtomText: Bool { isLetterOrDigit || "!#$%&'*+-/=?^_`{|}~".utf8.contains(self) }
}
