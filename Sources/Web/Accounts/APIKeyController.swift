import Database
import Domain
import Hummingbird
import Store

/// Keys for programs of those who report (R43): made with the password, shown once, withdrawn.
enum APIKeyController {
    static func index(_ visit: Visit) async throws -> Response {
        visit.page(try await page(visit, try visit.signedIn(to: .makeKeys)).body)
    }

    /// The key stands on this answer alone.
    static func create(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn(to: .makeKeys)
        var reading = FieldReading(try visit.form())
        let (now, today) = (visit.now, visit.now.day)
        let name = reading.text(RecordField.name, "キーの名前") { typed throws(FieldProblem) in
            try APIKey.name(typed, field: RecordField.name)
        }
        let last = reading.text(RecordField.until, "使える最後の日") { typed throws(FieldProblem) in
            LastDay(day: try APIKey.endsOn(typed, field: RecordField.until, today: today))
        }
        guard let name, let last, reading.problems.isEmpty else {
            return try await again(visit, account, reading.form, reading.problems)
        }
        if let refusal = try await refusal(visit, account, reading.form) { return refusal }
        do {
            let made = try await visit.house.pool.write { db in
                try db.apiKeys.create(name: name, endsOn: last.day, of: account, at: now)
            }
            var page = try await page(visit, account)
            page.made = made
            return visit.page(page.body)
        } catch Problem.invalid(let problems) {
            return try await again(visit, account, reading.form, problems)
        }
    }

    static func askEnd(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn(to: .makeKeys)
        let id = try visit.key("key")
        let keys = try await visit.house.pool.read { try $0.apiKeys.all(of: account.id) }
        guard let key = keys.first(where: { $0.id == id }) else { throw Problem.notFound }
        guard key.state(on: visit.now.day) == .good else { return visit.redirect(Links().apiKeys) }
        var page = OwnFormPage(
            frame: visit.frame(.record), title: "キーを取り下げる", action: Links().apiKeyEnd(id), inputs: [],
            button: "取り下げる", back: ("プログラム用のキー", Links().apiKeys))
        page.isDanger = true
        page.lead = """
            <p>キー「<bdi>\(key.name)</bdi>」を使うプログラムは、取り下げたときから報告できなくなります。元に戻すことはできません。\
            続けて使うときは、先に新しいキーを作り、プログラムに入れてください。これまでの報告は残ります。</p>
            """
        return visit.page(page.body)
    }

    static func destroy(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn(to: .makeKeys)
        let (id, now) = (try visit.key("key"), visit.now)
        try await visit.house.pool.write { db in
            try db.apiKeys.end(id, of: account.id, at: now, by: account.actor)
        }
        return visit.redirect(Links().apiKeys)
    }

    private struct LastDay { let day: Day? }

    /// Whoever finds an open browser does not know the password. Nil when it is right.
    private static func refusal(
        _ visit: Visit, _ account: Account, _ form: FormBody
    ) async throws -> Response? {
        func problem(_ sentence: String) -> FieldProblem {
            FieldProblem(field: FieldName.password, label: "パスワード", sentence: sentence)
        }
        guard let typed = form.secret(FieldName.password) else {
            return try await again(visit, account, form, [problem("パスワードを入力してください。")])
        }
        switch try await PasswordProof.check(typed, visit, account) {
        case .right: return nil
        case .wrong: return try await again(visit, account, form, [problem("パスワードが違います。もう一度入力してください。")])
        case .wait(let wait):
            var page = try await page(visit, account).again(form, [problem(wait.sentence)])
            page.made = nil
            return visit.waiting(visit.page(page.body, status: .tooManyRequests), wait)
        }
    }

    private static func again(
        _ visit: Visit, _ account: Account, _ form: FormBody, _ problems: [FieldProblem]
    ) async throws -> Response {
        visit.page(try await page(visit, account).again(form, problems).body, status: .unprocessableContent)
    }

    private static func page(_ visit: Visit, _ account: Account) async throws -> APIKeyPage {
        let day = visit.now.day
        let (keys, names) = try await visit.house.pool.read { db in
            let keys = try db.apiKeys.all(of: account.id)
            return (keys, try db.audit.names(of: keys.flatMap { [$0.createdBy, $0.endedBy ?? ""] }, on: day))
        }
        return APIKeyPage(
            frame: visit.frame(.record), keys: keys, names: ActorWords(names: names), today: day,
            isAssociation: account.association != nil)
    }
}

/// The help desk withdraws a key whose program does harm, or that its owner lost.
enum DeskAPIKeyController {
    static func destroy(_ visit: Visit) async throws -> Response {
        let desk = try await visit.desk()
        let (id, now, actor) = (try visit.key("key"), visit.now, try visit.signedIn().actor)
        try await visit.house.pool.write { try $0.apiKeys.end(id, of: desk.account.id, at: now, by: actor) }
        return visit.redirect(Links().helpDesk(account: desk.account.id, done: "apiKey"))
    }
}
