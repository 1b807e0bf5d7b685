import Database
import Domain
import Hummingbird
import Store

/// Notices as their readers find them (R21).
enum NoticeController {
    static func index(_ visit: Visit) async throws -> Response {
        visit.page(NoticesPage(frame: visit.frame(), notices: try await theirs(visit)).body)
    }

    static func show(_ visit: Visit) async throws -> Response {
        let id = try visit.parameter("notice")
        guard let notice = try await theirs(visit).first(where: { $0.id == id }) else { throw Problem.notFound }
        return visit.page(NoticePage(frame: visit.frame(), notice: notice).body)
    }

    private static func theirs(_ visit: Visit) async throws -> [Notice] {
        try await visit.house.notices(for: visit.account, at: visit.now, arrived: visit.arrived)
    }
}

/// The help desk writes notices, looks at them, and ends them (R21).
enum WrittenNoticeController {
    static func index(_ visit: Visit) async throws -> Response {
        _ = try visit.signedIn().permit(.manageAccounts)
        let now = visit.now
        let notices = try await visit.house.pool.read {
            try $0.notices.all(at: now, limit: WrittenNoticesPage.pastListed)
        }
        return visit.page(WrittenNoticesPage(frame: visit.frame(.notices), now: now, notices: notices).body)
    }

    static func new(_ visit: Visit) async throws -> Response {
        _ = try visit.signedIn().permit(.manageAccounts)
        let former = visit.query.first { $0.name == "after" }?.value
        let notice = try await visit.house.pool.read { db in try former.flatMap { try db.notices.find($0) } }
        var typed = TypedNotice(at: visit.now)
        if let text = notice?.text {
            let times = typed
            typed = TypedNotice(text)
            (typed.from, typed.until) = (times.from, times.until)
        }
        return visit.page(NoticeFormPage(frame: visit.frame(.notices), typed: typed).body)
    }

    static func create(_ visit: Visit) async throws -> Response {
        let form = try visit.form()
        guard visit.isOurs(form) else { return stale(visit, form) }
        let account = try visit.signedIn()
        _ = try account.permit(.manageAccounts)
        let typed = TypedNotice(form)
        if let problem = fieldFault(form) { return refused(visit, typed, [problem]) }
        let text: NoticeText
        do {
            text = try typed.read(at: visit.now)
        } catch .invalid(let problems) {
            return refused(visit, typed, problems)
        }
        switch NoticeFormPage.Step(rawValue: form.typed(NoticeFormPage.Step.field)) {
        case .edit?:
            return visit.page(NoticeFormPage(frame: visit.frame(.notices), typed: typed).body)
        case .publish?:
            let id = form.typed(NoticeFormPage.idField)
            guard Notice.isId(id) else { throw Problem.malformed("notice") }
            return try await publish(text, id, account, visit)
        case .preview?, nil:
            let page = NoticePreviewPage(
                frame: visit.frame(.notices), typed: typed, text: text, id: NoticeStore.newId())
            return visit.page(page.body)
        }
    }

    static func show(_ visit: Visit) async throws -> Response {
        _ = try visit.signedIn().permit(.manageAccounts)
        let id = try visit.parameter("notice")
        let found = try await visit.house.pool.read { db in
            try db.notices.find(id).map { ($0, try db.notices.mails(of: id)) }
        }
        guard let (notice, mails) = found else { throw Problem.notFound }
        let page = WrittenNoticePage(frame: visit.frame(.notices), now: visit.now, notice: notice, mails: mails)
        return visit.page(page.body)
    }

    static func end(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn()
        _ = try account.permit(.manageAccounts)
        let (id, now) = (try visit.parameter("notice"), visit.now)
        try await visit.house.pool.write { try $0.notices.withdraw(id, at: now, by: account.actor) }
        await visit.house.notices.forget()
        return visit.redirect(Links().writtenNotice(id))
    }

    private static func publish(
        _ text: NoticeText, _ id: String, _ account: Account, _ visit: Visit
    ) async throws -> Response {
        let now = visit.now
        try await visit.house.pool.write { try $0.notices.publish(text, id: id, at: now, by: account.actor) }
        await visit.house.notices.forget()
        return visit.redirect(Links().writtenNotice(id))
    }

    /// What was typed is not lost where the page had become too old.
    private static func stale(_ visit: Visit, _ form: FormBody) -> Response {
        var page = NoticeFormPage(frame: visit.frame(.notices), typed: TypedNotice(form))
        if visit.isReopened { page.frame.obstacle = .staleForm } else { page.problem = .staleForm }
        return visit.page(page.body, status: .forbidden)
    }

    private static func refused(_ visit: Visit, _ typed: TypedNotice, _ problems: [FieldProblem]) -> Response {
        var page = NoticeFormPage(frame: visit.frame(.notices), typed: typed)
        page.errors = problems
        return visit.page(page.body, status: .unprocessableContent)
    }

    /// A field that did not come as text.
    private static func fieldFault(_ form: FormBody) -> FieldProblem? {
        for field in TypedNotice.Field.allCases where field != .byMail {
            if case .failure(let fault) = form.value(field.rawValue) {
                return FieldProblem(field: field.rawValue, label: field.label, sentence: fault.sentence)
            }
        }
        return nil
    }
}

extension TypedNotice {
    /// As it was sent, whatever is wrong with it.
    fileprivate init(_ form: FormBody) {
        func typed(_ field: Field) -> String { form.typed(field.rawValue) }
        self.init(
            title: typed(.title), body: typed(.body), from: typed(.from), until: typed(.until),
            audience: typed(.audience), prefecture: typed(.prefecture), byMail: !typed(.byMail).isEmpty)
    }
}
