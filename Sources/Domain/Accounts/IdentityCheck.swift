/// What the help desk asked and found right before it helped somebody (R12 R15).
public struct IdentityCheck: Sendable, Equatable {
    /// By which way somebody asked.
    public enum Way: String, Sendable, CaseIterable {
        case phone, mail

        /// As pages name it.
        public var label: String { self == .phone ? "電話" : "メール" }
    }

    /// What was asked for.
    public enum Part: String, Sendable, CaseIterable {
        case name, loginId, facilityCode, address

        /// As pages name it.
        public var label: String {
            switch self {
            case .name: "名前"
            case .loginId: "ログインID"
            case .facilityCode: "医療機関コード"
            case .address: "所在地"
            }
        }

        /// At the tick.
        public var heard: String { "\(label)を聞いた" }
    }

    public let way: Way
    /// In the order of `Part`.
    public let parts: [Part]

    /// - Parameter needed: what the procedure asks for.
    /// - Throws: what is missing, at the field `checked`.
    public init(_ way: Way, heard: Set<Part>, needed: [Part]) throws(FieldProblem) {
        let missing = needed.filter { !heard.contains($0) }
        guard missing.isEmpty else {
            let words = missing.map { "「\($0.heard)」" }.joined(separator: "と")
            throw FieldProblem(
                field: "checked", label: "本人の確認", sentence: "本人の確認が済んでいません。聞いてから、\(words)に印をつけてください。")
        }
        self.way = way
        parts = Part.allCases.filter(heard.contains)
    }

    private init(call way: Way) { (self.way, parts) = (way, []) }

    /// A call about which nothing was done, and nobody had to be known.
    public static func none(_ way: Way) -> IdentityCheck { IdentityCheck(call: way) }
}

/// What the help desk does for somebody after the check; the word in the database.
public enum Procedure: String, Sendable, CaseIterable {
    case reset, resendId, letter, tellId, mailId, contact, rest, wake, removeFactor

    /// What happened, as the record has it.
    public var words: String {
        switch self {
        case .reset: "パスワード再設定メールを送った"
        case .resendId: "IDのお知らせメールをもう一度送った"
        case .letter: "IDの手紙を次の発送分に加えた"
        case .tellId: "ログインIDを口頭で伝えた"
        case .mailId: "ログインIDをメールで送った"
        case .contact: "連絡先を直した"
        case .rest: "IDを止めた"
        case .wake: "IDをまた使えるようにした"
        case .removeFactor: "2段階認証を外した"
        }
    }

    /// What has to be heard; whoever lost the ID cannot name it.
    ///
    /// - Parameter hasFacilityCode: the code can be asked for.
    public func needed(hasFacilityCode: Bool) -> [IdentityCheck.Part] {
        switch self {
        case .tellId, .mailId: hasFacilityCode ? [.name, .facilityCode, .address] : [.name, .address]
        case .reset, .resendId, .letter, .contact, .rest, .wake, .removeFactor: [.name, .loginId]
        }
    }
}

/// Why an ID is put to rest.
public enum RestReason: String, Sendable, CaseIterable {
    case asked, closed, misuse, other

    /// As pages name it.
    public var label: String {
        switch self {
        case .asked: "本人の依頼"
        case .closed: "閉院・廃止"
        case .misuse: "不正な利用の疑い"
        case .other: "そのほか"
        }
    }
}

/// What somebody called about (電話の用件).
public enum CallKind: String, Sendable, CaseIterable {
    case password, loginId, entry, other

    /// As pages name it.
    public var label: String {
        switch self {
        case .password: "パスワード"
        case .loginId: "ID"
        case .entry: "入力のしかた"
        case .other: "そのほか"
        }
    }
}
