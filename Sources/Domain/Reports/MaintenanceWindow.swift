/// メンテナンス: a span of time, planned by the help desk, in which no report can be entered or corrected (R1 R10). Reading goes on.
public struct MaintenanceWindow: Sendable, Hashable {
    /// Opaque: `w-` and 24 hexadecimal digits.
    public let id: String
    /// The first instant without entry.
    public let startsAt: Instant
    /// The first instant at which entry is possible again.
    public let endsAt: Instant
    /// Announced on every page from then on.
    public let announcedFrom: Instant
    /// What visitors read.
    public let reason: String
    public let isCancelled: Bool

    public init(
        id: String, startsAt: Instant, endsAt: Instant, announcedFrom: Instant, reason: String,
        isCancelled: Bool = false
    ) {
        self.id = id
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.announcedFrom = announcedFrom
        self.reason = reason
        self.isCancelled = isCancelled
    }

    /// Nothing can be entered then: from its first instant up to, not including, its end.
    public func covers(_ instant: Instant) -> Bool { !isCancelled && startsAt <= instant && instant < endsAt }

    /// 「1月20日(水) 22:00から1月21日(木) 6:00まで」
    public var words: String { "\(startsAt.words)から\(endsAt.words)まで" }
}
