/// Everything that can go wrong by a person's doing, by name. `Web/Middleware` alone turns it into status codes and pages,
/// `App` into an exit code and two lines of text. Anything that is not a `Problem` is a bug.
public enum Problem: Error, Sendable, Equatable {
    /// There is no such thing, or the asker may not know that there is.
    case notFound
    /// Nobody is signed in, or the session has ended.
    case signInNeeded
    /// ID and password do not belong together. The same for an unknown ID.
    case signInRefused
    /// Too many wrong tries to sign in; from this instant on the next one is taken (R14).
    case tooManyTries(until: Instant)
    /// The institution reports through an association, or is no more: why, since when and whom to ask (R22 R28).
    case idAtRest(String)
    /// The form was not sent from one of our pages, or the page is from an ended session.
    case staleForm
    /// What was sent cannot be used; one entry a field.
    case invalid([FieldProblem])
    /// Somebody stored a newer revision in between.
    case changedMeanwhile(currentRevision: Int)
    /// The report of that day is shown and published, not corrected (R8).
    case closedToCorrection(reason: String)
    /// 計画メンテナンス: nothing can be entered or corrected until it ends (R10).
    case inMaintenance(MaintenanceWindow)
    /// There is no report that could be taken back (R26).
    case nothingToWithdraw(reason: String)
    /// Another request came before with the same number (`Act`).
    case actReused
    /// What was sent is too large; the limit in bytes.
    case tooLarge(limit: Int)
    /// The request itself cannot be read.
    case malformed(String)
    /// Too many people at once; try again shortly.
    case busy
    /// A file was refused whole; the first places at fault with their reasons.
    case refusedFile([LineProblem], total: Int)
    /// A command or setting cannot be carried out; Japanese and English.
    case refused(japanese: String, english: String)

    /// The stable code, in pages, logs and `application/problem+json`.
    public var code: String {
        switch self {
        case .notFound: "not-found"
        case .signInNeeded: "sign-in-needed"
        case .signInRefused: "sign-in-refused"
        case .tooManyTries: "too-many-tries"
        case .idAtRest: "id-at-rest"
        case .staleForm: "stale-form"
        case .invalid: "invalid"
        case .changedMeanwhile: "changed-meanwhile"
        case .closedToCorrection: "closed-to-correction"
        case .inMaintenance: "in-maintenance"
        case .nothingToWithdraw: "nothing-to-withdraw"
        case .actReused: "act-reused"
        case .tooLarge: "too-large"
        case .malformed: "malformed"
        case .busy: "busy"
        case .refusedFile: "refused-file"
        case .refused: "refused"
        }
    }

    /// What happened and what to do, in Japanese, as a person reads it.
    public var sentence: String {
        switch self {
        case .notFound: "お探しのページは見つかりません。アドレスをご確認ください。"
        case .signInNeeded: "ログインしてください。しばらく操作がなかったときは、もう一度ログインが必要です。"
        case .signInRefused: "ログインIDかパスワードが違います。もう一度入力してください。"
        case .tooManyTries(let until):
            "ログインの失敗が続いたため、いまはログインできません。\(Self.clock(until))を過ぎてから、もう一度入力してください。お急ぎのときは、登録のメールアドレスに届くお知らせのリンクから入るか、ヘルプデスクへお電話ください。"
        case .idAtRest(let reason): reason
        case .staleForm: "画面の有効期限が切れました。内容をご確認のうえ、もう一度送ってください。"
        case .invalid(let fields): fields.first?.sentence ?? "入力内容をご確認ください。"
        case .changedMeanwhile(let revision):
            "別の画面で第\(revision)版が保存されました。変わったところを確かめてから、もう一度報告してください。"
        case .closedToCorrection(let reason), .nothingToWithdraw(let reason): reason
        case .inMaintenance(let window):
            "メンテナンス中のため、\(window.words)、報告の入力と訂正はできません。終わったあとに、その日の分も入力できます。"
        case .actReused: "この送信の番号は、別の内容の送信に使われています。新しい番号をつけて、もう一度送ってください。"
        case .tooLarge(let limit): "送られた内容が大きすぎます。\(limit / 1024)キロバイト以下にしてください。"
        case .malformed: "送られた内容を読み取れませんでした。画面を開き直して、もう一度お試しください。"
        case .busy: "ただいま混み合っています。30秒ほど待って、もう一度お試しください。"
        case .refusedFile(let lines, let total):
            "ファイルを取り込めませんでした（\(total)か所）。\(lines.first?.sentence ?? "")"
        case .refused(let japanese, _): japanese
        }
    }

    /// 「13:26:08」, rounded up: who waits until then is not too early.
    private static func clock(_ instant: Instant) -> String {
        Instant(milliseconds: instant.milliseconds + 999).time.withSeconds
    }
}

/// One field of a form and what is wrong with it.
public struct FieldProblem: Error, Sendable, Equatable {
    /// The field's name in the form, also its anchor on the page.
    public let field: String
    /// What the person reads as the field's name.
    public let label: String
    /// What is wrong and how to mend it, in Japanese.
    public let sentence: String

    public init(field: String, label: String, sentence: String) {
        self.field = field
        self.label = label
        self.sentence = sentence
    }
}

/// One place in a file and what is wrong there.
public struct LineProblem: Error, Sendable, Equatable {
    /// Counted from 1, the header included; nil where the file as a whole is meant.
    public let line: Int?
    /// The column's heading, where one is meant.
    public let column: String?
    /// The reason in Japanese.
    public let japanese: String
    /// The reason in English.
    public let english: String

    public init(line: Int?, column: String? = nil, japanese: String, english: String) {
        self.line = line
        self.column = column
        self.japanese = japanese
        self.english = english
    }

    /// The place and the reason in one Japanese sentence.
    public var sentence: String {
        let place = [line.map { "\($0)行目" }, column.map { "「\($0)」" }].compactMap(\.self).joined()
        return place.isEmpty ? japanese : "\(place): \(japanese)"
    }

    /// The place and the reason in one English sentence.
    public var englishSentence: String {
        let place = [line.map { "line \($0)" }, column.map { "column \($0)" }].compactMap(\.self).joined(
            separator: ", ")
        return place.isEmpty ? english : "\(place): \(english)"
    }
}
