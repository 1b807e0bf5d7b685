import Domain

/// How an institution's report of one period stands, as pages show it.
extension Duty.State {
    var chip: Chip {
        switch self {
        case .notExpected(.notAsked): Chip(.notAsked, "お願いしていません")
        case .notExpected(.beforeStart): Chip(.notAsked, "開始前")
        case .notExpected(.ended): Chip(.off, "休止・廃止")
        case .notExpected(.closed), .closed: Chip(.off, "休診")
        case .notOpen: Chip(.notAsked, "入力開始前")
        case .due: Chip(.due, "これから")
        case .extended(let until?): Chip(.due, "期限延長 \(until.words)まで")
        case .extended(nil): Chip(.due, "期限延長")
        case .missing: Chip(.missing, "未報告")
        case .overdue: Chip(.missing, "未報告(\(Duty.overdueDays)日以上)")
        case .reported(1, let onTime): Chip(onTime ? .ok : .late, onTime ? "報告済" : "報告済(締切後)")
        case .reported(let revision, let onTime):
            Chip(onTime ? .ok : .late, "報告済 第\(revision)版\(onTime ? "" : "(締切後)")")
        case .carriedOver: .carriedOver
        }
    }
}

extension Duty {
    /// The state; what came within the institution's extension is not said to be late.
    var chip: Chip {
        guard punctuality == .withinExtension, case .reported(let revision, _) = state else { return state.chip }
        return Chip(.ok, revision == 1 ? "報告済(延長の期限内)" : "報告済 第\(revision)版(延長の期限内)")
    }
}

extension Chip {
    /// Brought in from a former system (R30).
    static let carriedOver = Chip(.changed, "旧システムから引き継ぎ")
}

/// What an institution reads about why it is asked (R59): never a duty, and after its designation alone.
struct CooperationWords {
    var isDesignated: Bool

    var sentence: String { Cooperation.words(isDesignated: isDesignated) }
}

extension PeriodKind {
    /// The heading of a period: 「1月19日(火)の報告」, 「1月20日(水)締切分」.
    /// With the year when it is not that of today.
    func title(of day: Day, in today: Day?) -> String {
        self == .day ? "\(day.words(in: today))の報告" : "\(day.words(in: today))締切分"
    }

    /// 「日」, 「週」
    var unit: String { self == .day ? "日" : "週" }
}
