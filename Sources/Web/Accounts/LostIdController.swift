import Database
import Domain
import Hummingbird
import Store

/// For who does not know the own ID: told by mail alone, and the answer is always the same (R15).
enum LostIdController {
    static func new(_ visit: Visit) async throws -> Response {
        let page = LostIdPage(frame: visit.frame())
        return visit.page(visit.asked("sent") == nil ? page.body : page.sent)
    }

    static func create(_ visit: Visit) async throws -> Response {
        let form = try visit.form()
        let code = form.line(FieldName.facilityCode).flatMap(LostIdPage.digits)
        guard let code, let mail = form.mailLine(FieldName.mail) else {
            var page = LostIdPage(frame: visit.frame())
            page.typedCode = form.shown(FieldName.facilityCode)
            page.typedMail = form.shown(FieldName.mail)
            if code == nil { page.problems.append(LostIdPage.codeFault) }
            if form.mailLine(FieldName.mail) == nil { page.problems.append(LostIdPage.mailFault) }
            return visit.page(page.body, status: .unprocessableContent)
        }
        let (now, day, address) = (visit.arrived, visit.now.day, visit.address)
        try await visit.house.pool.write { db in
            let accounts = try db.contacts.accounts(facilityCode: code, mail: mail, on: day)
            guard try db.askings.take(.lostId, of: "\(code)\n\(mail)", from: address, at: now) else { return }
            let subject = accounts.count == 1 ? accounts.first.map { "account:\($0.id)" } : nil
            try db.audit.record(
                AuditEntry(actor: "visitor", action: "lostId.ask", subject: subject ?? "account"), at: now)
            for account in accounts {
                guard let registered = try db.contacts.address(of: account) else { continue }
                try db.mails.queue(MailDraft.lostId(account, to: registered), for: account, at: now, by: "visitor")
            }
        }
        return visit.redirect(Links().lostIdSent)
    }
}

/// Where a lost ID is asked for.
public struct LostIdPage: Sendable {
    public var frame: PageFrame
    public var typedCode = ""
    public var typedMail = ""
    public var problems: [FieldProblem] = []

    public init(frame: PageFrame) { self.frame = frame }

    static let codeFault = FieldProblem(
        field: FieldName.facilityCode, label: "医療機関コード", sentence: "医療機関コードは、10桁の数字で入力してください。")
    static let mailFault = FieldProblem(
        field: FieldName.mail, label: "メールアドレス", sentence: "メールアドレスを入力してください。")

    /// Ten digits of half width, whatever was typed between them; nil when there are not ten.
    static func digits(_ typed: String) -> String? {
        SearchKey.digits(typed).flatMap { $0.utf8.count == 10 ? $0 : nil }
    }

    public var body: HTML {
        let code = AccountField(
            name: FieldName.facilityCode, label: "医療機関コード",
            hint: "10桁の数字です（都道府県2桁、点数表1桁、医療機関コード7桁）。全角でも入力できます。", value: typedCode, isNumeric: true,
            problems: problems.at(FieldName.facilityCode))
        let mail = AccountField(
            name: FieldName.mail, label: "登録のメールアドレス", hint: "G-MISからの連絡先として登録したアドレスです。", type: "email",
            value: typedMail, autocomplete: "email", problems: problems.at(FieldName.mail))
        return AccountFormPage(
            frame: frame, title: "ログインIDがわからない",
            lead: "<p>医療機関コードと登録のメールアドレスを入力すると、ログインIDをメールでお知らせします。画面には表示しません。</p>",
            action: frame.links.lostId, fields: "\(code.html)\(mail.html)", button: "IDをメールで受け取る",
            problems: problems, more: help
        ).body
    }

    /// What everybody reads afterwards.
    public var sent: HTML {
        Layout(
            frame: frame, title: "ログインIDのお知らせ",
            main: """
                <div class="slim stack far">
                <div class="stack">
                <h1>登録のメールアドレスに送りました</h1>
                <p class="lead">ログインIDをメールでお知らせしました。</p>
                </div>
                <section class="stack near" aria-labelledby="page-none">
                <h2 id="page-none">届かないときは</h2>
                <ul>
                <li>数分待っても届かないときは、迷惑メールの中をお確かめください。</li>
                <li>医療機関コードとメールアドレスの組み合わせが登録と違うときは、メールは届きません。</li>
                <li>同じ組み合わせへのメールは、1時間に\(Asking.most)回までです。</li>
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
            frame: frame,
            sentence: "メールアドレスを登録していないときや、都道府県・団体のIDがわからないときは、ヘルプデスクへお電話ください。"
        ).html
    }
}
