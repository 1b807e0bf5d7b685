import Database
import Domain
import Hummingbird
import Store

/// Where the link leads that shows that a mail address is the owner's; nobody needs to be signed in.
enum ConfirmMailController {
    static func new(_ visit: Visit) async throws -> Response {
        let code = visit.query.first { $0.name == RecordField.code }?.value ?? ""
        let arrived = visit.arrived
        let found = try await visit.house.pool.read { try $0.oneTimeCodes.look(code, .confirmMail, at: arrived) }
        switch found {
        case .success(let known):
            return visit.page(ConfirmMailPage(frame: visit.frame(), state: .open(code, known.payload)).body)
        case .failure(let refusal):
            return visit.page(
                ConfirmMailPage(frame: visit.frame(), state: .refused(refusal.fault)).body, status: .notFound)
        }
    }

    static func create(_ visit: Visit) async throws -> Response {
        let code = try visit.form().typed(RecordField.code)
        let (arrived, now) = (visit.arrived, visit.now)
        do {
            try await visit.house.pool.write { db in
                _ = try db.contacts.confirm(code, at: arrived, recordedAt: now)
            }
        } catch let refusal as OneTimeCodeRefusal {
            return visit.page(
                ConfirmMailPage(frame: visit.frame(), state: .refused(refusal.fault)).body,
                status: .unprocessableContent)
        }
        return visit.page(ConfirmMailPage(frame: visit.frame(), state: .done).body)
    }
}

/// A mail address to be confirmed with one button: whoever only opens the link, such as a program that looks at mails, changes
/// nothing.
struct ConfirmMailPage: Sendable {
    enum State: Sendable {
        case open(_ code: String, _ address: String)
        case refused(OneTimeCodeFault)
        case done
    }

    var frame: PageFrame
    var state: State

    var body: HTML {
        Layout(
            frame: frame, title: "メールアドレスの確認",
            main: """
                <div class="title"><h1>メールアドレスの確認</h1></div>
                <div class="stack far slim">\(content)</div>
                """
        ).html
    }

    private var content: HTML {
        switch state {
        case .open(let code, let address):
            """
            <p>次のメールアドレスを、G-MISからの連絡先として登録します。</p>
            <p class="lead"><b>\(address)</b></p>
            <form method="post" action="\(frame.links.confirmMail)">\(frame.csrfField)\
            <input type="hidden" name="\(RecordField.code)" value="\(code)">\
            <button class="btn big">このアドレスを登録する</button></form>
            """
        case .refused(let fault):
            """
            <div class="sum" role="alert"><h2>登録できませんでした</h2><p>\(fault.sentence)</p></div>
            <p>もう一度送るときは、ログインして<a href="\(frame.links.record)">登録内容</a>の画面から確認のメールを送ってください。</p>
            """
        case .done:
            """
            <p class="lead">メールアドレスを登録しました。</p>
            <p>前のアドレスと新しいアドレスに、変更のお知らせを送ります。</p>
            <p><a href="\(frame.links.record)">登録内容を見る</a></p>
            """
        }
    }
}
