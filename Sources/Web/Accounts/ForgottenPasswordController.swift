import Database
import Domain
import Hummingbird
import Store

/// 「パスワードをお忘れですか？」 The answer is the same whether or not the ID exists, has an address or is at rest (R14 R15).
enum ForgottenPasswordController {
    static func new(_ visit: Visit) async throws -> Response {
        if visit.asked("sent") != nil { return visit.page(ForgottenPasswordPage(frame: visit.frame()).sent) }
        return visit.page(ForgottenPasswordPage(frame: visit.frame(), typedId: visit.asked("id") ?? "").body)
    }

    static func create(_ visit: Visit) async throws -> Response {
        let form = try visit.form()
        guard let loginId = form.line(FieldName.loginId) else {
            var page = ForgottenPasswordPage(frame: visit.frame(), typedId: form.shown(FieldName.loginId))
            page.typedMail = form.shown(FieldName.mail)
            page.isIdMissing = true
            return visit.page(page.body, status: .unprocessableContent)
        }
        let mail = form.mailLine(FieldName.mail) ?? ""
        let (now, day, address) = (visit.arrived, visit.now.day, visit.address)
        try await visit.house.pool.write { db in
            let known =
                mail.isEmpty
                ? try db.accounts.credentials(loginId: loginId, on: day)
                : try db.accounts.credentials(loginId: loginId, mail: mail, on: day)
            let subject = mail.isEmpty ? loginId : "\(loginId)\n\(mail)"
            guard try db.askings.take(.password, of: subject, from: address, at: now) else { return }
            let account = known?.account
            try db.audit.record(
                AuditEntry(
                    actor: "visitor", action: "password.ask", subject: account.map { "account:\($0.id)" } ?? "account"),
                at: now)
            guard let account, try db.accountLives.restReason(account, on: day) == nil,
                let address = try db.contacts.address(of: account)
            else { return }
            try db.mails.queue(MailDraft.reset(account, to: address), for: account, at: now, by: "visitor")
        }
        return visit.redirect(Links().forgottenPasswordSent)
    }
}

/// Where a link for another password is asked for.
public struct ForgottenPasswordPage: Sendable {
    public var frame: PageFrame
    public var typedId: String
    public var typedMail = ""
    public var isIdMissing = false

    public init(frame: PageFrame, typedId: String = "") {
        self.frame = frame
        self.typedId = typedId
    }

    public var body: HTML {
        let missing = FieldProblem(field: FieldName.loginId, label: "ログインID", sentence: "ログインIDを入力してください。")
        let problems = isIdMissing ? [missing] : []
        let field = AccountField(
            name: FieldName.loginId, label: "ログインID", hint: "半角の英数字です。前のシステムのIDがそのまま使えます。",
            value: String(typedId.prefix(200)), autocomplete: "username", problems: problems.at(FieldName.loginId))
        return AccountFormPage(
            frame: frame, title: "パスワードを決め直す",
            lead: "<p>登録のメールアドレスに、パスワードを決め直すためのリンクを送ります。いまのパスワードがわかる方も、同じようにして変えられます。</p>",
            action: frame.links.forgottenPassword,
            fields: "\(field.html)\(ColleagueField(typed: typedMail).html)", button: "リンクを送る", problems: problems,
            more: help
        ).body
    }

    /// What everybody reads afterwards.
    public var sent: HTML {
        Layout(
            frame: frame, title: "メールを送りました",
            main: """
                <div class="slim stack far">
                <div class="stack">
                <h1>登録のメールアドレスに送りました</h1>
                <p class="lead">メールのリンクを開いて、新しいパスワードを決めてください。リンクは一度だけ使え、24時間有効です。</p>
                </div>
                <section class="stack near" aria-labelledby="page-none">
                <h2 id="page-none">届かないときは</h2>
                <ul>
                <li>数分待っても届かないときは、迷惑メールの中をお確かめください。</li>
                <li>ログインIDに打ち間違いがないか、お確かめください。IDが違うときや、メールアドレスの登録がないときは、メールは届きません。</li>
                <li>同じIDへのメールは、1時間に\(Asking.most)通までです。</li>
                <li>団体がまとめて報告している医療機関のIDは休止中のため、パスワードを決め直せません。</li>
                </ul>
                </section>
                \(help)
                <p><a href="\(frame.links.signIn)">ログインの画面へ</a></p>
                </div>
                """
        ).html
    }

    private var help: HTML {
        CallHelpDesk(
            frame: frame, sentence: "メールアドレスを登録していない医療機関や組織には、手紙でコードをお送りします。ヘルプデスクへお電話ください。"
        ).html
    }
}
