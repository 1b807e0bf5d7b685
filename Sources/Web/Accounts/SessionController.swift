import Database
import Domain
import HTTPTypes
import Hummingbird
import Store

/// Signing in and out.
enum SessionController {
    static func new(_ visit: Visit) async throws -> Response {
        if let pending = visit.pending { return visit.redirect(try await FactorController.next(visit, pending)) }
        let onward = Onward(visit.asked(FieldName.onward) ?? "")
        guard visit.account == nil else { return visit.redirect(onward.link) }
        var page = SignInPage(frame: visit.frame(), typedId: String((visit.asked("id") ?? "").prefix(200)))
        page.onward = onward
        page.arrival = visit.asked("after").flatMap(SignInPage.Arrival.init(rawValue:))
        return visit.page(page.body)
    }

    static func create(_ visit: Visit) async throws -> Response {
        let form = try visit.form()
        guard case .success(let loginId) = form.value(FieldName.loginId), loginId.utf8.count <= 200,
            case .success(let typedMail) = form.optional(FieldName.mail), typedMail?.utf8.count ?? 0 <= 200,
            case .success(let password) = form.value(FieldName.password), password.utf8.count <= 500
        else { return refused(visit, form) }
        let attempt = SignInAttempt(visit, loginId, mail: form.mailLine(FieldName.mail) ?? "")
        let (known, wait) = try await attempt.begin()
        // Before the hash, so that a try which is not taken costs nothing worth an attack.
        if let wait { return throttled(visit, form, wait) }
        // An unknown ID costs the same hash, so that nobody can tell the two apart.
        let passwords = visit.house.passwords
        let matches = try await passwords.verify(password, against: known?.passwordHash)
        guard matches, let account = known?.account, let hash = known?.passwordHash else {
            let wait = try await attempt.refuse(known?.account)
            return wait.map { throttled(visit, form, $0) } ?? refused(visit, form)
        }
        let today = visit.now.day
        let (reason, readsOnly, hasFactor) = try await visit.house.pool.read { db in
            (
                try db.accountLives.restReason(account, on: today), try db.accountLives.readsOnly(account, on: today),
                try db.secondFactors.isOn(account)
            )
        }
        // With the right password an ID at rest is told why, since when and whom to ask, and goes no further (R22).
        if let reason {
            if let wait = try await attempt.admit(account, nil) { return throttled(visit, form, wait) }
            return page(visit, form, .idAtRest(reason), status: .unprocessableContent)
        }
        var session = NewSession(visit)
        session.readsOnly = readsOnly
        session.awaitsFactor = hasFactor || (visit.house.requiresSecondFactor && account.needsSecondFactor)
        session.onward = Onward(form.typed(FieldName.onward))
        if passwords.isOutdated(hash) { session.newHash = (hash, try await passwords.hash(password)) }
        if let wait = try await attempt.admit(account, session) { return throttled(visit, form, wait) }
        let next = session.awaitsFactor ? (hasFactor ? Links().factor : Links().secondFactor) : session.onward.link
        return visit.redirect(next, cookies: session.cookies(isSecure: visit.house.isSecure))
    }

    static func destroy(_ visit: Visit) async throws -> Response {
        let token = visit.token
        let now = visit.arrived
        let account = try visit.known()
        try await visit.house.pool.write { db in
            try db.sessions.end(token: token, at: now)
            try db.audit.record(
                AuditEntry(actor: account.actor, action: "session.end", subject: "account:\(account.id)"), at: now)
        }
        return visit.redirect(Links().signIn, cookies: [visit.endOfCookie])
    }

    private static func refused(_ visit: Visit, _ form: FormBody) -> Response {
        page(visit, form, .signInRefused, status: .unprocessableContent)
    }

    private static func throttled(_ visit: Visit, _ form: FormBody, _ wait: SignInThrottle.Wait) -> Response {
        visit.waiting(page(visit, form, .tooManyTries(until: wait.until), status: .tooManyRequests), wait)
    }

    private static func page(
        _ visit: Visit, _ form: FormBody, _ problem: Problem, status: HTTPResponse.Status
    ) -> Response {
        var page = SignInPage(frame: visit.frame(), typedId: form.shown(FieldName.loginId), problem: problem)
        page.typedMail = form.shown(FieldName.mail)
        page.onward = Onward(form.typed(FieldName.onward))
        return visit.page(page.body, status: status)
    }
}

extension Visit {
    /// The answer with when to come again.
    func waiting(_ response: Response, _ wait: SignInThrottle.Wait) -> Response {
        var response = response
        response.headers[.retryAfter] = String(SignInThrottle.secondsLeft(until: wait.until, at: arrived))
        return response
    }

    /// Tells the browser to drop the session's cookie.
    var endOfCookie: String { VisitCookies.header("session", "", seconds: 0, isSecure: house.isSecure) }
}

extension SignInThrottle.Wait {
    /// 「13:26:08」, rounded up: who waits until then is not too early.
    private var clock: String { Instant(milliseconds: until.milliseconds + 999).time.withSeconds }

    /// What a person reads who typed something wrong too often.
    var sentence: String {
        "間違いが続いたため、いまは受け付けられません。\(clock)を過ぎてから、もう一度入力してください。お急ぎのときは、ヘルプデスクへお電話ください。"
    }
}
