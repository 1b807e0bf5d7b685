import Domain

/// Which of an area's institutions are listed.
public enum FilingsFilter: String, Sendable, CaseIterable {
    case all, missing, onTime, late, closed, other

    /// As in the address; nothing for all.
    var query: [(name: String, value: String)] { self == .all ? [] : [("state", rawValue)] }

    var words: String {
        switch self {
        case .all: "すべて"
        case .missing: "未報告"
        case .onTime: "期限内"
        case .late: "締切後"
        case .closed: "休診"
        case .other: "ほか(引き継ぎ・対象外)"
        }
    }

    /// Whether a duty belongs here. Every institution is in `all` and in exactly one of the others.
    func holds(_ duty: Duty) -> Bool { self == .all || self == FilingsFilter(of: duty) }

    private init(of duty: Duty) {
        switch duty.state {
        case .reported(_, let onTime) where duty.isExpected: self = onTime ? .onTime : .late
        case .due, .extended, .missing, .overdue: self = .missing
        case .closed: self = .closed
        case .reported, .carriedOver, .notExpected, .notOpen: self = .other
        }
    }
}
