import Domain

/// Whether a second factor is on, and what can be done with it.
public struct SecondFactorPage: Sendable {
    public var frame: PageFrame
    public var factor: SecondFactor?
    /// It cannot be turned off.
    public var isRequired: Bool
    /// The sign-in is not through without it.
    public var isPending: Bool
    public var refusal: String?
    /// It was just turned off.
    public var isDone = false

    public init(frame: PageFrame, factor: SecondFactor?, isRequired: Bool, isPending: Bool) {
        self.frame = frame
        self.factor = factor
        self.isRequired = isRequired
        self.isPending = isPending
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "2段階認証",
            main: """
                <div class="slim stack far">
                <div class="stack"><h1>2段階認証</h1>
                <p>パスワードのほかに、スマートフォンなどの認証アプリに表示される6桁のコードでご本人を確かめます。</p></div>
                \(refusal.map { ErrorSummary(heading: "受け付けられませんでした", sentence: $0).html })
                \(if: isDone && factor == nil, DoneBox(heading: "2段階認証をやめました").html)
                \(factor.flatMap { $0.isOn ? on($0) : nil } ?? off)
                \(isPending ? LeaveForm(frame: frame).html : back)
                </div>
                """,
            scripts: refusal == nil ? [] : [frame.assets.reportForm]
        ).html
    }

    private var back: HTML {
        #"<p class="small"><a href="\#(frame.links.sessions)">ログイン中の機器とパスワード</a></p>"#
    }

    private var off: HTML {
        """
        <section class="panel" aria-labelledby="page-off">
        <h2 id="page-off">\(Chip(isRequired ? .due : .off, isRequired ? "設定が必要です" : "使っていません").html)</h2>
        \(if: isRequired, "<p>この種類のIDでは、2段階認証を設定するとログインできます。</p>")
        <ol>
        <li>スマートフォンかパソコンに認証アプリを用意します（Google Authenticator、Microsoft Authenticatorなど）。</li>
        <li>次の画面のQRコードを読み取るか、文字のキーを入力します。</li>
        <li>アプリに表示された6桁のコードを入力します。</li>
        </ol>
        <form method="post" action="\(frame.links.secondFactor)">\(frame.csrfField)\
        <button class="btn">設定をはじめる</button></form>
        </section>
        """
    }

    private func on(_ factor: SecondFactor) -> HTML {
        """
        <section class="panel" aria-labelledby="page-on">
        <h2 id="page-on">\(Chip(.ok, "使っています").html)</h2>
        <dl class="kv">\(factor.confirmedAt.map { "<dt>設定した日時</dt><dd>\($0.longWords)</dd>" })\
        <dt>残りのリカバリーコード</dt><dd>\(factor.recoveryCodesLeft)個</dd></dl>
        </section>
        <section class="stack" aria-labelledby="page-codes">
        <h2 id="page-codes">リカバリーコードを作り直す</h2>
        <p>アプリを使えないときに、コードの代わりに一度ずつ使えます。作り直すと、前のものは使えなくなります。</p>
        \(proof(frame.links.recoveryCodes, id: "renew", button: "作り直す", style: "btn two-nd"))
        </section>
        \(if: !isRequired, end)
        """
    }

    private var end: HTML {
        """
        <section class="stack" aria-labelledby="page-end">
        <h2 id="page-end">2段階認証をやめる</h2>
        <p>やめると、パスワードだけでログインできるようになります。</p>
        \(proof(frame.links.factorEnd, id: "end", button: "やめる", style: "btn danger"))
        </section>
        """
    }

    private func proof(_ action: Link, id: String, button: String, style: String) -> HTML {
        """
        <form class="stack" method="post" action="\(action)" novalidate>\(frame.csrfField)
        <div class="field"><label for="\(id)-password">パスワード</label>
        <input class="input" id="\(id)-password" name="\(FieldName.password)" type="password" \
        autocomplete="current-password" required></div>
        <div class="row"><button class="\(style)">\(button)</button></div></form>
        """
    }
}

/// The secret, shown until its first code proves it.
public struct FactorProofPage: Sendable {
    public var frame: PageFrame
    /// Base32.
    public var secret: String
    /// `otpauth://…`
    public var address: String
    public var isPending: Bool
    public var problems: [FieldProblem] = []

    public init(frame: PageFrame, secret: String, address: String, isPending: Bool) {
        self.frame = frame
        self.secret = secret
        self.address = address
        self.isPending = isPending
    }

    public var body: HTML {
        let code = AccountField(
            name: FieldName.code, label: "確認コード", hint: "アプリに表示された6桁の数字です。", autocomplete: "one-time-code",
            isNumeric: true, problems: problems.at(FieldName.code))
        return AccountFormPage(
            frame: frame, title: "2段階認証の設定",
            lead: """
                <p>認証アプリで次のQRコードを読み取ってください。読み取れないときは、下のキーをアプリに入力してください。</p>
                """,
            action: frame.links.factorProof,
            fields: """
                \(QRPicture(text: address).html)
                <div class="stack near"><p class="b">アプリに入力するキー</p>\
                <p class="code ticket-line"><bdi>\(grouped)</bdi></p>\
                <p class="hint">種類は「時刻ベース（TOTP）」、6桁、30秒です。このキーは、ほかの人に見せないでください。</p></div>
                \(code.html)
                """,
            button: "設定する", problems: problems, more: isPending ? LeaveForm(frame: frame).html : nil
        ).body
    }

    /// In fours, which is easier to type.
    private var grouped: String {
        let letters = Array(secret)
        return stride(from: 0, to: letters.count, by: 4)
            .map { String(letters[$0..<min($0 + 4, letters.count)]) }.joined(separator: " ")
    }
}

/// Recovery codes, shown this once.
public struct RecoveryCodesPage: Sendable {
    public var frame: PageFrame
    public var account: Account
    public var codes: [String]
    /// Where the sign-in leads.
    var onward = Onward.home

    public init(frame: PageFrame, account: Account, codes: [String]) {
        self.frame = frame
        self.account = account
        self.codes = codes
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "リカバリーコード",
            main: """
                <div class="slim stack far">
                <div class="stack"><h1>リカバリーコード</h1>
                <p class="lead">このコードは、いまだけ表示しています。印刷するか書き写して、人目につかないところに保管してください。</p>
                <p>認証アプリを使えないときに、確認コードの代わりに入力します。それぞれ一度だけ使えます。</p></div>
                <section class="panel" aria-labelledby="page-codes">
                <h2 id="page-codes">ログインID \(account.loginId) のコード</h2>
                <ol class="ticket-line">\(each: codes, { "<li>\($0)</li>" })</ol>
                </section>
                <div class="row noprint"><a class="btn" href="\(onward == .home ? frame.links.home : onward.link)">保管したので進む</a></div>
                </div>
                """
        ).html
    }
}
