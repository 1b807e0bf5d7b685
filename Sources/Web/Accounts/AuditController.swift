import Database
import Domain
import Hummingbird
import Store

/// The audit: everybody's for the administrator, an ID's own for its people.
enum AuditController {
    static let perPage = 50

    static func index(_ visit: Visit) async throws -> Response {
        _ = try visit.signedIn(to: .readAudit)
        let asked = AuditFilter(visit.query)
        let today = visit.now.day
        let after = place(visit)
        let (extract, names) = try await visit.house.pool.read { db in
            let question = try asked.question(db)
            let extract = try db.audit.extract(question, after: after, limit: perPage)
            return (extract, try db.audit.names(of: extract.lines.map(\.actor), on: today))
        }
        let page = AuditPage(
            frame: visit.frame(.audit), filter: asked, extract: extract, names: ActorWords(names: names),
            surveys: visit.house.surveys)
        return visit.page(page.body)
    }

    static func own(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn(to: .keepRecord)
        let today = visit.now.day
        let after = place(visit)
        var question = AuditQuestion()
        question.subjects = ["account:\(account.id)"] + (account.facility.map { ["facility:\($0)"] } ?? [])
        let (extract, names) = try await visit.house.pool.read { [question] db in
            let extract = try db.audit.extract(question, after: after, limit: perPage)
            return (extract, try db.audit.names(of: extract.lines.map(\.actor), on: today))
        }
        let page = OwnAuditPage(
            frame: visit.frame(.record), extract: extract, names: ActorWords(names: names),
            surveys: visit.house.surveys)
        return visit.page(page.body)
    }

    private static func place(_ visit: Visit) -> AuditPlace? {
        visit.query.first { $0.name == "after" }.flatMap { AuditPlace($0.value) }
    }
}

/// What the administrator looks for, as typed.
struct AuditFilter: Sendable {
    var subject = ""
    var actor = ""
    var action = ""
    var from = ""
    var through = ""

    init(_ query: [(name: String, value: String)] = []) {
        func value(_ name: String) -> String {
            let text = query.first { $0.name == name }?.value ?? ""
            // No key is longer, and a text with a zero byte is none.
            return text.utf8.count <= 200 && !text.utf8.contains(0) ? text.filter { !$0.isWhitespace } : ""
        }
        (subject, actor, action) = (value("subject"), value("actor"), value("action"))
        (from, through) = (value("from"), value("through"))
    }

    var query: [(name: String, value: String)] {
        [("subject", subject), ("actor", actor), ("action", action), ("from", from), ("through", through)]
            .filter { !$0.1.isEmpty }
    }

    /// A login ID stands for the ID and its institution; as actor for the ID and its people.
    func question(_ db: any Connection) throws -> AuditQuestion {
        var question = AuditQuestion()
        if !subject.isEmpty {
            let account = try db.audit.account(loginId: subject)
            let facility = Facility.ID(subject).map { "facility:\($0)" }
            let named = [account.map { "account:\($0)" }, facility].compactMap(\.self)
            question.subjects = named.isEmpty ? [subject] : named
        }
        if !actor.isEmpty { question.actors = try db.audit.actors(loginId: actor) ?? [actor] }
        if !action.isEmpty { question.actions = [action] }
        question.from = Day(from)
        question.through = Day(through)
        return question
    }
}
