import Database
import Domain
import Hummingbird
import Store

/// The named people under an ID (R28): anybody of the ID who is signed in may add and end them; the audit says who did.
enum ColleagueController {
    static func new(_ visit: Visit) async throws -> Response {
        _ = try visit.signedIn(to: .keepRecord)
        return visit.page(page(visit).body)
    }

    static func create(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn(to: .keepRecord)
        var reading = FieldReading(try visit.form())
        if let obstacle = visit.obstacle(to: reading.form) {
            return visit.again(page(visit), reading.form, after: obstacle)
        }
        let name = reading.text(RecordField.name, "名前") { typed throws(FieldProblem) in
            try Contact.name(typed, field: RecordField.name, label: "名前")
        }
        let mail = reading.text(RecordField.mail, "メールアドレス") { typed throws(FieldProblem) in
            try Contact.mail(typed, field: RecordField.mail)
        }
        guard let name, let mail, reading.problems.isEmpty else {
            return again(visit, reading.form, reading.problems)
        }
        let (now, arrived) = (visit.now, visit.arrived)
        do {
            try await visit.house.pool.write { db in
                let colleague = try db.colleagues.add(name: name, mail: mail, to: account, at: now)
                try db.colleagues.invite(colleague, mail: mail, of: account, at: arrived)
            }
        } catch Problem.invalid(let problems) {
            return again(visit, reading.form, problems)
        }
        return visit.redirect(Links().record)
    }

    /// The link for the password once more.
    static func invite(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn(to: .keepRecord)
        let id = try visit.key("colleague")
        let arrived = visit.arrived
        try await visit.house.pool.write { db in
            guard let found = try db.colleagues.find(id, of: account.id) else { throw Problem.notFound }
            try db.colleagues.invite(found.colleague, mail: found.mail, of: account, at: arrived)
        }
        return visit.redirect(Links().record)
    }

    static func askEnd(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn(to: .keepRecord)
        let id = try visit.key("colleague")
        let found = try await visit.house.pool.read { try $0.colleagues.find(id, of: account.id) }
        guard let found else { throw Problem.notFound }
        var page = OwnFormPage(
            frame: visit.frame(.record), title: "同僚の利用を終える", action: Links().colleagueEnd(id), inputs: [],
            button: "利用を終える")
        page.isDanger = true
        page.lead = """
            <p><b><bdi>\(found.colleague.name)</bdi></b>さんは、ログインできなくなります。これまでの報告の履歴は残ります。</p>
            \(if: id == account.colleague?.id, "<p>ご自分の利用を終えると、すぐにログアウトします。</p>")
            """
        return visit.page(page.body)
    }

    /// Whoever ends their own access is signed out.
    static func destroy(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn(to: .keepRecord)
        let id = try visit.key("colleague")
        let now = visit.now
        try await visit.house.pool.write { try $0.colleagues.end(id, of: account, at: now) }
        guard id == account.colleague?.id else { return visit.redirect(Links().record) }
        let ended = VisitCookies.header("session", "", seconds: 0, isSecure: visit.house.isSecure)
        return visit.redirect(Links().signIn, cookies: [ended])
    }

    private static func again(_ visit: Visit, _ form: FormBody, _ problems: [FieldProblem]) -> Response {
        visit.page(page(visit).again(form, problems).body, status: .unprocessableContent)
    }

    private static func page(_ visit: Visit) -> OwnFormPage {
        var page = OwnFormPage(
            frame: visit.frame(.record), title: "同僚の登録", action: Links().colleagues,
            inputs: [
                RecordInput(
                    RecordField.name, "名前", .text(autocomplete: "off"), hint: "報告の履歴に、だれが入力したかとして残ります。"),
                RecordInput(RecordField.mail, "メールアドレス", .mail, hint: "この人だけが使うアドレスにしてください。"),
            ], button: "登録してメールを送る")
        page.lead = "<p>同僚は、同じログインIDと、自分のメールアドレスとパスワードでログインします。パスワードを決めるためのメールを、本人に送ります。</p>"
        return page
    }
}
