import Database
import Domain
import Hummingbird
import Store

/// Changing the known password, signed in (R15). The way by mail stays open beside it.
enum PasswordController {
    static func show(_ visit: Visit) async throws -> Response {
        var page = PasswordPage(frame: visit.frame(.record), account: try visit.signedIn())
        page.isDone = visit.asked("done") != nil
        return visit.page(page.body)
    }

    static func create(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn()
        let form = try visit.form()
        var page = PasswordPage(frame: visit.frame(.record), account: account)
        let read = NewPassword.read(form, loginId: account.loginId, common: visit.house.commonPasswords)
        if case .failure(let faults) = read { page.problems = faults.problems }
        guard let known = form.secret(FieldName.password) else {
            page.problems.insert(PasswordPage.fault("いまのパスワードを入力してください。"), at: 0)
            return visit.page(page.body, status: .unprocessableContent)
        }
        // With faults the known one is not looked at: it is typed again in any case.
        guard case .success(let password) = read else { return visit.page(page.body, status: .unprocessableContent) }
        switch try await PasswordProof.check(known, visit, account) {
        case .wait(let wait):
            page.refusal = wait.sentence
            return visit.waiting(visit.page(page.body, status: .tooManyRequests), wait)
        case .wrong:
            page.problems = [PasswordPage.fault("いまのパスワードが違います。もう一度入力してください。")]
            return visit.page(page.body, status: .unprocessableContent)
        case .right: break
        }
        let hash = try await visit.house.passwords.hash(password)
        try await visit.house.pool.write { [token = visit.token, now = visit.arrived] db in
            try db.accountLives.setPassword(hash: hash, of: account, keeping: token, at: now)
            guard let address = try db.contacts.address(of: account) else { return }
            let draft = MailDraft.passwordChanged(account, to: address)
            try db.mails.queue(draft, for: account, at: now, by: account.actor)
        }
        return visit.redirect(Links().password(isDone: true))
    }
}

/// Where the known password is changed.
public struct PasswordPage: Sendable {
    public var frame: PageFrame
    public var account: Account
    public var problems: [FieldProblem] = []
    public var refusal: String?
    public var isDone = false

    public init(frame: PageFrame, account: Account) {
        self.frame = frame
        self.account = account
    }

    static func fault(_ sentence: String) -> FieldProblem {
        FieldProblem(field: FieldName.password, label: "いまのパスワード", sentence: sentence)
    }

    public var body: HTML {
        let known = AccountField(
            name: FieldName.password, label: "いまのパスワード", type: "password", autocomplete: "current-password",
            problems: problems.at(FieldName.password))
        return AccountFormPage(
            frame: frame, title: "パスワードを変える", action: frame.links.password,
            fields: """
                <div class="field"><label for="owner">ログインID</label>
                <input class="input" id="owner" value="\(account.loginId)" autocomplete="username" readonly></div>
                \(known.html)\(NewPassword.fields(problems))
                """,
            button: "パスワードを変える", problems: problems, refusal: refusal,
            done: isDone ? DoneBox(heading: "パスワードを変えました", sentence: "ほかの機器はすべてログアウトしました。").html : nil,
            more: """
                <p class="small">いまのパスワードがわからないときは、<a href="\(frame.links.forgottenPassword)">メールで決め直す</a>こともできます。\
                <a href="\(frame.links.sessions)">ログイン中の機器を見る</a></p>
                """
        ).body
    }
}
