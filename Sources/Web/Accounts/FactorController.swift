import Database
import Domain
import Hummingbird
import Store

/// The second factor, asked for after the right password (design §6).
enum FactorController {
    /// Where somebody goes on who gave the right password: the code, or a factor's first setting up.
    static func next(_ visit: Visit, _ pending: Account) async throws -> Link {
        let isOn = try await visit.house.pool.read { try $0.secondFactors.isOn(pending) }
        return isOn ? Links().factor : Links().secondFactor
    }

    static func new(_ visit: Visit) async throws -> Response {
        guard let pending = visit.pending else { return visit.redirect(Links().home) }
        let next = try await next(visit, pending)
        return next == Links().factor ? visit.page(FactorPage(frame: visit.frame()).body) : visit.redirect(next)
    }

    private enum Outcome { case admitted(Onward), wrong, wait(SignInThrottle.Wait) }

    static func create(_ visit: Visit) async throws -> Response {
        guard let pending = visit.pending else { return visit.redirect(Links().home) }
        var page = FactorPage(frame: visit.frame())
        guard let code = try visit.form().line(FieldName.code) else {
            page.problems = [FactorPage.fault("コードを入力してください。")]
            return visit.page(page.body, status: .unprocessableContent)
        }
        switch try await admit(code, pending, visit) {
        case .admitted(let onward): return visit.redirect(onward.link)
        case .wrong:
            page.problems = [FactorPage.fault("コードが違うか、もう使われています。アプリに表示されている新しいコードを入力してください。")]
            return visit.page(page.body, status: .unprocessableContent)
        case .wait(let wait):
            page.refusal = wait.sentence
            return visit.waiting(visit.page(page.body, status: .tooManyRequests), wait)
        }
    }

    private static func admit(_ code: String, _ pending: Account, _ visit: Visit) async throws -> Outcome {
        let guess = ThrottledGuess(.factor, loginId: pending.holder, account: pending, from: visit.address)
        let (now, token, device) = (visit.arrived, visit.token, NewSession.Device(visit))
        return try await visit.house.pool.write { db in
            if let wait = try guess.count(db, at: now) { return .wait(wait) }
            let isApp = try db.secondFactors.take(code, of: pending, at: now)
            guard try isApp || db.secondFactors.takeRecoveryCode(code, of: pending, at: now) else {
                try guess.wasWrong(db, at: now)
                return .wrong
            }
            try guess.wasRight(db)
            let onward = try db.sessions.admit(token: token, at: now)
            try device.noteSignIn(pending, db, at: now)
            return .admitted(Onward(onward))
        }
    }
}

/// Where the code of the app, or a recovery code, is typed.
public struct FactorPage: Sendable {
    public var frame: PageFrame
    public var problems: [FieldProblem] = []
    public var refusal: String?

    public init(frame: PageFrame) { self.frame = frame }

    static func fault(_ sentence: String) -> FieldProblem {
        FieldProblem(field: FieldName.code, label: "確認コード", sentence: sentence)
    }

    public var body: HTML {
        let code = AccountField(
            name: FieldName.code, label: "確認コード", hint: "認証アプリに表示されている6桁の数字です。リカバリーコードも使えます。",
            autocomplete: "one-time-code", problems: problems.at(FieldName.code))
        return AccountFormPage(
            frame: frame, title: "確認コードの入力", lead: "<p>パスワードを確かめました。続けて、認証アプリの確認コードを入力してください。</p>",
            action: frame.links.factor, fields: code.html, button: "ログインする", problems: problems, refusal: refusal,
            more: """
                \(CallHelpDesk(frame: frame, sentence: "認証アプリもリカバリーコードも使えないときは、ヘルプデスクへお電話ください。").html)
                \(LeaveForm(frame: frame).html)
                """
        ).body
    }
}

/// The way back for who gave the password and nothing else yet.
struct LeaveForm {
    var frame: PageFrame

    var html: HTML {
        """
        <form method="post" action="\(frame.links.sessionEnd)">\(frame.csrfField)\
        <button class="as-link">ログインをやめる</button></form>
        """
    }
}
