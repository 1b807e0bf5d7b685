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
