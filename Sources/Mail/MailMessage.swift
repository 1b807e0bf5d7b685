import Foundation

/// Who a mail is from or to: an address, and the name that mail programs show beside it.
public struct MailParty: Sendable, Equatable {
    /// Shown beside the address; nil shows the address alone. Any text: line ends become blanks.
    public let name: String?
    public let address: MailAddress

    public init(_ address: MailAddress, name: String? = nil) {
        self.name = name
        self.address = address
    }
}

/// One mail to one recipient, so that nobody learns who else was written to.
///
/// No text given here can add a header or a recipient: line ends and control characters in names and subject become
/// blanks, header values are refused (`MailHeader`), and bodies are encoded.
public struct MailMessage: Sendable, Equatable {
    public var from: MailParty
    public var to: MailParty
    /// Where answers go, when not to `from`.
    public var replyTo: MailParty?
    public var subject: String
    /// The body in plain text; lines end as they please.
    public var text: String
    /// The same in HTML, for programs that prefer it.
    public var html: String?
    /// The Message-ID without its angle brackets; delivery reports quote it. `MailMessage.id(_:at:)` makes one.
    public var id: String
    /// The instant in the Date header; written in seconds of UTC.
    public var date: Date
    /// Headers besides those of the fields above.
    public var headers: [MailHeader]
    /// Where the servers send delivery reports (the envelope's sender); nil for the address in `from`.
    public var returnPath: MailAddress?

    public init(
        from: MailParty, to: MailParty, replyTo: MailParty? = nil, subject: String, text: String, html: String? = nil,
        id: String, date: Date, headers: [MailHeader] = [], returnPath: MailAddress? = nil
    ) {
        self.from = from
        self.to = to
        self.replyTo = replyTo
        self.subject = subject
        self.text = text
        self.html = html
        self.id = id
        self.date = date
        self.headers = headers
        self.returnPath = returnPath
    }

    /// The envelope's sender: the return path, else the author.
    public var sender: MailAddress { returnPath ?? from.address }

    /// A Message-ID: a token that is unique in the domain, at the domain. Signs that do not belong there are left out.
    public static func id(_ token: String, at domain: String) -> String { "\(atoms(token))@\(atoms(domain))" }

    static func atoms(_ text: some StringProtocol) -> String {
        String(decoding: text.utf8.filter { $0.isAtomText || $0 == UInt8(ascii: ".") }, as: UTF8.self)
    }
}
