import Database
import Domain
import HTTPTypes
import Hummingbird
import Store

/// Where the link of a mail leads that ends an ID's reminders; nobody needs to be signed in.
enum ReminderStopController {
    static func new(_ visit: Visit) async throws -> Response {
        let code = visit.asked(RecordField.code) ?? ""
        let (arrived, day) = (visit.arrived, visit.now.day)
        let state = try await visit.house.pool.read { db -> ReminderStopPage.State in
            switch try db.reminderSettings.look(code, at: arrived, on: day) {
            case .success(let account):
                let isStopped = try db.reminderSettings.setting(of: account.id) == .none
                return isStopped ? .done(account.name) : .open(code, account.name)
            case .failure(let refusal): return .refused(refusal.fault)
            }
        }
        if case .refused = state { return page(visit, state, status: .notFound) }
        return page(visit, state)
    }

    /// The button of the page, or that of a mail program, which sends to the address as it stands in the mail (RFC 8058).
    static func create(_ visit: Visit) async throws -> Response {
        let typed = try visit.form().typed(RecordField.code)
        let code = typed.isEmpty ? visit.asked(RecordField.code) ?? "" : typed
        let (arrived, now) = (visit.arrived, visit.now)
        switch try await visit.house.pool.write({ try $0.reminderSettings.stop(code, at: arrived, recordedAt: now) }) {
        case .success(let account): return page(visit, .done(account.name))
        case .failure(let refusal): return page(visit, .refused(refusal.fault), status: .unprocessableContent)
        }
    }

    private static func page(
        _ visit: Visit, _ state: ReminderStopPage.State, status: HTTPResponse.Status = .ok
    ) -> Response {
        visit.page(ReminderStopPage(frame: visit.frame(), state: state).body, status: status)
    }
}

/// Ends reminders with one button: whoever only opens the link, such as a program that looks at mails, changes nothing.
struct ReminderStopPage: Sendable {
    enum State: Sendable {
        case open(_ code: String, _ name: String)
        case done(_ name: String)
        case refused(OneTimeCodeFault)
    }

    var frame: PageFrame
    var state: State

    var body: HTML {
        Layout(
            frame: frame, title: "リマインダーを止める",
            main: """
                <div class="title"><h1>リマインダーを止める</h1></div>
                <div class="stack far slim">\(content)</div>
                """
        ).html
    }

    private var content: HTML {
        switch state {
        case .open(let code, let name):
            """
            <p class="lead"><bdi>\(name)</bdi>への、報告の時期をお知らせするメールをすべて止めます。</p>
            <p>お知らせの一部だけを止めたり、時刻を変えたりするときは、<a href="\(frame.links.reminders)">ログインして設定を変えて</a>ください。</p>
            <form method="post" action="\(frame.links.reminderStop)">\(frame.csrfField)\
            <input type="hidden" name="\(RecordField.code)" value="\(code)">\
            <button class="btn big">すべて止める</button></form>
            """
        case .done(let name):
            """
            \(DoneBox(heading: "リマインダーを止めました", sentence: "\(name)には、これからお知らせを送りません。この画面は閉じてかまいません。").html)
            <p>また受け取るときは、<a href="\(frame.links.reminders)">ログインして「リマインダー」</a>で選んでください。</p>
            """
        case .refused(let fault):
            """
            <div class="sum" role="alert"><h2>止められませんでした</h2><p>\(fault.sentence)</p></div>
            <p><a href="\(frame.links.reminders)">ログインして「リマインダー」</a>でも止められます。</p>
            """
        }
    }
}
