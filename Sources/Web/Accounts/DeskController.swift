import Database
import Domain
import Hummingbird
import Store

/// One ID as the help desk sees it (R15). Each look is written down.
enum DeskController {
    static func show(_ visit: Visit) async throws -> Response {
        let desk = try await visit.desk()
        let entry = AuditEntry(
            actor: try visit.signedIn().actor, action: "account.look", subject: "account:\(desk.account.id)")
        let now = visit.now
        try await visit.house.pool.write { try $0.audit.record(entry, at: now) }
        var page = DeskPage(frame: visit.frame(.search), desk: desk)
        page.filter = visit.query.first { $0.name == "records" }.flatMap { RecordFilter(rawValue: $0.value) } ?? .all
        page.done = visit.query.first { $0.name == "done" }.flatMap { DeskPage.done($0.value) }
        return visit.page(page.body)
    }
}

/// What the help desk does after a check, but for what has a page of its own (R12 R15).
enum ProcedureController {
    static func create(_ visit: Visit) async throws -> Response {
        let desk = try await visit.desk()
        let form = try visit.form()
        guard let procedure = Procedure(rawValue: form.typed("procedure")), DeskPage.onPage.contains(procedure) else {
            return refused(visit, desk, form, nil, DeskCheck.problem("手続きを選んでください。"))
        }
        let check: IdentityCheck
        switch DeskCheck.read(form, procedure.needed(hasFacilityCode: desk.hasFacilityCode)) {
        case .success(let right): check = right
        case .failure(let problem): return refused(visit, desk, form, procedure, problem)
        }
        let one = ProcedureStore.Case(desk.account, check, at: visit.now, by: try visit.signedIn().actor)
        do {
            try await visit.house.pool.write { try carryOut(procedure, one, $0.procedures) }
        } catch Problem.refused(let japanese, _) {
            return refused(visit, desk, form, procedure, DeskCheck.problem(japanese))
        }
        return visit.redirect(Links().helpDesk(account: desk.account.id, done: procedure.rawValue))
    }

    private static func carryOut(
        _ procedure: Procedure, _ one: ProcedureStore.Case, _ procedures: ProcedureStore
    ) throws {
        switch procedure {
        case .reset: try procedures.sendReset(one)
        case .resendId: try procedures.resendId(one)
        case .letter: try procedures.queueLetter(one)
        case .tellId: try procedures.tellId(one, byMail: false)
        case .mailId: try procedures.tellId(one, byMail: true)
        case .wake: try procedures.wake(one)
        case .removeFactor: try procedures.removeFactor(one)
        case .contact, .rest: throw Problem.notFound
        }
    }

    private static func refused(
        _ visit: Visit, _ desk: AccountDesk, _ form: FormBody, _ procedure: Procedure?, _ problem: FieldProblem
    ) -> Response {
        var page = DeskPage(frame: visit.frame(.search), desk: desk)
        page.ticks = DeskCheck.ticks(form)
        page.isLostId = procedure.map { [.tellId, .mailId].contains($0) } ?? false
        page.problem = problem
        return visit.page(page.body, status: .unprocessableContent)
    }
}

/// What somebody called about (電話の用件).
enum CallController {
    static func create(_ visit: Visit) async throws -> Response {
        let desk = try await visit.desk()
        let form = try visit.form()
        guard let kind = CallKind(rawValue: form.typed("kind")) else {
            var page = DeskPage(frame: visit.frame(.search), desk: desk)
            page.callProblem = FieldProblem(field: "kind", label: "用件", sentence: "用件を選んでください。")
            return visit.page(page.body, status: .unprocessableContent)
        }
        let one = ProcedureStore.Case(
            desk.account, .none(.phone), at: visit.now, by: try visit.signedIn().actor)
        try await visit.house.pool.write { try $0.procedures.noteCall(kind, one) }
        return visit.redirect(Links().helpDesk(account: desk.account.id, done: "call"))
    }
}
