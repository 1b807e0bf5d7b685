import Domain
import HTTPTypes
import Hummingbird
import Store

/// A first or another password, by a mail's link or a letter's code (R3 R14 R15).
enum NewPasswordController {
    static func new(_ visit: Visit) async throws -> Response {
        switch try await OpenedCode.open(.link(visit.asked("code") ?? ""), visit) {
        case .success(let opened): return visit.page(NewPasswordPage(frame: visit.frame(), opened).body)
        case .failure(let refusal): return refusal.answer(visit)
        }
    }

    static func create(_ visit: Visit) async throws -> Response {
        let form = try visit.form()
        guard let key = OpenedCode.Key(form) else { return OpenedCode.Refusal.fault(.unknown).answer(visit) }
        let opened: OpenedCode
        switch try await OpenedCode.open(key, visit) {
        case .success(let good): opened = good
        case .failure(let refusal): return refusal.answer(visit, letter: key.letterPage(visit))
        }
        switch NewPassword.read(form, loginId: opened.account.loginId, common: visit.house.commonPasswords) {
        case .failure(let faults):
            var page = NewPasswordPage(frame: visit.frame(), opened)
            page.problems = faults.problems
            return visit.page(page.body, status: .unprocessableContent)
        case .success(let password):
            let hash = try await visit.house.passwords.hash(password)
            if let fault = try await opened.set(hash: hash, visit) {
                return OpenedCode.Refusal.fault(fault).answer(visit, letter: key.letterPage(visit))
            }
            let done = Links().signIn(after: .passwordSet, loginId: opened.account.loginId)
            return visit.redirect(done)
        }
    }
}

/// A new password as it was typed, twice.
enum NewPassword {
    struct Faults: Error { let problems: [FieldProblem] }

    /// Every rule that is broken, at its field.
    static func read(_ form: FormBody, loginId: String, common: CommonPasswords) -> Result<String, Faults> {
        let first = FieldName.newPassword
        var problems: [FieldProblem] = []
        var password = ""
        switch form.value(first) {
        case .success(""): problems.append(problem(first, "新しいパスワードを入力してください。"))
        case .success(let typed):
            password = typed
            problems += Password.faults(in: typed, loginId: loginId, common: common).map {
                FieldProblem(field: first, label: "パスワード", sentence: $0)
            }
        case .failure(.controlCharacter):
            problems.append(problem(first, "パスワードには半角の英字・数字・記号だけを使ってください。制御文字は使えません。"))
        case .failure(let fault): problems.append(problem(first, fault.sentence))
        }
        guard case .success(let again) = form.value(FieldName.newPasswordAgain), !again.isEmpty else {
            problems.append(problem(FieldName.newPasswordAgain, "確認のため、同じパスワードをもう一度入力してください。"))
            return .failure(Faults(problems: problems))
        }
        if Array(again.unicodeScalars) != Array(password.unicodeScalars) {
            problems.append(problem(FieldName.newPasswordAgain, "2回入力したパスワードが違います。もう一度入力してください。"))
        }
        return problems.isEmpty ? .success(password) : .failure(Faults(problems: problems))
    }

    private static func problem(_ field: String, _ sentence: String) -> FieldProblem {
        let label = field == FieldName.newPassword ? "新しいパスワード" : "新しいパスワード（確認）"
        return FieldProblem(field: field, label: label, sentence: sentence)
    }

    /// Both fields, with the rules.
    static func fields(_ problems: [FieldProblem]) -> HTML {
        let first = AccountField(
            name: FieldName.newPassword, label: "新しいパスワード",
            hint: "8〜128文字で、半角の英大文字・英小文字・数字をそれぞれ1文字以上。半角の記号も使えます。全角文字・空白、ログインIDと同じもの、よく使われているものは使えません。前と同じパスワードも使えます。",
            type: "password", autocomplete: "new-password", problems: problems.at(FieldName.newPassword))
        let again = AccountField(
            name: FieldName.newPasswordAgain, label: "新しいパスワード（確認）", hint: "同じパスワードをもう一度入力してください。",
            type: "password", autocomplete: "new-password", problems: problems.at(FieldName.newPasswordAgain))
        return "\(first.html)\(again.html)"
    }
}

extension OpenedCode.Key {
    /// The page where a letter's code is typed, as it was; nil for a link.
    fileprivate func letterPage(_ visit: Visit) -> LetterCodePage? {
        guard case .letter(let code, let loginId) = self else { return nil }
        var page = LetterCodePage(frame: visit.frame(), typedId: loginId)
        page.typedCode = code
        return page
    }
}

extension OpenedCode.Refusal {
    /// - Parameter page: where the letter's code was typed; nil for a link.
    func answer(_ visit: Visit, letter page: LetterCodePage? = nil) -> Response {
        let answer = CodeRefusalPage(frame: visit.frame(), isLetter: page != nil, sentence: sentence(page != nil))
        switch self {
        case .wait(let wait):
            guard var page else { return visit.waiting(visit.page(answer.body, status: .tooManyRequests), wait) }
            page.refusal = wait.sentence
            return visit.waiting(visit.page(page.body, status: .tooManyRequests), wait)
        case .fault(.unknown):
            guard var page else { return visit.page(answer.body, status: .notFound) }
            page.refusal = sentence(true)
            return visit.page(page.body, status: .unprocessableContent)
        case .fault: return visit.page(answer.body, status: .gone)
        case .atRest: return visit.page(answer.body, status: .unprocessableContent)
        }
    }

    private func sentence(_ isLetter: Bool) -> String {
        switch self {
        case .wait(let wait): wait.sentence
        case .atRest(let reason): reason
        case .fault(let fault) where !isLetter: fault.sentence
        case .fault(.unknown): "ログインIDか手紙のコードが違います。手紙をご覧になって、もう一度入力してください。"
        case .fault(.used): "この手紙のコードはもう使われています。コードは一度だけ使えます。"
        case .fault(.expired): "この手紙のコードの期限が過ぎています。"
        case .fault(.cancelled): "この手紙のコードは使えません。あとから新しいものが送られたか、パスワードがもう決められています。"
        }
    }
}
