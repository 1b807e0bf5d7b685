/// A link in a mail or a code in a letter that works once and expires (R14). What it is good for, and for whom.
public struct OneTimeCode: Sendable, Equatable {
    public enum Purpose: String, Sendable {
        /// Sets the first password or another one.
        case password
        /// Shows that a mail address is the owner's.
        case confirmMail
        /// Shows an institution the figures that its association sent; kept apart from those of accounts.
        case confirmFigures
        /// Ends an ID's reminders; kept apart too, and good more than once.
        case stopReminders
    }

    public enum Way: String, Sendable { case mail, letter }

    public let account: String
    /// One of the ID's people; nil for the ID itself.
    public let colleague: String?
    public let purpose: Purpose
    public let way: Way
    /// The address to confirm; otherwise empty.
    public let payload: String
    public let expiresAt: Instant

    public init(
        account: String, colleague: String? = nil, purpose: Purpose, way: Way, payload: String = "", expiresAt: Instant
    ) {
        self.account = account
        self.colleague = colleague
        self.purpose = purpose
        self.way = way
        self.payload = payload
        self.expiresAt = expiresAt
    }

    /// A link for a new password is good for so long, in seconds: a day.
    public static let resetSeconds = 24 * 60 * 60
    /// A link that tells of a new ID, in seconds: fourteen days.
    public static let firstSeconds = 14 * 24 * 60 * 60
    /// A letter's code, in seconds: thirty days.
    public static let letterSeconds = 30 * 24 * 60 * 60
    /// A link that confirms an address, in seconds: a day.
    public static let confirmSeconds = 24 * 60 * 60
}

/// What is wrong with a link or code that somebody brings.
public enum OneTimeCodeFault: String, Sendable {
    case unknown, used, expired, cancelled

    /// What the person reads.
    public var sentence: String {
        switch self {
        case .unknown: "このリンクは使えません。メールのリンクが途中で切れていないか、ご確認ください。"
        case .used: "このリンクはもう使われています。リンクは一度だけ使えます。"
        case .expired: "このリンクの期限が過ぎています。"
        case .cancelled: "このリンクは使えません。あとから新しいものが送られています。"
        }
    }
}
