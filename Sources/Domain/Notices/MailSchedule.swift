/// When a mail that could not be sent is tried again (R14): after 1, 5, 15, 60, then every 180 minutes, for three days.
public enum MailSchedule {
    /// How long a sender has a mail for itself, in seconds: longer than any conversation with a mail server.
    public static let leaseSeconds = 5 * 60
    /// For how long it is tried, in seconds: three days from the first try.
    public static let givesUpAfterSeconds = 3 * 24 * 60 * 60

    private static let minutes = [1, 5, 15, 60, 180]

    /// The next try; nil when it is given up.
    ///
    /// - Parameter attempts: tries so far, from 1. Counted and not timed, so that a mail that was held for a week is tried as
    ///   long as any other.
    public static func next(afterAttempt attempts: Int, at now: Instant) -> Instant? {
        let past = (1..<max(1, attempts)).reduce(0) { $0 + wait(afterAttempt: $1) }
        let next = wait(afterAttempt: max(1, attempts))
        return past + next <= givesUpAfterSeconds ? now.adding(seconds: next) : nil
    }

    /// In seconds.
    private static func wait(afterAttempt attempt: Int) -> Int { minutes[min(attempt, minutes.count) - 1] * 60 }
}

/// Where a mail stands.
public enum MailState: String, Sendable, CaseIterable {
    case held, queued, sending, sent, failed, bounced, cancelled

    /// As pages name it.
    public var label: String {
        switch self {
        case .held: "保留中"
        case .queued: "送信待ち"
        case .sending: "送信中"
        case .sent: "送信済み"
        case .failed: "送れなかった"
        case .bounced: "不達"
        case .cancelled: "取りやめ"
        }
    }
}

/// What became of one try to send a mail.
public enum MailOutcome: Sendable, Equatable {
    /// The next server has taken it; its answer.
    case sent(answer: String)
    /// Not now, or it is not known whether it was taken: to be tried again.
    case notNow(String)
    /// The server will never take it for this address.
    case refused(String)
    /// It is not about this mail: no other would be taken either. Not counted as a try.
    case paused(String)
}

/// What came of something that somebody had to see to.
public enum WorkOutcome: String, Sendable, CaseIterable {
    case corrected, letter, phone, nothing

    /// As pages name it.
    public var label: String {
        switch self {
        case .corrected: "メールアドレスを直した"
        case .letter: "手紙で知らせることにした"
        case .phone: "電話で伝えた"
        case .nothing: "対応しない"
        }
    }
}
