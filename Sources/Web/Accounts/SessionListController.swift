import Database
import Domain
import Hummingbird
import Store

/// Where somebody is signed in, and the ways to end it. Several people of one office may be signed in at once.
enum SessionListController {
    static func index(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn()
        let (now, token) = (visit.arrived, visit.token)
        let (open, tells, factor) = try await visit.house.pool.read { db in
            (
                try db.sessions.open(of: account, asking: token, at: now),
                try db.accountLives.tellsOfDevices(account.id), try db.secondFactors.isOn(account)
            )
        }
        var page = SessionListPage(
            frame: visit.frame(.record), sessions: open, tellsOfDevices: tells, hasFactor: factor)
        page.isDone = visit.asked("done") != nil
        page.isColleague = account.colleague != nil
        return visit.page(page.body)
    }

    static func end(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn()
        guard let key = try visit.form().line(FieldName.session) else { throw Problem.malformed("no session named") }
        try await visit.house.pool.write { [now = visit.arrived] db in
            try db.sessions.end(key: key, of: account, at: now)
        }
        return visit.redirect(Links().sessions(isDone: true))
    }

    static func endOthers(_ visit: Visit) async throws -> Response {
        try await endAll(visit, but: visit.token)
        return visit.redirect(Links().sessions(isDone: true))
    }

    static func endAll(_ visit: Visit) async throws -> Response {
        try await endAll(visit, but: nil)
        return visit.redirect(Links().signIn(after: .signedOutEverywhere), cookies: [visit.endOfCookie])
    }

    static func setNewDevices(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn()
        // One setting for the whole ID, so its owner alone decides it.
        guard account.colleague == nil else { throw Problem.notFound }
        let tells = try visit.form().line(FieldName.tells) == "1"
        try await visit.house.pool.write { [now = visit.arrived] db in
            try db.accountLives.setTellsOfDevices(tells, of: account.id, at: now, by: account.actor)
        }
        return visit.redirect(Links().sessions(isDone: true))
    }

    private static func endAll(_ visit: Visit, but token: String?) async throws {
        let account = try visit.signedIn()
        try await visit.house.pool.write { [now = visit.arrived] db in
            try db.sessions.endAll(of: account, but: token, at: now)
            try db.audit.record(
                AuditEntry(
                    actor: account.actor, action: "session.endAll", subject: "account:\(account.id)",
                    detail: ["kept": token == nil ? "0" : "1"]), at: now)
        }
    }
}
