import Domain

/// The time until a deadline, as of the moment the page was made.
struct TimeLeft {
    var now: Instant
    var deadline: Instant

    var isOver: Bool { now >= deadline }
    private var minutes: Int { (deadline.milliseconds - now.milliseconds) / 60_000 }

    /// 「12分」, 「3時間20分」, 「2日と4時間」; rounded down, so that nobody is promised time that is not there.
    var words: String {
        switch minutes {
        case ..<1: "1分未満"
        case ..<60: "\(minutes)分"
        case ..<1_440: "\(minutes / 60)時間\(minutes % 60 == 0 ? "" : "\(minutes % 60)分")"
        default: "\(minutes / 1_440)日\(minutes / 60 % 24 == 0 ? "" : "と\(minutes / 60 % 24)時間")"
        }
    }

    /// The number large, its units small: 「あと 12分」.
    var figure: HTML {
        switch minutes {
        case ..<1: "<small>あと</small> 1<small>分未満</small>"
        case ..<60: "<small>あと</small> \(minutes)<small>分</small>"
        case ..<1_440: "<small>あと</small> \(minutes / 60)<small>時間\(minutes % 60)分</small>"
        default: "<small>あと</small> \(minutes / 1_440)<small>日</small>"
        }
    }

    /// 「今日 13:00」, 「明日 13:00」, 「1月27日(水) 13:00」.
    var deadlineWords: String {
        switch deadline.day.number - now.day.number {
        case 0: "今日 \(deadline.time.words)"
        case 1: "明日 \(deadline.time.words)"
        default: deadline.words
        }
    }
}
