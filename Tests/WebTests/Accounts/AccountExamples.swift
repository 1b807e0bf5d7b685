import Domain

@testable import Web

extension PageExamples {
    /// Pages of sign-in, passwords and sessions, with a name and a typed value wherever such can stand.
    static func accounts(_ frame: PageFrame, _ unknown: PageFrame, name: String, typed: String) -> [PageExample] {
        var signIn = SignInPage(frame: unknown, typedId: typed)
        (signIn.typedMail, signIn.arrival) = (typed, .formKept)
        let account = Account(
            id: "a", loginId: name, role: .ministry, name: name, colleague: Colleague(id: "c", name: name))
        return [PageExample("sign in after something", signIn.body)] + asking(unknown, typed)
            + passwords(unknown, account, typed) + factors(frame, account, typed)
    }

    private static func asking(_ frame: PageFrame, _ typed: String) -> [PageExample] {
        var forgotten = ForgottenPasswordPage(frame: frame, typedId: typed)
        (forgotten.typedMail, forgotten.isIdMissing) = (typed, true)
        var lost = LostIdPage(frame: frame)
        (lost.typedCode, lost.typedMail) = (typed, typed)
        lost.problems = [LostIdPage.codeFault, LostIdPage.mailFault]
        var letter = LetterCodePage(frame: frame, typedId: typed)
        letter.typedCode = typed
        letter.problems = [LetterCodePage.idFault, LetterCodePage.codeFault]
        return [
            PageExample("forgotten", forgotten.body), PageExample("forgotten sent", forgotten.sent),
            PageExample("lost ID", lost.body), PageExample("lost ID sent", lost.sent),
            PageExample("letter", letter.body),
        ]
    }

    private static func passwords(_ frame: PageFrame, _ account: Account, _ typed: String) -> [PageExample] {
        let problems = [FieldName.newPassword, FieldName.newPassword, FieldName.newPasswordAgain, FieldName.password]
            .map { FieldProblem(field: $0, label: typed, sentence: typed) }
        var new = NewPasswordPage(
            frame: frame, account: account, mail: typed, isFirst: true, code: typed, letterId: typed)
        new.problems = Array(problems.prefix(3))
        var known = PasswordPage(frame: frame, account: account)
        (known.problems, known.isDone) = (problems, true)
        return [
            PageExample("new password", new.body), PageExample("password", known.body),
            PageExample("no link", CodeRefusalPage(frame: frame, isLetter: false, sentence: typed).body),
            PageExample("no letter", CodeRefusalPage(frame: frame, isLetter: true, sentence: typed).body),
        ]
    }

    private static func factors(_ frame: PageFrame, _ account: Account, _ typed: String) -> [PageExample] {
        var code = FactorPage(frame: frame)
        code.problems = [FactorPage.fault(typed)]
        let factor = SecondFactor(createdAt: now, confirmedAt: now, recoveryCodesLeft: 3)
        var on = SecondFactorPage(frame: frame, factor: factor, isRequired: false, isPending: false)
        on.refusal = typed
        let off = SecondFactorPage(frame: frame, factor: nil, isRequired: true, isPending: true)
        let proof = FactorProofPage(frame: frame, secret: typed, address: "otpauth://totp/x", isPending: true)
        let codes = RecoveryCodesPage(frame: frame, account: account, codes: [typed, typed])
        var sessions = SessionListPage(frame: frame, sessions: [], tellsOfDevices: true, hasFactor: true)
        sessions.isDone = true
        var home = HomePage(frame: frame, now: now, due: [], open: [])
        home.kept = KeptForms(
            frame: frame, forms: [(KeptForm(path: "/\(typed)", body: typed, recordedAt: now), typed)])
        return [
            PageExample("factor", code.body), PageExample("factor on", on.body), PageExample("factor off", off.body),
            PageExample("factor proof", proof.body), PageExample("recovery codes", codes.body),
            PageExample("sessions", sessions.body), PageExample("home with kept forms", home.body),
        ]
    }
}
