import Database
import Domain
import Hummingbird
import Store

/// The help desk's mails: what is to be sent, what was, and what came of it (R4 R14).
enum MailController {
    /// So many mails stand on one page.
    static let perPage = 50

    static func index(_ visit: Visit) async throws -> Response {
        _ = try visit.helpDeskActor()
        func asked(_ name: String) -> String? {
            visit.query.first { $0.name == name && !$0.value.utf8.contains(0) }.map(\.value)
        }
        let filter = MailFilter(
            state: asked(FieldName.state).flatMap(MailState.init(rawValue:)),
            purpose: asked(FieldName.purpose).flatMap(MailDraft.Purpose.init(rawValue:)), batch: asked(FieldName.batch))
        let (before, due) = (asked(FieldName.before), visit.house.clock.mailDue)
        var page = try await visit.house.pool.read {
            [page = MailsPage(frame: visit.frame(.mails), filter: filter)] db in
            var page = page
            page.mails = try db.mails.list(filter, before: before, limit: perPage + 1)
            page.counts = try db.mails.counts()
            page.held = try db.mails.heldBatches()
            page.faults = try db.mailSending.faults(at: due)
            return page
        }
        if page.mails.count > perPage {
            page.mails.removeLast()
            page.next = page.mails.last?.id
        }
        page.way = visit.house.mailing.way
        return visit.page(page.body)
    }

    static func show(_ visit: Visit) async throws -> Response {
        _ = try visit.helpDeskActor()
        let id = try visit.parameter("mail")
        let (mail, reports) = try await visit.house.pool.read { db in
            guard let mail = try db.mails.mail(id) else { throw Problem.notFound }
            return (mail, try db.deliveryReports.reports(of: id))
        }
        return visit.page(MailPage(frame: visit.frame(.mails), mail: mail, reports: reports).body)
    }
}

/// A mail sent once more.
enum MailSendingController {
    static func create(_ visit: Visit) async throws -> Response {
        try await visit.changeMail { db, id, now, actor in try db.mails.resend(id, at: now, by: actor) }
    }
}

/// A mail that is not sent after all.
enum MailCancellationController {
    static func create(_ visit: Visit) async throws -> Response {
        try await visit.changeMail { db, id, now, actor in try db.mails.cancel(id, at: now, by: actor) }
    }
}

/// A held mail that is sent.
enum MailReleaseController {
    static func create(_ visit: Visit) async throws -> Response {
        try await visit.changeMail { db, id, now, actor in try db.mails.release(id, at: now, by: actor) }
    }
}

/// The held mails of a batch, sent.
enum BatchReleaseController {
    static func create(_ visit: Visit) async throws -> Response {
        let (batch, now, actor) = (try visit.form().text(FieldName.batch), visit.now, try visit.helpDeskActor())
        // Tens of thousands may wait: nobody else's writes are to wait for them.
        _ = try await visit.house.pool.writeAlone { try $0.mails.release(batch: batch, at: now, by: actor) }
        return visit.redirect(Links().mails)
    }
}

extension FormBody {
    /// A field that no person types: what cannot be text is nothing.
    func text(_ name: String) -> String {
        if case .success(let text) = value(name) { text } else { "" }
    }
}

extension Visit {
    /// Who of the help desk asks, by key; nobody else finds its pages.
    func helpDeskActor() throws(Problem) -> String { try signedIn().permit(.manageAccounts).actor }

    /// Changes the mail that the address names, and shows it. What it is too late for changes nothing: the page shows how it stands.
    fileprivate func changeMail(
        _ change: @escaping @Sendable (any Connection, String, Instant, String) throws -> Bool
    ) async throws -> Response {
        let (id, now, actor) = (try parameter("mail"), now, try helpDeskActor())
        _ = try await house.pool.write { try change($0, id, now, actor) }
        return redirect(Links().mail(id))
    }
}
