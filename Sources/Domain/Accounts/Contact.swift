/// Whom to reach for an ID: the person in charge, mail and phone; each may be empty (R28).
public struct Contact: Sendable, Hashable {
    public var name: String
    public var mail: String
    public var phone: String

    public init(name: String = "", mail: String = "", phone: String = "") {
        self.name = name
        self.mail = mail
        self.phone = phone
    }

    /// Where mail addresses are compared: case does not tell two apart.
    public static func key(ofMail mail: String) -> String { mail.lowercased() }

    /// Where phone numbers are compared and searched: their digits, half width.
    public static func key(ofPhone phone: String) -> String {
        String(Account.key(of: phone).unicodeScalars.filter { ("0"..."9").contains($0) }.map(Character.init))
    }

    /// One version of it, as it was told.
    public struct Version: Sendable, Equatable {
        /// 1, 2, … for the ID.
        public let number: Int
        public let contact: Contact
        /// Why it was corrected, where somebody else did it; otherwise empty.
        public let reason: String
        public let recordedAt: Instant
        /// By key.
        public let recordedBy: String
        /// Blanked since its time was over.
        public let isErased: Bool

        public init(
            number: Int, contact: Contact, reason: String, recordedAt: Instant, recordedBy: String, isErased: Bool
        ) {
            self.number = number
            self.contact = contact
            self.reason = reason
            self.recordedAt = recordedAt
            self.recordedBy = recordedBy
            self.isErased = isErased
        }
    }
}
