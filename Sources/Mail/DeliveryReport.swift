/// A mail in which a server tells what became of another mail (RFC 3464).
///
/// Anybody can write one. Believe it only about a mail that was really sent: `returnedID` (or `envelopeID`) must be that of
/// a mail to one of `recipients`.
public struct DeliveryReport: Sendable, Equatable {
    /// What a server says of the delivery to one recipient.
    public enum Action: String, Sendable {
        case failed, delayed, delivered, relayed, expanded
        /// Something else, or nothing.
        case other
    }

    /// One recipient of the mail, and what became of it there.
    public struct Recipient: Sendable, Equatable {
        /// The address where the delivery ended; forwarding may have changed it.
        public let address: String
        /// The address that we named, where the report tells.
        public let originalAddress: String?
        public let action: Action
        /// Such as `5.1.1`: 5 for ever, 4 for now, 2 delivered.
        public let status: String?
        /// What the other server answered, as it stands.
        public let diagnostic: String?

        public init(
            address: String, originalAddress: String?, action: Action, status: String?, diagnostic: String?
        ) {
            self.address = address
            self.originalAddress = originalAddress
            self.action = action
            self.status = status
            self.diagnostic = diagnostic
        }

        /// The mailbox gets nothing and never will: failed, and not for a passing reason.
        public var isLost: Bool { action == .failed && status?.hasPrefix("4") != true }
    }

    /// The ENVID that was given with the mail.
    public let envelopeID: String?
    /// The Message-ID of the mail that the report is about, without brackets.
    public let returnedID: String?
    public let recipients: [Recipient]

    public init(envelopeID: String?, returnedID: String?, recipients: [Recipient]) {
        self.envelopeID = envelopeID
        self.returnedID = returnedID
        self.recipients = recipients
    }

    /// Reads a mail; nil when it is no report. Takes any bytes. A report that a person forwarded is none.
    public static func read(_ bytes: [UInt8]) -> DeliveryReport? {
        let mail = MIMEPart(bytes[...])
        let parts = leaves(of: mail, depth: 0)
        let groups = parts.filter { statusTypes.contains($0.type) }.flatMap { MIMEPart.groups($0.decoded[...]) }
        let recipients = groups.compactMap(recipient)
        if !recipients.isEmpty {
            let envelope = groups.lazy.compactMap { value("original-envelope-id", in: $0) }.first
            return DeliveryReport(
                envelopeID: envelope, returnedID: returnedID(parts) ?? answered(mail), recipients: recipients)
        }
        guard let failed = mail["x-failed-recipients"].map(addresses), !failed.isEmpty else { return nil }
        return DeliveryReport(
            envelopeID: nil, returnedID: returnedID(parts) ?? answered(mail) ?? quotedID(mail), recipients: failed)
    }

    private static let statusTypes: Set = ["message/delivery-status", "message/global-delivery-status"]
    private static let returnedTypes: Set = [
        "message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers",
    ]

    /// A mail inside a mail is a leaf: what it says is not what this mail says.
    private static func leaves(of part: MIMEPart, depth: Int) -> [MIMEPart] {
        let parts = depth < 5 ? part.parts : []
        return parts.isEmpty ? [part] : parts.flatMap { leaves(of: $0, depth: depth + 1) }
    }

    private static func recipient(_ fields: [MIMEField]) -> Recipient? {
        let original = value("original-recipient", in: fields).map(address)
        guard let address = value("final-recipient", in: fields).map(address) ?? original, !address.isEmpty else {
            return nil
        }
        let word = value("action", in: fields)?.lowercased().prefix { $0.isLetter }
        return Recipient(
            address: address, originalAddress: original,
            action: word.flatMap { Action(rawValue: String($0)) } ?? .other,
            status: value("status", in: fields).flatMap(status),
            diagnostic: value("diagnostic-code", in: fields).map { typed($0) })
    }

    private static func value(_ name: String, in fields: [MIMEField]) -> String? {
        fields.first { $0.name == name && !$0.value.isEmpty }?.value
    }

    /// `rfc822; a@b.jp` without its type.
    private static func typed(_ value: String) -> String {
        let halves = value.split(separator: ";", maxSplits: 1)
        guard halves.count == 2, halves[0].split(separator: " ").count == 1 else { return value }
        return String(halves[1].drop { $0 == " " || $0 == "\t" })
    }

    private static func address(_ value: String) -> String {
        String(typed(value).filter { $0 != "<" && $0 != ">" }.prefix { $0 != " " && $0 != "(" })
    }

    private static func status(_ value: String) -> String? {
        value.firstMatch(of: #/\b[245]\.\d{1,3}\.\d{1,3}\b/#).map { String($0.output) }
    }

    private static func returnedID(_ parts: [MIMEPart]) -> String? {
        parts.lazy.filter { returnedTypes.contains($0.type) }
            .compactMap { MIMEPart($0.decoded[...])["message-id"].flatMap(bare) }.first
    }

    /// A report is an answer to the mail, and some say only this.
    private static func answered(_ mail: MIMEPart) -> String? {
        (mail["in-reply-to"] ?? mail["references"]).flatMap(bare)
    }

    /// Old reports copy the mail into their text.
    private static func quotedID(_ mail: MIMEPart) -> String? {
        var lines = MIMELines(mail.decoded[...])
        while let line = lines.next() {
            if let field = MIMEField(line), field.name == "message-id", let id = bare(field.value) { return id }
        }
        return nil
    }

    private static func bare(_ id: String) -> String? {
        let inside = id.drop { $0 == "<" || $0 == " " }.prefix { $0 != ">" && $0 != " " }
        return inside.isEmpty ? nil : String(inside)
    }

    /// Exim's own header, which also names those it gave up.
    private static func addresses(_ value: String) -> [Recipient] {
        value.split(separator: ",").prefix(100).map { address(String($0).trimmingPrefix(" ").description) }
            .filter { !$0.isEmpty }
            .map { Recipient(address: $0, originalAddress: nil, action: .failed, status: nil, diagnostic: nil) }
    }
}
