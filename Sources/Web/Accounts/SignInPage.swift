import Domain

/// Where a person signs in with ID and password (R6 R16 R18 R20).
public struct SignInPage: Sendable {
    public var frame: PageFrame
    /// What was typed as ID; shown again after a refused attempt.
    public var typedId: String
    /// What was typed as one of the ID's people's own mail address.
    public var typedMail = ""
    /// Why the last attempt was refused.
    public var problem: Problem?
    /// What led here.
    public var arrival: Arrival?
    /// Where the sign-in leads.
    var onward = Onward.home

    public init(frame: PageFrame, typedId: String = "", problem: Problem? = nil) {
        self.frame = frame
        self.typedId = typedId
        self.problem = problem
    }

    /// What a person did just before.
    public enum Arrival: String, Sendable, CaseIterable {
        case passwordSet, formKept, signedOutEverywhere

        var heading: String {
            switch self {
            case .passwordSet: "パスワードを設定しました"
            case .formKept: "入力した内容は残してあります"
            case .signedOutEverywhere: "すべての機器からログアウトしました"
            }
        }

        var sentence: String? {
            switch self {
            case .passwordSet: "新しいパスワードでログインしてください。"
            case .formKept: "しばらく操作がなかったため、まだ保存していません。もう一度ログインすると、ホームから続きを入力できます。"
            case .signedOutEverywhere: nil
            }
        }
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "ログイン",
            main: """
                <div class="login">
                <div class="stack far">
                <h1>ログイン</h1>
                \(problem.map(refusal))
                \(arrival.map { DoneBox(heading: $0.heading, sentence: $0.sentence).html })
                \(form)
                <div class="stack near small muted">
                <p>パスワードはこのシステムだけのものです。HER-SYSなど、ほかのシステムのパスワードでは使えません。</p>
                <p>EdgeとFirefox、Chrome、Safariの最新版で使えます。スマートフォンとタブレットでも使えます。</p>
                <p>ファックスでの報告は受け付けていません。インターネットを使えないときは、所属する医師会などの団体か、都道府県にご相談ください。団体がまとめて報告できます。</p>
                </div>
                </div>
                \(help)
                </div>
                """,
            scripts: problem == nil ? [] : [frame.assets.reportForm]
        ).html
    }

    private func refusal(_ problem: Problem) -> HTML {
        """
        <div class="sum" role="alert" tabindex="-1" id="page-sum">
        <h2>ログインできませんでした</h2>
        <p>\(problem.sentence)</p>
        </div>
        """
    }

    private var form: HTML {
        """
        <form class="stack" method="post" action="\(frame.links.session)" novalidate>
        \(frame.csrfField)\(if: onward != .home, "<input type=\"hidden\" name=\"\(FieldName.onward)\" value=\"\(onward.text)\">")
        <div class="field">
        <label for="loginId">ログインID</label>
        <p class="hint" id="loginId-h">半角の英数字です。前のシステムのIDがそのまま使えます。</p>
        <input class="input" id="loginId" name="\(FieldName.loginId)" value="\(typedId)" autocomplete="username" \
        autocapitalize="none" spellcheck="false" required aria-describedby="loginId-h"\(refused)>
        </div>
        <div class="field">
        <label for="password">パスワード</label>
        <input class="input" id="password" name="\(FieldName.password)" type="password" \
        autocomplete="current-password" required\(refused)>
        <p><a href="\(frame.links.forgottenPassword)">パスワードをお忘れですか？</a></p>
        </div>
        \(ColleagueField(typed: typedMail).html)
        <button class="btn big">ログインする</button>
        </form>
        """
    }

    private var refused: HTML? { problem == .signInRefused ? #" aria-invalid="true""# : nil }

    private var help: HTML {
        """
        <div class="stack">
        \(NoticeNews(frame: frame).html)
        <section class="panel quiet" aria-labelledby="page-desk">
        <h2 id="page-desk">お困りのときは</h2>
        <p>\(frame.helpDesk.name)<br>\(frame.helpDesk.lines)</p>
        </section>
        <section class="panel quiet" aria-labelledby="page-first">
        <h2 id="page-first">はじめての方</h2>
        <ul class="plain stack near">
        <li><a href="\(frame.links.letterCode)">IDの手紙が届いた</a></li>
        <li><a href="\(frame.links.lostId)">IDがわからない</a></li>
        </ul>
        <details class="more"><summary>IDのメールが届いた</summary>
        <p>メールのリンクを開くと、パスワードを決められます。リンクの期限が過ぎたときは、「パスワードをお忘れですか？」から新しいリンクを受け取れます。</p></details>
        <details class="more"><summary>IDがまだ届かない</summary>
        <p>IDは、都道府県の指定のあとに発行し、メールか手紙でお知らせします。団体がまとめて報告する医療機関には、お知らせしません。\
        届かないときは、ヘルプデスクへお電話ください。IDが届く前の日の実績も、さかのぼって入力できます。</p></details>
        </section>
        <p class="small"><a href="\(frame.links.openData)">公開データを見る(一般の方)</a></p>
        </div>
        """
    }
}

/// For who signs in as one of an ID's people, with an own mail address (R28).
struct ColleagueField {
    var typed = ""

    var html: HTML {
        """
        <details class="more"\(if: !typed.isEmpty, " open")><summary>同僚として登録されている方</summary>
        <div class="field plainbox">
        <label for="\(FieldName.mail)">ご自分のメールアドレス</label>
        <p class="hint" id="mail-h">同僚として登録したアドレスです。医療機関や組織のIDだけで使う方は、空のままにしてください。</p>
        <input class="input" id="\(FieldName.mail)" name="\(FieldName.mail)" type="email" value="\(typed)" \
        autocomplete="email" autocapitalize="none" spellcheck="false" aria-describedby="mail-h">
        </div></details>
        """
    }
}
