/// How long personal data are kept: after the periods they are blanked or removed. Reports, revisions, facts and the audit stay
/// without end.
public struct Keeping: Sendable, Equatable {
    /// What is erased; the word in the audit and on the command line.
    public enum Kind: String, Sendable, CaseIterable {
        case sessions, mails, letters, codes, contacts, colleagues, forms, sharedViews, identityChecks, devices,
            memberFiles, acts

        /// As the command names it.
        public var label: String {
            switch self {
            case .sessions: "ログインの記録"
            case .mails: "送ったメール"
            case .letters: "手紙"
            case .codes: "一度だけ使えるリンクとコード"
            case .contacts: "連絡先"
            case .colleagues: "同僚"
            case .forms: "保存した入力"
            case .sharedViews: "画面の共有"
            case .identityChecks: "本人確認の記録"
            case .devices: "使った機器"
            case .memberFiles: "会員の報告のファイル"
            case .acts: "送信の控え"
            }
        }

        /// Unless a setting says otherwise.
        public var defaultDays: Int {
            switch self {
            case .sessions, .acts: 30
            case .memberFiles: 1
            case .codes, .forms: 7
            case .mails, .letters, .contacts, .colleagues, .sharedViews, .identityChecks, .devices: 365
            }
        }
    }

    private var days: [Kind: Int]

    /// - Parameter days: where a kind has another period than its default; at least one day each.
    public init(days: [Kind: Int] = [:]) { self.days = days }

    /// How many days of 24 hours something of this kind is kept.
    public func days(_ kind: Kind) -> Int { max(1, days[kind] ?? kind.defaultDays) }

    /// What was over at this instant or before it has been kept long enough.
    public func end(of kind: Kind, at now: Instant) -> Instant { now.adding(seconds: -days(kind) * 24 * 60 * 60) }

    /// When the day's erasing begins.
    public static let time = TimeOfDay(milliseconds: (3 * 60 + 30) * 60_000)

    /// The newest start of a day's erasing that is not after `now`.
    public static func lastStart(before now: Instant) -> Instant {
        let today = Instant(now.day, time)
        return now < today ? Instant(now.day.adding(-1), time) : today
    }
}
