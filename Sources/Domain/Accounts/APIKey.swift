/// A key with which a program reports for an account (R43). What is typed into the program is shown once and kept by nobody.
public struct APIKey: Sendable, Hashable {
    /// Opaque.
    public let id: String
    /// As its owner calls the program.
    public let name: String
    /// The last characters of what was shown.
    public let hint: String
    public let createdAt: Instant
    /// Who made it, by key.
    public let createdBy: String
    /// The last day on which it is good; nil: until it is withdrawn.
    public let endsOn: Day?
    public let lastUsedAt: Instant?
    public let endedAt: Instant?
    /// Who withdrew it, by key; `product` where it ended by itself.
    public let endedBy: String?

    public init(
        id: String, name: String, hint: String, createdAt: Instant, createdBy: String, endsOn: Day? = nil,
        lastUsedAt: Instant? = nil, endedAt: Instant? = nil, endedBy: String? = nil
    ) {
        (self.id, self.name, self.hint, self.createdAt, self.createdBy) = (id, name, hint, createdAt, createdBy)
        (self.endsOn, self.lastUsedAt, self.endedAt, self.endedBy) = (endsOn, lastUsedAt, endedAt, endedBy)
    }

    public enum State: Sendable, Hashable {
        case good
        /// Its last day is over.
        case expired(since: Day)
        case ended(at: Instant)
    }

    public func state(on day: Day) -> State {
        if let endedAt { return .ended(at: endedAt) }
        if let endsOn, endsOn < day { return .expired(since: endsOn.adding(1)) }
        return .good
    }

    /// What every key begins with, so that one that lies about is known for what it is.
    public static let prefix = "gmis_"
    /// So many characters a name has at most.
    public static let nameLimit = 40
    /// So many good ones an account has at most.
    public static let mostGood = 20
    /// So many days ahead its last day may be.
    public static let mostDaysAhead = 3 * 366
    /// Its use is written down at most once in so many seconds.
    public static let noteUseAfterSeconds = 60

    /// Reads what somebody calls the program.
    public static func name(_ typed: String, field: String) throws(FieldProblem) -> String {
        let name = Typed.trimmed(typed)
        func problem(_ sentence: String) -> FieldProblem {
            FieldProblem(field: field, label: "キーの名前", sentence: sentence)
        }
        if name.isEmpty { throw problem("キーの名前を入力してください(例: 電子カルテ)。") }
        if name.contains("\n") { throw problem("キーの名前は1行で入力してください。") }
        if let objection = Typed.objection(to: name, limit: nameLimit) { throw problem("キーの名前は、\(objection)") }
        return name
    }

    /// Reads the last day; nothing typed: none.
    public static func endsOn(_ typed: String, field: String, today: Day) throws(FieldProblem) -> Day? {
        let text = Typed.trimmed(typed)
        guard !text.isEmpty else { return nil }
        func problem(_ sentence: String) -> FieldProblem {
            FieldProblem(field: field, label: "使える最後の日", sentence: sentence)
        }
        guard let day = Day(written: text) else {
            throw problem("使える最後の日は、「2021-09-30」のように日付で入力してください。決めないときは、空のままにしてください。")
        }
        guard day >= today else { throw problem("使える最後の日は、今日(\(today.words))か、それより後の日にしてください。") }
        guard day <= today.adding(mostDaysAhead) else { throw problem("使える最後の日は、3年以内の日にしてください。") }
        return day
    }
}
