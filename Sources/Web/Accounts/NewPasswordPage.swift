import Domain

/// Where a password is decided, by a link or a letter's code.
public struct NewPasswordPage: Sendable {
    public var frame: PageFrame
    /// Whose.
    public var account: Account
    /// One of the ID's people's own address; empty for the ID itself.
    public var mail: String
    /// There is none yet.
    public var isFirst: Bool
    /// The code, and for a letter the ID as typed: sent along.
    public var code: String
    public var letterId: String?
    public var problems: [FieldProblem] = []

    public init(
        frame: PageFrame, account: Account, mail: String, isFirst: Bool, code: String, letterId: String?
    ) {
        self.frame = frame
        self.account = account
        self.mail = mail
        self.isFirst = isFirst
        self.code = code
        self.letterId = letterId
    }

    init(frame: PageFrame, _ opened: OpenedCode) {
        var letterId: String?
        if case .letter(_, let loginId) = opened.key { letterId = loginId }
        self.init(
            frame: frame, account: opened.account, mail: opened.mail, isFirst: opened.isFirst,
            code: opened.key.secret, letterId: letterId)
    }

    public var body: HTML {
        AccountFormPage(
            frame: frame, title: isFirst ? "パスワードを決める" : "新しいパスワードを決める", action: frame.links.newPassword,
            fields: """
                <input type="hidden" name="\(FieldName.code)" value="\(code)">\
                \(letterId.map { "<input type=\"hidden\" name=\"\(FieldName.loginId)\" value=\"\($0)\">" })
                \(owner)
                \(NewPassword.fields(problems))
                """,
            button: "このパスワードにする", problems: problems,
            more: """
                <p class="small muted">パスワードはこのシステムだけのものにしてください。ほかのシステムと同じものは使わないでください。\
                決めると、ほかの機器はすべてログアウトします。</p>
                """
        ).body
    }

    /// The browser's memory reads the field: it stands in a form field of its own, which is not sent.
    private var owner: HTML {
        """
        <dl class="kv"><dt>医療機関・組織</dt><dd><bdi>\(account.name)</bdi></dd>\
        \(account.colleague.map { "<dt>お名前</dt><dd><bdi>\($0.name)</bdi></dd>" })\
        \(if: !mail.isEmpty, "<dt>メールアドレス</dt><dd>\(mail)</dd>")</dl>
        <div class="field"><label for="owner">ログインID</label>
        <input class="input" id="owner" value="\(account.loginId)" autocomplete="username" readonly></div>
        """
    }
}

/// Why a link or code goes no further, and what to do then.
public struct CodeRefusalPage: Sendable {
    public var frame: PageFrame
    public var isLetter: Bool
    public var sentence: String

    public init(frame: PageFrame, isLetter: Bool, sentence: String) {
        self.frame = frame
        self.isLetter = isLetter
        self.sentence = sentence
    }

    public var body: HTML {
        let title = isLetter ? "この手紙のコードは使えません" : "このリンクは使えません"
        return Layout(
            frame: frame, title: title,
            main: """
                <div class="slim stack far">
                <div class="stack"><h1>\(title)</h1><p class="lead">\(sentence)</p></div>
                <section class="stack near" aria-labelledby="page-do">
                <h2 id="page-do">次にしていただくこと</h2>
                <ul>
                <li>もうパスワードを決めた方は、<a href="\(frame.links.signIn)">ログインの画面</a>へお進みください。</li>
                <li>メールアドレスを登録している方は、<a href="\(frame.links.forgottenPassword)">新しいリンクを受け取れます</a>。</li>
                <li>手紙で受け取った方は、ヘルプデスクへお電話ください。新しい手紙をお送りします。</li>
                </ul>
                </section>
                \(CallHelpDesk(frame: frame, sentence: "うまくいかないときは、ヘルプデスクへお電話ください。").html)
                </div>
                """
        ).html
    }
}
