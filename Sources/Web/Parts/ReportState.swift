import Domain

/// How far an institution's report of one period is, as pages show it.
public enum ReportState: Sendable, Equatable {
    /// Not reported, or withdrawn.
    case open
    case reported(revision: Int, onTime: Bool)
    case carriedOver
    /// Not asked of the institution on that day.
    case notAsked

    var isReported: Bool {
        switch self {
        case .reported, .carriedOver: true
        case .open, .notAsked: false
        }
    }

    var chip: HTML { chip(isOver: false) }

    /// `isOver`: the deadline has passed.
    func chip(isOver: Bool) -> HTML {
        switch self {
        case .open: isOver ? Chip(.missing, "未報告").html : Chip(.due, "これから").html
        case .reported(1, let onTime): Chip(onTime ? .ok : .late, onTime ? "報告済" : "報告済(締切後)").html
        case .reported(let revision, let onTime):
            Chip(onTime ? .ok : .late, "報告済 第\(revision)版\(onTime ? "" : "(締切後)")").html
        case .carriedOver: Chip(.changed, "旧システムから引き継ぎ").html
        case .notAsked: Chip(.notAsked, "お願いしていません").html
        }
    }
}

/// What an institution reads about why it is asked (R59): never a duty, and after its designation alone.
struct CooperationWords {
    var isDesignated: Bool

    var sentence: String {
        isDesignated
            ? "補助金を申請する診療・検査医療機関では、この入力が条件の一つになっています。ご協力をお願いします。"
            : "この報告は任意です。地域の医療を支えるために使います。ご協力をお願いします。"
    }
}

extension PeriodKind {
    /// The heading of a period: 「1月19日(火)の実績」, 「1月20日(水)締切分」.
    func title(of day: Day) -> String { self == .day ? "\(words(day))の報告" : words(day) }
}
