/// How the people of an ID are told of it (R4).
public enum NotificationWay: String, Sendable, CaseIterable {
    case mail, letter
    /// Reports through an association: has an ID, and no password until it reports itself.
    case nobody

    /// As pages name it.
    public var label: String {
        switch self {
        case .mail: "メール"
        case .letter: "手紙"
        case .nobody: "知らせない（団体が報告）"
        }
    }
}

/// Where an ID stands, from its issue on (R4). An institution without an ID is 「未発行」: it has no `AccountLife`.
public struct AccountLife: Sendable, Equatable {
    public var notifyBy: NotificationWay
    public var issuedAt: Instant
    public var notifiedAt: Instant?
    public var notifiedBy: NotificationWay?
    public var bouncedAt: Instant?
    public var activatedAt: Instant?
    /// Put to rest by the help desk or the administrator.
    public var restedAt: Instant?
    public var lastSignInAt: Instant?

    /// Since when it can be used (R25): told of, or the first password set, whichever came first; nil while it cannot.
    public var usableSince: Instant? {
        [bouncedAt == nil ? notifiedAt : nil, activatedAt].compactMap(\.self).min()
    }

    public init(
        notifyBy: NotificationWay, issuedAt: Instant, notifiedAt: Instant? = nil, notifiedBy: NotificationWay? = nil,
        bouncedAt: Instant? = nil, activatedAt: Instant? = nil, restedAt: Instant? = nil, lastSignInAt: Instant? = nil
    ) {
        self.notifyBy = notifyBy
        self.issuedAt = issuedAt
        self.notifiedAt = notifiedAt
        self.notifiedBy = notifiedBy
        self.bouncedAt = bouncedAt
        self.activatedAt = activatedAt
        self.restedAt = restedAt
        self.lastSignInAt = lastSignInAt
    }

    public enum State: String, Sendable, CaseIterable {
        case issued, notified, bounced, activated, resting

        /// As pages name it.
        public var label: String {
            switch self {
            case .issued: "発行済み"
            case .notified: "通知済み"
            case .bounced: "不達"
            case .activated: "利用中"
            case .resting: "休止中"
            }
        }
    }

    public var state: State {
        if restedAt != nil { return .resting }
        if activatedAt != nil { return .activated }
        if let bouncedAt, bouncedAt >= notifiedAt ?? bouncedAt { return .bounced }
        return notifiedAt == nil ? .issued : .notified
    }
}
