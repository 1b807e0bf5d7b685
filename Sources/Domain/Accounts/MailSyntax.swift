/// Whether a text can be a mail address that people and servers take: one `@`, ASCII, a domain with a dot, no blanks. The one
/// such check of the product; what is sent must be taken by `MailAddress` of the room Mail as well, and a test compares the two.
public enum MailSyntax {
    /// Characters of an address, at most (RFC 5321).
    public static let longest = 254

    /// An address as people type it, in half width and without blanks around it; its case stays.
    public static func halfWidth(_ typed: String) -> String { Typed.trimmed(Typed.halfWidth(typed)) }

    public static func isAddress(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard text.utf8.count <= longest, parts.count == 2, (1...64).contains(parts[0].count) else { return false }
        return isLocal(parts[0]) && isDomain(parts[1])
    }

    private static func isLocal(_ part: Substring.UTF8View.SubSequence) -> Bool {
        let atoms = part.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        // Mobile carriers once gave out addresses with dots in any place; they are in use.
        return atoms.contains { !$0.isEmpty }
            && part.allSatisfy { isAlphanumeric($0) || ".!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
    }

    private static func isDomain(_ part: Substring.UTF8View.SubSequence) -> Bool {
        let labels = part.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        // Digits alone at the end are an IP number.
        guard labels.count >= 2, let last = labels.last, last.contains(where: { !(48...57).contains($0) }) else {
            return false
        }
        return labels.allSatisfy { label in
            (1...63).contains(label.count) && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
                && label.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
        }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122: true
        default: false
        }
    }
}
