import Database
import Domain
import HTTPTypes
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
        let attempt = SignInAttempt(visit, loginId)
        let (known, wait) = try await attempt.begin()
        // Before the hash, so that a try which is not taken costs nothing worth an attack.
        if let wait { return throttled(visit, typedId, wait) }
        // An unknown ID costs the same hash, so that nobody can tell the two apart.
        let matches = try await visit.house.passwords.verify(password, against: known?.passwordHash)
        guard matches, let account = known?.account else {
            let wait = try await attempt.refuse(known?.account)
            return wait.map { throttled(visit, typedId, $0) } ?? refused(visit, typedId)
        }
        if let reason = try await restReason(account, visit) {
            if let wait = try await attempt.admit(account, nil) { return throttled(visit, typedId, wait) }
            return page(visit, typedId, .idAtRest(reason), status: .unprocessableContent)
        }
        let token = VisitCookies.newToken()
        if let wait = try await attempt.admit(account, token) { return throttled(visit, typedId, wait) }
        let cookie = VisitCookies.header(
            "session", token, seconds: SessionRule.absoluteSeconds, isSecure: visit.house.isSecure)
        return visit.redirect(Links().home, cookie: cookie)
    }

    static func destroy(_ visit: Visit) async throws -> Response {
        let token = visit.token
        let now = visit.arrived
        let account = try visit.signedIn()
        try await visit.house.pool.write { db in
            try db.sessions.end(token: token, at: now)
            try db.audit.record(
                AuditEntry(actor: account.id, action: "session.end", subject: "account:\(account.id)"), at: now)
        }
        let ended = VisitCookies.header("session", "", seconds: 0, isSecure: visit.house.isSecure)
        return visit.redirect(Links().signIn, cookie: ended)
    }

    /// With the right password an ID at rest is told why, since when and whom to ask, and goes no further (R22).
    private static func restReason(_ account: Account, _ visit: Visit) async throws -> String? {
        guard let facility = account.facility else { return nil }
        let today = visit.now.day
        return try await visit.house.pool.read { db in
            try db.facilities.signInStanding(of: facility, on: today).sentence
        }
    }

    private static func refused(_ visit: Visit, _ typedId: String) -> Response {
        page(visit, typedId, .signInRefused, status: .unprocessableContent)
    }

    private static func throttled(_ visit: Visit, _ typedId: String, _ wait: SignInThrottle.Wait) -> Response {
        var response = page(visit, typedId, .tooManyTries(until: wait.until), status: .tooManyRequests)
        response.headers[.retryAfter] = String(SignInThrottle.secondsLeft(until: wait.until, at: visit.arrived))
        return response
    }

    private static func page(
        _ visit: Visit, _ typedId: String, _ problem: Problem, status: HTTPResponse.Status
    ) -> Response {
        visit.page(
            SignInPage(frame: visit.frame(), typedId: String(typedId.prefix(200)), problem: problem).body,
            status: status)
    }
}
