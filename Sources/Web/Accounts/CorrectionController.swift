import Database
import Domain
import Hummingbird
import Store

/// The registered contact, corrected by the help desk after a check, with a reason (R15).
enum CorrectionController {
    static func edit(_ visit: Visit) async throws -> Response {
        let desk = try await visit.desk()
        return visit.page(CorrectionPage(frame: visit.frame(.search), desk: desk).body)
    }

    static func update(_ visit: Visit) async throws -> Response {
        let desk = try await visit.desk()
        let form = try visit.form()
        var page = CorrectionPage(frame: visit.frame(.search), desk: desk)
        page.read(form)
        guard page.problems.isEmpty, let check = page.check else {
            return visit.page(page.body, status: .unprocessableContent)
        }
        let one = ProcedureStore.Case(desk.account, check, at: visit.now, by: try visit.signedIn().actor)
        let (contact, reason) = (page.contact, page.reason)
        let changed = try await visit.house.pool.write { try $0.procedures.correct(contact, reason: reason, one) }
        guard changed else {
            page.problems = [FieldProblem(field: "mail", label: "メールアドレス", sentence: "いまの登録と同じです。変わるところがありません。")]
            return visit.page(page.body, status: .unprocessableContent)
        }
        return visit.redirect(Links().helpDesk(account: desk.account.id, done: Procedure.contact.rawValue))
    }
}

/// An ID put to rest, and woken (R15).
enum RestController {
    static func new(_ visit: Visit) async throws -> Response {
        let desk = try await visit.desk()
        guard desk.life.restedAt == nil else { return visit.redirect(Links().helpDesk(account: desk.account.id)) }
        return visit.page(RestPage(frame: visit.frame(.search), desk: desk).body)
    }

    static func create(_ visit: Visit) async throws -> Response {
        let desk = try await visit.desk()
        let form = try visit.form()
        var page = RestPage(frame: visit.frame(.search), desk: desk)
        page.ticks = DeskCheck.ticks(form)
        page.reason = RestReason(rawValue: form.typed("reason"))
        if page.reason == nil {
            page.problems.append(FieldProblem(field: "reason", label: "理由", sentence: "止める理由を選んでください。"))
        }
        switch DeskCheck.read(form, Procedure.rest.needed(hasFacilityCode: false)) {
        case .failure(let problem): page.problems.append(problem)
        case .success(let check):
            guard let reason = page.reason else { break }
            let one = ProcedureStore.Case(desk.account, check, at: visit.now, by: try visit.signedIn().actor)
            try await visit.house.pool.write { try $0.procedures.rest(reason, one) }
            return visit.redirect(Links().helpDesk(account: desk.account.id, done: Procedure.rest.rawValue))
        }
        return visit.page(page.body, status: .unprocessableContent)
    }

    static func destroy(_ visit: Visit) async throws -> Response {
        let desk = try await visit.desk()
        let form = try visit.form()
        switch DeskCheck.read(form, Procedure.wake.needed(hasFacilityCode: false)) {
        case .failure(let problem):
            var page = DeskPage(frame: visit.frame(.search), desk: desk)
            page.ticks = DeskCheck.ticks(form)
            page.problem = problem
            return visit.page(page.body, status: .unprocessableContent)
        case .success(let check):
            let one = ProcedureStore.Case(desk.account, check, at: visit.now, by: try visit.signedIn().actor)
            try await visit.house.pool.write { try $0.procedures.wake(one) }
            return visit.redirect(Links().helpDesk(account: desk.account.id, done: Procedure.wake.rawValue))
        }
    }
}
