import Database
import Domain
import Hummingbird
import Store

/// Signing in and out.
enum SessionController {
    static func new(_ visit: Visit) async throws -> Response {
        guard visit.account == nil else { return visit.redirect(Links().home) }
        return visit.page(SignInPage(frame: visit.frame()).body)
    }

    static func create(_ visit: Visit) async throws -> Response {
        let form = try visit.form()
        let typedId = form.typed(FieldName.loginId)
        guard case .success(let loginId) = form.value(FieldName.loginId),
            case .success(let password) = form.value(FieldName.password), loginId.utf8.count <= 200,
            password.utf8.count <= 500
        else { return refused(visit, typedId) }
        let house = visit.house
        let now = visit.now
        let known = try await house.pool.read { try $0.accounts.credentials(loginId: loginId, on: now.day) }
        // An unknown ID costs the same hash, so that nobody can tell the two apart.
        let matches = try await house.passwords.verify(password, against: known?.passwordHash)
        guard matches, let account = known?.account else {
            try await recordRefusal(of: known?.account.id, visit)
            return refused(visit, typedId)
        }
        let token = VisitCookies.newToken()
        try await house.pool.write { db in
            try db.sessions.create(token: token, account: account.id, at: now)
            try db.audit.record(
                AuditEntry(actor: account.id, action: "session.create", subject: "account:\(account.id)"), at: now)
        }
        let cookie = VisitCookies.header(
            "session", token, seconds: SessionRule.absoluteSeconds, isSecure: house.isSecure)
        return visit.redirect(Links().home, cookie: cookie)
    }

    static func destroy(_ visit: Visit) async throws -> Response {
        let token = visit.token
        let now = visit.now
        let account = try visit.signedIn()
        try await visit.house.pool.write { db in
            try db.sessions.end(token: token, at: now)
            try db.audit.record(
                AuditEntry(actor: account.id, action: "session.end", subject: "account:\(account.id)"), at: now)
        }
        let ended = VisitCookies.header("session", "", seconds: 0, isSecure: visit.house.isSecure)
        return visit.redirect(Links().signIn, cookie: ended)
    }

    private static func refused(_ visit: Visit, _ typedId: String) -> Response {
        visit.page(
            SignInPage(frame: visit.frame(), typedId: String(typedId.prefix(200)), problem: .signInRefused).body,
            status: .unprocessableContent)
    }

    /// Written for unknown IDs too: the time of the answer tells nothing.
    private static func recordRefusal(of account: String?, _ visit: Visit) async throws {
        let now = visit.now
        let subject = account.map { "account:\($0)" } ?? "account"
        try await visit.house.pool.write { db in
            try db.audit.record(AuditEntry(actor: "visitor", action: "session.refuse", subject: subject), at: now)
        }
    }
}
