/// 「これは当院の数値です」: an institution is shown the figures that its association sent, and says that they are its own. Kept beside
/// the revision as a co-signature.
public struct FiguresConfirmation: Sendable, Equatable {
    public let id: String
    /// Who asked, by key.
    public let association: String
    public let survey: String
    public let period: Day
    public let facility: Facility.ID
    /// Of the revision.
    public let number: Int
    /// Of the revision: what is confirmed.
    public let contentHash: String
    public let askedAt: Instant
    /// By the true clock.
    public let expiresAt: Instant
    public let confirmedAt: Instant?

    public init(
        id: String, association: String, survey: String, period: Day, facility: Facility.ID, number: Int,
        contentHash: String, askedAt: Instant, expiresAt: Instant, confirmedAt: Instant?
    ) {
        self.id = id
        self.association = association
        self.survey = survey
        self.period = period
        self.facility = facility
        self.number = number
        self.contentHash = contentHash
        self.askedAt = askedAt
        self.expiresAt = expiresAt
        self.confirmedAt = confirmedAt
    }

    /// A link is good for so long from sending on, in seconds: fourteen days.
    public static let seconds = 14 * 24 * 60 * 60

    /// How one stands that was asked.
    public enum State: Sendable, Equatable {
        case waiting(since: Instant)
        case confirmed(at: Instant)
        /// Nobody confirmed in time; may be asked again.
        case expired(since: Instant)
    }

    /// - Parameter now: by the true clock.
    public func state(at now: Instant) -> State {
        if let confirmedAt { return .confirmed(at: confirmedAt) }
        return now < expiresAt ? .waiting(since: askedAt) : .expired(since: askedAt)
    }
}

/// Why a link shows no figures to be confirmed.
public enum FiguresConfirmationFault: Error, Sendable, Equatable {
    case unknown
    case expired
    /// It was used already.
    case confirmed(at: Instant)
    /// The report was corrected or taken back since.
    case superseded

    /// What the person reads.
    public var sentence: String {
        switch self {
        case .unknown: "このリンクは使えません。メールのリンクが途中で切れていないか、ご確認ください。"
        case .expired: "このリンクの期限(14日間)が過ぎています。もう一度確認していただくときは、新しいメールをお送りします。"
        case .confirmed(let at): "この数値は、\(at.longWords)に確認していただいています。ありがとうございました。"
        case .superseded: "このあとに数値が訂正されたか、取り下げられました。新しい数値の確認をお願いするメールを、お待ちください。"
        }
    }
}

extension PeriodKind {
    /// 「1月19日(火)分」, 「1月20日(水)締切分」
    public func short(_ day: Day) -> String { self == .day ? "\(day.words)分" : words(day) }
}
