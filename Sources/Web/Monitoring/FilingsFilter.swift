import Domain

/// Which of an area's institutions are listed.
public enum FilingsFilter: String, Sendable, CaseIterable {
    case all, missing, extended, onTime, withinExtension, late, closed, other

    /// As in the address; nothing for all.
    var query: [(name: String, value: String)] { self == .all ? [] : [("state", rawValue)] }

    var words: String {
        switch self {
        case .all: "すべて"
        case .missing: "未報告"
        case .extended: "期限延長中"
        case .onTime: "期限内"
        case .withinExtension: "延長期限内"
        case .late: "締切後"
        case .closed: "休診"
        case .other: "ほか(引き継ぎ・対象外)"
        }
    }

    /// Whether a duty belongs here. Every institution is in `all` and in exactly one of the others.
    func holds(_ duty: Duty) -> Bool { self == .all || self == FilingsFilter(of: duty) }

    private init(of duty: Duty) {
        switch duty.state {
        case .reported where duty.isExpected: self.init(of: duty.punctuality)
        case .due, .missing, .overdue: self = .missing
        case .extended: self = .extended
        case .closed: self = .closed
        case .reported, .carriedOver, .notExpected, .notOpen: self = .other
        }
    }

    private init(of punctuality: Duty.Punctuality?) {
        switch punctuality {
        case .onTime: self = .onTime
        case .withinExtension: self = .withinExtension
        case .late, nil: self = .late
        }
    }
}
