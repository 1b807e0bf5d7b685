/// Where an institution stands in its life (R13 R28); a dated fact. Without one it is open.
public enum FacilityLife: Sendable, Hashable {
    case open
    /// 休止: nothing is asked of it until it is back.
    case resting
    case closed
    case merged(into: Facility.ID)

    /// The word in the database and on the command line.
    public var key: String {
        switch self {
        case .open: "open"
        case .resting: "resting"
        case .closed: "closed"
        case .merged: "merged"
        }
    }

    public init?(key: String, into other: Facility.ID?) {
        switch (key, other) {
        case ("open", nil): self = .open
        case ("resting", nil): self = .resting
        case ("closed", nil): self = .closed
        case ("merged", let other?): self = .merged(into: other)
        default: return nil
        }
    }

    /// Closed or merged: it will not be back.
    public var isEnded: Bool {
        switch self {
        case .open, .resting: false
        case .closed, .merged: true
        }
    }

    /// After its end an institution's people can still sign in for so many days, to complete and to download.
    public static let daysToComplete = 90
}

/// Who reports for an institution (報告主体); a dated fact. Without one it does so itself.
public enum ReportingParty: Sendable, Hashable {
    case itself
    /// By the association's key.
    case association(String)
}

/// Whether an institution's people may sign in on a day (R22 R28).
public enum SignInStanding: Sendable, Equatable {
    case allowed
    /// An association reports since that day: the ID is at rest.
    case atRest(association: String, since: Day)
    /// It ended on that day, longer ago than `FacilityLife.daysToComplete`.
    case ended(since: Day)

    public init(
        life: (value: FacilityLife, since: Day)?, party: (value: ReportingParty, since: Day)?,
        associationName: String, on day: Day
    ) {
        if let life, life.value.isEnded,
            life.since.adding(FacilityLife.daysToComplete) <= day
        {
            self = .ended(since: life.since)
        } else if let party, case .association = party.value {
            self = .atRest(association: associationName, since: party.since)
        } else {
            self = .allowed
        }
    }

    /// What the person reads who gave the right password; nil where nothing stands in the way.
    public var sentence: String? {
        switch self {
        case .allowed: nil
        case .atRest(let association, let since):
            "このIDは休止中です。\(since.longWords)から、\(association)がまとめて報告しています。"
                + "報告のしかたを変えるときは、都道府県にご相談ください。"
        case .ended(let since):
            "この医療機関は\(since.longWords)に廃止または統合されたため、ログインできません。ご用のときは事務局にお電話ください。"
        }
    }
}
