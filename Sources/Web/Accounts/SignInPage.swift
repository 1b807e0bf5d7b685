import Domain

/// Where a person signs in with ID and password (R6, R20).
public struct SignInPage: Sendable {
    public var frame: PageFrame
    /// What was typed as ID; shown again after a refused attempt.
    public var typedId: String
    /// Why the last attempt was refused.
    public var problem: Problem?

    public init(frame: PageFrame, typedId: String = "", problem: Problem? = nil) {
        self.frame = frame
        self.typedId = typedId
        self.problem = problem
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "ログイン",
            main: """
                <div class="login">
                <div class="stack far">
                <h1>ログイン</h1>
                \(problem.map(refusal))
                \(form)
                <p class="small muted">パスワードはこのシステムだけのものです。HER-SYSなど、ほかのシステムのパスワードでは使えません。</p>
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
        \(frame.csrfField)
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
        </div>
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
        <p class="small muted">IDやパスワードがわからないとき、IDがまだ届かないときは、ヘルプデスクへお電話ください。</p>
        </section>
        <p class="small"><a href="\(frame.links.openData)">公開データを見る(一般の方)</a></p>
        </div>
        """
    }
}
