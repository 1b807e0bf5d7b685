import Database
import Domain
import Hummingbird
import Store

/// The person in charge and the phone number: changed at once, with history (R28).
enum ContactController {
    static func edit(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn(to: .keepRecord)
        let contact = try await visit.house.pool.read { try $0.contacts.current(of: account.id) }
        return visit.page(page(visit, contact).body)
    }

    static func update(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn(to: .keepRecord)
        var reading = FieldReading(try visit.form())
        if let obstacle = visit.obstacle(to: reading.form) {
            return visit.again(page(visit, Contact()), reading.form, after: obstacle)
        }
        let name = reading.text(RecordField.name, "担当者の名前") { typed throws(FieldProblem) in
            try Contact.name(typed, field: RecordField.name, label: "担当者の名前")
        }
        let phone = reading.text(RecordField.phone, "電話番号") { typed throws(FieldProblem) in
            try Contact.phone(typed, field: RecordField.phone)
        }
        guard let name, let phone, reading.problems.isEmpty else {
            let page = page(visit, Contact()).again(reading.form, reading.problems)
            return visit.page(page.body, status: .unprocessableContent)
        }
        let now = visit.now
        try await visit.house.pool.write { db in
            var contact = try db.contacts.current(of: account.id)
            (contact.name, contact.phone) = (name, phone)
            try db.contacts.record(contact, of: account.id, at: now, by: account.actor)
        }
        return visit.redirect(Links().record)
    }

    private static func page(_ visit: Visit, _ contact: Contact) -> OwnFormPage {
        OwnFormPage(
            frame: visit.frame(.record), title: "担当者と電話番号の変更", action: Links().ownContact,
            inputs: [
                RecordInput(
                    RecordField.name, "担当者の名前", .text(autocomplete: "name"), hint: "事務局や都道府県からの連絡の宛名に使います。",
                    typed: contact.name),
                RecordInput(
                    RecordField.phone, "電話番号", .phone, hint: "担当者につながる番号です。なければ空のままにしてください。",
                    typed: contact.phone),
            ], button: "変更する")
    }
}

/// The mail address: changed by a link to the new one (R28).
enum OwnMailController {
    static func edit(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn(to: .keepRecord)
        let contact = try await visit.house.pool.read { try $0.contacts.current(of: account.id) }
        return visit.page(page(visit, contact.mail).body)
    }

    static func update(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn(to: .keepRecord)
        var reading = FieldReading(try visit.form())
        if let obstacle = visit.obstacle(to: reading.form) {
            return visit.again(page(visit, ""), reading.form, after: obstacle)
        }
        let mail = reading.text(RecordField.mail, "メールアドレス") { typed throws(FieldProblem) in
            try Contact.mail(typed, field: RecordField.mail)
        }
        let present = try await visit.house.pool.read { try $0.contacts.current(of: account.id).mail }
        if mail == present, !present.isEmpty {
            reading.refuse(RecordField.mail, "メールアドレス", "いま登録されているメールアドレスと同じです。")
        }
        guard let mail, reading.problems.isEmpty else {
            return again(visit, reading.form, reading.problems)
        }
        do {
            try await ask(mail, account, visit)
        } catch Problem.invalid(let problems) {
            return again(visit, reading.form, problems)
        }
        return visit.redirect(Links().record)
    }

    /// The same address once more.
    static func resend(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn(to: .keepRecord)
        let arrived = visit.arrived
        let awaited = try await visit.house.pool.read { try $0.contacts.awaited(of: account.id, at: arrived) }
        if let awaited { try await ask(awaited.address, account, visit) }
        return visit.redirect(Links().record)
    }

    /// The former address stays.
    static func destroy(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn(to: .keepRecord)
        let arrived = visit.arrived
        try await visit.house.pool.write { db in
            guard try db.contacts.awaited(of: account.id, at: arrived) != nil else { return }
            try db.contacts.cancelConfirmation(of: account, at: arrived)
            try db.audit.record(
                AuditEntry(actor: account.actor, action: "contact.cancel", subject: "account:\(account.id)"),
                at: arrived)
        }
        return visit.redirect(Links().record)
    }

    private static func ask(_ mail: String, _ account: Account, _ visit: Visit) async throws {
        let arrived = visit.arrived
        try await visit.house.pool.write { try $0.contacts.askToConfirm(mail, of: account, at: arrived) }
    }

    private static func again(_ visit: Visit, _ form: FormBody, _ problems: [FieldProblem]) -> Response {
        visit.page(page(visit, "").again(form, problems).body, status: .unprocessableContent)
    }

    private static func page(_ visit: Visit, _ present: String) -> OwnFormPage {
        var page = OwnFormPage(
            frame: visit.frame(.record), title: "メールアドレスの変更", action: Links().ownMail,
            inputs: [RecordInput(RecordField.mail, "新しいメールアドレス", .mail)], button: "確認のメールを送る")
        page.lead = """
            <p>新しいアドレスに、確認のメールを送ります。メールのリンクを開くと変更されます。それまでは、いまのアドレスが使われます。</p>
            \(if: !present.isEmpty, "<p>いまのアドレス: <b>\(present)</b></p>")
            """
        return page
    }
}
