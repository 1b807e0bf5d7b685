/// What the help desk wants of a window: a new one, or another state of one that is coming or running (R1 R10 R21).
public struct MaintenancePlan: Sendable, Equatable {
    public let startsAt: Instant
    public let endsAt: Instant
    public let announcedFrom: Instant
    public let reason: String
    /// A notice to everybody, by mail as well.
    public let byMail: Bool

    public init(startsAt: Instant, endsAt: Instant, announcedFrom: Instant, reason: String, byMail: Bool = false) {
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.announcedFrom = announcedFrom
        self.reason = reason
        self.byMail = byMail
    }

    /// The state that it makes of the window with a key.
    public func window(_ id: String) -> MaintenanceWindow {
        MaintenanceWindow(
            id: id, startsAt: startsAt, endsAt: endsAt, announcedFrom: announcedFrom, reason: reason)
    }
}

/// A window as it was typed, field by field.
public struct TypedMaintenance: Sendable, Equatable {
    /// It begins at once, whatever stands in `from`.
    public var startsNow: Bool
    /// `2021-01-20T22:00`, as browsers send it.
    public var from: String
    public var until: String
    /// Empty: from now on, or as before.
    public var announcedFrom: String
    public var reason: String
    public var byMail: Bool

    public init(
        startsNow: Bool = false, from: String = "", until: String = "", announcedFrom: String = "",
        reason: String = "", byMail: Bool = false
    ) {
        self.startsNow = startsNow
        self.from = from
        self.until = until
        self.announcedFrom = announcedFrom
        self.reason = reason
        self.byMail = byMail
    }

    /// As a window stands, to be changed.
    public init(_ window: MaintenanceWindow) {
        self.init(
            from: window.startsAt.wallText, until: window.endsAt.wallText,
            announcedFrom: window.announcedFrom.wallText, reason: window.reason)
    }

    /// The names of its fields.
    public enum Field: String, Sendable, CaseIterable {
        case startsNow, from, until, announcedFrom, reason, byMail

        public var label: String {
            switch self {
            case .startsNow: "いますぐはじめる"
            case .from: "はじまり"
            case .until: "おわり"
            case .announcedFrom: "知らせはじめる日時"
            case .reason: "理由"
            case .byMail: "メール"
            }
        }
    }
}
