/// What a reminder tells one ID: its periods, all surveys in one mail (R59).
public struct Reminder: Sendable {
    public enum Kind: Sendable, Hashable {
        case before(Instant)
        case overdue
        case weekly
    }

    /// One survey's period.
    public struct Entry: Sendable {
        public let form: Form
        public let period: Day
        public let deadline: Instant
        /// Of an association: whose report is not there, by name; empty for an institution's own.
        public var members: [String]

        public init(form: Form, period: Day, deadline: Instant, members: [String] = []) {
            (self.form, self.period, self.deadline, self.members) = (form, period, deadline, members)
        }
    }

    public let kind: Kind
    /// The newest first.
    public let entries: [Entry]
    /// nil for an association.
    public let isDesignated: Bool?

    public init(_ kind: Kind, _ entries: [Entry], isDesignated: Bool?) {
        (self.kind, self.entries, self.isDesignated) = (kind, entries, isDesignated)
    }

    /// So many periods stand in one mail, and so many members at each.
    public static let (mostEntries, mostMembers) = (10, 10)
}

extension MailDraft {
    /// - Parameter day: on which it is written; days of other years say theirs.
    public static func reminder(_ reminder: Reminder, for account: Account, on day: Day, to address: String)
        -> MailDraft
    {
        MailDraft(
            purpose: .reminder, address: address, subject: "【G-MIS事務局】\(reminder.subject(on: day))",
            body: """
                \(account.name) ご担当者様

                \(reminder.lead(on: day))

                \(reminder.list(on: day))

                リンクを開くと、ログインのあと、その画面へ進みます。締切を過ぎても報告・訂正ができます。行き違いで報告がお済みのときは、そのままで結構です。

                \(reminder.isDesignated.map { Cooperation.words(isDesignated: $0) } ?? "ご協力をお願いします。")

                このお知らせがご不要のときは、次のリンクから止められます。ログインは要りません。

                \(linkMark)

                お知らせの種類と時刻は、ログインして「登録内容」の「リマインダー」で変えられます。
                """, code: Code(.stopReminders, seconds: ReminderSetting.stopSeconds))
    }
}

extension Reminder {
    fileprivate func subject(on day: Day) -> String {
        switch kind {
        case .before(let deadline): "\(deadline.words(in: day))が締切の報告のご案内"
        case .overdue: "まだ報告のない\(unit)のご案内（\(span(on: day))）"
        case .weekly: "今週のまとめ　まだ報告のない\(unit)（\(span(on: day))）"
        }
    }

    private var unit: String { entries.allSatisfy { $0.form.period == .week } ? "週" : "日" }

    /// 「1月18日(月)」, 「1月18日(月)ほか2件」
    private func span(on day: Day) -> String {
        guard let first = entries.first else { return "" }
        let words = first.period.words(in: day)
        return entries.count > 1 ? "\(words)ほか\(entries.count - 1)件" : words
    }

    fileprivate func lead(on day: Day) -> String {
        let members = isDesignated == nil ? "会員の" : ""
        return switch kind {
        case .before(let deadline): "\(deadline.words(in: day))が締切の\(members)報告が、まだ届いていません。"
        case .overdue: "締切を過ぎて、まだ届いていない\(members)報告があります。"
        case .weekly: "この\(ReminderRule.daysBack / 7)週間の\(members)報告のうち、まだ届いていないものをお知らせします。"
        }
    }

    fileprivate func list(on day: Day) -> String {
        var pieces = entries.prefix(Self.mostEntries).map { $0.lines(in: day) }
        let daily = entries.filter { $0.form.period == .day }
        if case .before(let deadline) = kind, isDesignated != nil, daily.count > 1 {
            pieces.append("1つの画面でまとめて報告するときは、こちらです。\n\(MailPlace.together(deadline.day).mark)")
        }
        if entries.count > Self.mostEntries {
            pieces.append("ほかに\(entries.count - Self.mostEntries)件あります。ホームでご覧いただけます。\n\(MailPlace.home.mark)")
        }
        return pieces.joined(separator: "\n\n")
    }
}

extension Reminder.Entry {
    /// What, until when, of whom, and the address of its form.
    fileprivate func lines(in today: Day) -> String {
        let what = form.period == .day ? "\(period.words(in: today))の報告" : form.period.words(period)
        var lines = ["・\(what)　\(form.title)（締切 \(deadline.words(in: today))）"]
        if !members.isEmpty {
            let named = members.prefix(Reminder.mostMembers).map(Self.oneLine).joined(separator: "、")
            let rest = members.count - Reminder.mostMembers
            lines.append("　まだの会員 \(members.count)件: \(named)\(rest > 0 ? "、ほか\(rest)件" : "")")
        }
        let place =
            members.isEmpty
            ? MailPlace.reportForm(survey: form.survey, period) : .members(survey: form.survey, period)
        return (lines + [place.mark]).joined(separator: "\n")
    }

    /// A name is never a line of its own, which could be one of ours.
    private static func oneLine(_ name: String) -> String { String(name.map { $0.isNewline ? " " : $0 }) }
}
