import Database
import Domain
import Hummingbird
import Sodium
import Store

/// The own second factor: set up, looked at, given new recovery codes, turned off. Who owes it and has none yet is led here right
/// after the password, and goes no further without it.
enum SecondFactorController {
    static func show(_ visit: Visit) async throws -> Response {
        let account = try visit.known()
        let factor = try await visit.house.pool.read { try $0.secondFactors.factor(of: account) }
        if visit.pending != nil, factor?.isOn == true { return visit.redirect(Links().factor) }
        var page = page(visit, account, factor)
        page.isDone = visit.asked("done") != nil
        return visit.page(page.body)
    }

    /// Makes a secret, which is worth nothing before `confirm`.
    static func create(_ visit: Visit) async throws -> Response {
        let account = try visit.known()
        let isBegun = try await visit.house.pool.write { [now = visit.arrived] db in
            try db.secondFactors.begin(TOTP.newSecret(), of: account, at: now)
        }
        return visit.redirect(isBegun ? Links().factorProof : Links().secondFactor)
    }

    static func new(_ visit: Visit) async throws -> Response {
        let account = try visit.known()
        guard let page = try await proof(visit, account) else { return visit.redirect(Links().secondFactor) }
        return visit.page(page.body)
    }

    /// Takes the first code. The recovery codes are shown on this answer alone.
    static func confirm(_ visit: Visit) async throws -> Response {
        let account = try visit.known()
        guard var page = try await proof(visit, account) else { return visit.redirect(Links().secondFactor) }
        let code = try visit.form().line(FieldName.code) ?? ""
        let codes = newRecoveryCodes()
        let (now, token, device) = (visit.arrived, visit.token, NewSession.Device(visit))
        let isPending = visit.pending != nil
        let onward = try await visit.house.pool.write { db -> Onward? in
            guard try db.secondFactors.confirm(code, recoveryCodes: codes, of: account, at: now) else { return nil }
            guard isPending else { return .home }
            let onward = try db.sessions.admit(token: token, at: now)
            try device.noteSignIn(account, db, at: now)
            return Onward(onward)
        }
        guard let onward else {
            page.problems = [FactorPage.fault("コードが違います。アプリに表示されている6桁の数字を入力してください。")]
            return visit.page(page.body, status: .unprocessableContent)
        }
        var shown = RecoveryCodesPage(frame: visit.frame(.record), account: account, codes: codes)
        shown.onward = onward
        return visit.page(shown.body)
    }

    static func renewRecoveryCodes(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn()
        if let answer = try await refusal(visit, account) { return answer }
        let codes = newRecoveryCodes()
        try await visit.house.pool.write { [now = visit.arrived] db in
            try db.secondFactors.replaceRecoveryCodes(codes, of: account, at: now)
        }
        return visit.page(RecoveryCodesPage(frame: visit.frame(.record), account: account, codes: codes).body)
    }

    static func destroy(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn()
        guard !isRequired(visit, account) else { return visit.redirect(Links().secondFactor) }
        if let answer = try await refusal(visit, account) { return answer }
        try await visit.house.pool.write { [now = visit.arrived] db in
            try db.secondFactors.remove(of: account, at: now, by: account.actor)
        }
        return visit.redirect(Links().secondFactor(isDone: true))
    }

    /// Before what matters the password is asked for: whoever finds an open browser does not know it. Nil when it is right.
    private static func refusal(_ visit: Visit, _ account: Account) async throws -> Response? {
        let factor = try await visit.house.pool.read { try $0.secondFactors.factor(of: account) }
        guard let factor, factor.isOn else { return visit.redirect(Links().secondFactor) }
        var page = page(visit, account, factor)
        guard let typed = try visit.form().secret(FieldName.password) else {
            page.refusal = "パスワードを入力してください。"
            return visit.page(page.body, status: .unprocessableContent)
        }
        switch try await PasswordProof.check(typed, visit, account) {
        case .right: return nil
        case .wrong:
            page.refusal = "パスワードが違います。もう一度入力してください。"
            return visit.page(page.body, status: .unprocessableContent)
        case .wait(let wait):
            page.refusal = wait.sentence
            return visit.waiting(visit.page(page.body, status: .tooManyRequests), wait)
        }
    }

    private static func isRequired(_ visit: Visit, _ account: Account) -> Bool {
        visit.house.requiresSecondFactor && account.needsSecondFactor
    }

    private static func page(_ visit: Visit, _ account: Account, _ factor: SecondFactor?) -> SecondFactorPage {
        SecondFactorPage(
            frame: visit.frame(.record), factor: factor, isRequired: isRequired(visit, account),
            isPending: visit.pending != nil)
    }

    /// The page with the secret that waits for its first code; nil where there is none.
    private static func proof(_ visit: Visit, _ account: Account) async throws -> FactorProofPage? {
        guard let secret = try await visit.house.pool.read({ try $0.secondFactors.unconfirmedSecret(of: account) })
        else { return nil }
        let name = account.colleague.map { "\(account.loginId) \($0.name)" } ?? account.loginId
        return FactorProofPage(
            frame: visit.frame(.record), secret: TOTP.base32(secret),
            address: TOTP.uri(secret: secret, account: name, issuer: "G-MIS"), isPending: visit.pending != nil)
    }

    private static func newRecoveryCodes() -> [String] {
        (1...SecondFactor.recoveryCodes).map { _ in PrintedCode.make() }
    }
}
