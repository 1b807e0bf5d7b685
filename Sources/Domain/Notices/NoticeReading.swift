/// A notice as it was typed, field by field (R21).
public struct TypedNotice: Sendable, Equatable {
    public var title: String
    public var body: String
    /// `2021-01-20T12:55`, as browsers send it.
    public var from: String
    public var until: String
    public var audience: String
    /// A prefecture's code; empty for all.
    public var prefecture: String
    public var byMail: Bool

    public init(
        title: String = "", body: String = "", from: String = "", until: String = "", audience: String = "",
        prefecture: String = "", byMail: Bool = false
    ) {
        self.title = title
        self.body = body
        self.from = from
        self.until = until
        self.audience = audience
        self.prefecture = prefecture
        self.byMail = byMail
    }

    /// An empty one, from now on for the usual time.
    public init(at now: Instant) {
        self.init(
            from: now.wallText, until: Instant(now.day.adding(NoticeText.usualDays), now.time).wallText,
            audience: NoticeText.Audience.everybody.rawValue)
    }

    /// One that says the same as another.
    public init(_ text: NoticeText) {
        self.init(
            title: text.title, body: text.body, from: text.from.wallText, until: text.until.wallText,
            audience: text.audience.rawValue, prefecture: text.prefecture?.code ?? "", byMail: text.byMail)
    }

    /// The names of its fields.
    public enum Field: String, Sendable, CaseIterable {
        case title, body, from, until, audience, prefecture, byMail

        /// What the person reads as its name.
        public var label: String {
            switch self {
            case .title: "題名"
            case .body: "本文"
            case .from: "掲載のはじめ"
            case .until: "掲載のおわり"
            case .audience: "宛先"
            case .prefecture: "都道府県"
            case .byMail: "メール"
            }
        }
    }

    /// What it says.
    ///
    /// - Throws: `Problem.invalid` with everything that is to be put right.
    public func read(at now: Instant) throws(Problem) -> NoticeText {
        var problems: [FieldProblem] = []
        func refuse(_ field: Field, _ sentence: String) {
            problems.append(FieldProblem(field: field.rawValue, label: field.label, sentence: sentence))
        }
        let title = line(.title, title, NoticeText.longestTitle, refuse)
        let body = line(.body, body, NoticeText.longestBody, refuse)
        let from = instant(.from, from, refuse)
        let until = instant(.until, until, refuse)
        if let until, until <= max(now, from ?? now) {
            refuse(.until, "掲載のおわりは、掲載のはじめといまの時刻より後にしてください。")
        }
        let audience = NoticeText.Audience(rawValue: audience)
        if audience == nil { refuse(.audience, "宛先を選んでください。") }
        let place = prefecture.isEmpty ? nil : Prefecture(code: prefecture)
        if !prefecture.isEmpty, place == nil { refuse(.prefecture, "都道府県を一覧から選んでください。") }
        if place != nil, audience?.hasPrefecture == false {
            refuse(.prefecture, "この宛先では、都道府県を選べません。「すべて」にしてください。")
        }
        guard problems.isEmpty, let from, let until, let audience else { throw .invalid(problems) }
        return NoticeText(
            title: title, body: body, from: from, until: until, audience: audience, prefecture: place, byMail: byMail)
    }

    private func line(_ field: Field, _ typed: String, _ limit: Int, _ refuse: (Field, String) -> Void) -> String {
        let text = Typed.trimmed(typed)
        if text.isEmpty {
            refuse(field, "\(field.label)を入力してください。")
        } else if field == .title, text.utf8.contains(0x0A) || text.utf8.contains(0x0D) {
            refuse(field, "題名は1行で入力してください。")
        } else if let objection = Typed.objection(to: text, limit: limit) {
            refuse(field, objection)
        }
        return text
    }

    private func instant(_ field: Field, _ typed: String, _ refuse: (Field, String) -> Void) -> Instant? {
        guard let instant = Instant(wall: typed) else {
            refuse(field, "「2021-01-20T12:55」のように、日付と時刻を入力してください。")
            return nil
        }
        return instant
    }
}
