/// A text of the help desk for all or some users, shown from an instant until another (R21). Once published it never changes:
/// another text is another notice, and the former one is ended.
public struct Notice: Sendable, Equatable {
    /// Opaque: `n-` and 24 hexadecimal digits.
    public let id: String
    public let text: NoticeText
    public let recordedAt: Instant
    /// Ended before its time.
    public let withdrawnAt: Instant?
    /// Every mail that it was to send is queued.
    public let mailedAt: Instant?

    public init(
        id: String, text: NoticeText, recordedAt: Instant, withdrawnAt: Instant? = nil, mailedAt: Instant? = nil
    ) {
        self.id = id
        self.text = text
        self.recordedAt = recordedAt
        self.withdrawnAt = withdrawnAt
        self.mailedAt = mailedAt
    }

    public enum State: Sendable { case coming, shown, past }

    /// Shown at its first instant, no longer at its last.
    public func state(at now: Instant) -> State {
        if withdrawnAt != nil || text.until <= now { return .past }
        return text.from <= now ? .shown : .coming
    }

    /// Whether somebody reads it.
    ///
    /// - Parameters:
    ///   - role: nil for who is not signed in.
    ///   - prefecture: in which they are; nil for none.
    public func isFor(_ role: Role?, in prefecture: Prefecture?) -> Bool {
        guard text.audience == .everybody || text.audience.rawValue == role?.key else { return false }
        return text.prefecture == nil || text.prefecture == prefecture
    }

    /// Whether a text can be a notice's key.
    public static func isId(_ text: String) -> Bool {
        let digits = text.utf8.dropFirst(2)
        return text.hasPrefix("n-") && digits.count == 24
            && digits.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }
}

/// What a notice says, to whom and when.
public struct NoticeText: Sendable, Equatable {
    public var title: String
    /// Plain text; a blank line parts paragraphs.
    public var body: String
    public var from: Instant
    public var until: Instant
    public var audience: Audience
    /// For people of this prefecture alone; nil for all.
    public var prefecture: Prefecture?
    public var byMail: Bool

    public init(
        title: String, body: String, from: Instant, until: Instant, audience: Audience, prefecture: Prefecture? = nil,
        byMail: Bool = false
    ) {
        self.title = title
        self.body = body
        self.from = from
        self.until = until
        self.audience = audience
        self.prefecture = prefecture
        self.byMail = byMail
    }

    /// Whom it is for; the words are those of roles.
    public enum Audience: String, Sendable, CaseIterable {
        /// Visitors who are not signed in included.
        case everybody
        case facility, association, prefecture, ministry, helpDesk

        /// As pages name it.
        public var label: String {
            switch self {
            case .everybody: "すべての方"
            case .facility: "医療機関"
            case .association: "とりまとめ団体"
            case .prefecture: "都道府県"
            case .ministry: "厚生労働省"
            case .helpDesk: "事務局"
            }
        }

        /// Whether there are such people in one prefecture and not in another.
        public var hasPrefecture: Bool {
            switch self {
            case .everybody, .facility, .association, .prefecture: true
            case .ministry, .helpDesk: false
            }
        }
    }

    /// 「石川県の医療機関」
    public var audienceWords: String {
        prefecture.map { "\($0.name)の\(audience.label)" } ?? audience.label
    }

    /// Characters of a title, and of a text.
    public static let longestTitle = 80
    public static let longestBody = 4_000
    /// How long a notice is shown where nothing else is said, in days.
    public static let usualDays = 14
}
