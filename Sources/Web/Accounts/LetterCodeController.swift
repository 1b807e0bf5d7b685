import Database
import Domain
import Hummingbird
import Sodium
import Store

/// Where the code of a letter is typed (R4 R14). The code is carried in forms alone, never in an address.
enum LetterCodeController {
    static func new(_ visit: Visit) async throws -> Response { visit.page(LetterCodePage(frame: visit.frame()).body) }

    static func create(_ visit: Visit) async throws -> Response {
        let form = try visit.form()
        var page = LetterCodePage(frame: visit.frame(), typedId: form.shown(FieldName.loginId))
        page.typedCode = form.shown(FieldName.code)
        let loginId = form.line(FieldName.loginId)
        let code = form.line(FieldName.code).flatMap(PrintedCode.normalised)
        guard let loginId, let code else {
            if loginId == nil { page.problems.append(LetterCodePage.idFault) }
            if code == nil { page.problems.append(LetterCodePage.codeFault) }
            return visit.page(page.body, status: .unprocessableContent)
        }
        switch try await OpenedCode.open(.letter(code, loginId: loginId), visit) {
        case .success(let opened): return visit.page(NewPasswordPage(frame: visit.frame(), opened).body)
        case .failure(let refusal): return refusal.answer(visit, letter: page)
        }
    }
}

/// Where the ID and the code of a letter are typed.
public struct LetterCodePage: Sendable {
    public var frame: PageFrame
    public var typedId: String
    public var typedCode = ""
    public var problems: [FieldProblem] = []
    public var refusal: String?

    public init(frame: PageFrame, typedId: String = "") {
        self.frame = frame
        self.typedId = typedId
    }

    static let idFault = FieldProblem(
        field: FieldName.loginId, label: "ログインID", sentence: "ログインIDを入力してください。")
    static let codeFault = FieldProblem(
        field: FieldName.code, label: "手紙のコード",
        sentence: "手紙のコードは、英字と数字あわせて12文字です。数字の0と1、英字のOとIは使われていません。")

    public var body: HTML {
        let id = AccountField(
            name: FieldName.loginId, label: "ログインID", hint: "手紙に印刷されています。", value: typedId,
            autocomplete: "username", problems: problems.at(FieldName.loginId))
        let code = AccountField(
            name: FieldName.code, label: "手紙のコード", hint: "大文字と小文字、全角と半角、ハイフンの有無は、どれでもかまいません。",
            value: typedCode, problems: problems.at(FieldName.code))
        return AccountFormPage(
            frame: frame, title: "手紙が届いた方", lead: "<p>手紙にあるログインIDとコードを入力すると、パスワードを決める画面に進みます。</p>",
            action: frame.links.letterCode, fields: "\(id.html)\(code.html)", button: "次へ進む", problems: problems,
            refusal: refusal,
            more: CallHelpDesk(
                frame: frame, sentence: "手紙のコードは一度だけ使え、30日間有効です。期限が過ぎたときや、手紙をなくしたときは、ヘルプデスクへお電話ください。"
            ).html
        ).body
    }
}
