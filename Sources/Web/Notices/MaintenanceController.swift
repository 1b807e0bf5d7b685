import Database
import Domain
import Hummingbird
import Store

/// The help desk plans windows, looks at what everybody will read, changes and ends them (R1 R10 R21).
enum MaintenanceController {
    static func index(_ visit: Visit) async throws -> Response {
        let now = visit.now
        let windows = try await visit.house.pool.read {
            try $0.maintenanceWindows.all(at: now, limit: MaintenancesPage.pastListed)
        }
        return visit.page(MaintenancesPage(frame: visit.frame(.maintenance), now: now, windows: windows).body)
    }

    static func new(_ visit: Visit) async throws -> Response { visit.page(form(visit, TypedMaintenance(), nil).body) }

    static func create(_ visit: Visit) async throws -> Response { try await take(visit, nil) }

    static func show(_ visit: Visit) async throws -> Response {
        let (id, today) = (try visit.parameter("window"), visit.now.day)
        let found = try await visit.house.pool.read { db in
            let states = try db.maintenanceWindows.states(of: id)
            return (states: states, names: try db.audit.names(of: states.map(\.by), on: today))
        }
        guard let newest = found.states.last else { throw Problem.notFound }
        let names = ActorWords(names: found.names)
        let page = MaintenancePage(
            frame: visit.frame(.maintenance), now: visit.now, window: newest.window,
            states: found.states.map {
                .init(window: $0.window, recordedAt: $0.recordedAt, by: names.fullWords($0.by))
            })
        return visit.page(page.body)
    }

    static func edit(_ visit: Visit) async throws -> Response {
        let former = try await former(visit)
        guard [.coming, .running].contains(former.window.state(at: visit.now)) else {
            return visit.redirect(Links().maintenance(former.window.id))
        }
        return visit.page(form(visit, TypedMaintenance(former.window), former).body)
    }

    static func update(_ visit: Visit) async throws -> Response { try await take(visit, try await former(visit)) }

    /// Ends a running window, calls off one that is coming.
    static func destroy(_ visit: Visit) async throws -> Response {
        let (id, now, actor) = (try visit.parameter("window"), visit.now, try visit.signedIn().actor)
        let byMail = !(try visit.form().typed(TypedMaintenance.Field.byMail.rawValue).isEmpty)
        try await visit.house.pool.plan { try $0.end(id, byMail: byMail, at: now, by: actor) }
        await visit.house.forgetWindows()
        return visit.redirect(Links().maintenance(id))
    }

    /// The window that the address names, as it stands.
    private static func former(_ visit: Visit) async throws -> MaintenanceFormPage.Former {
        let id = try visit.parameter("window")
        guard let found = try await visit.house.pool.read({ try $0.maintenanceWindows.find(id) }) else {
            throw Problem.notFound
        }
        return MaintenanceFormPage.Former(window: found.window, number: found.number)
    }

    /// Looks at it, goes back to it, or carries it out.
    private static func take(_ visit: Visit, _ former: MaintenanceFormPage.Former?) async throws -> Response {
        let body = try visit.form()
        let typed = TypedMaintenance(body)
        var page = form(visit, typed, former)
        if let former { page.basedOn = Int(body.typed(FieldName.revision)) ?? former.number }
        if let problem = visit.obstacle(to: body) {
            if visit.isReopened { page.frame.obstacle = problem } else { page.problem = problem }
            return visit.page(page.body, after: problem)
        }
        do {
            if let fault = fieldFault(body) { throw Problem.invalid([fault]) }
            let plan = try typed.read(at: visit.now, changing: former?.window)
            switch NoticeFormPage.Step(rawValue: body.typed(NoticeFormPage.Step.field)) {
            case .edit?: return visit.page(page.body)
            case .publish?: return try await carryOut(plan, body, page, visit)
            case .preview?, nil:
                page.id = former?.window.id ?? MaintenanceWindowStore.newId()
                return visit.page(MaintenancePreviewPage(form: page, plan: plan).body)
            }
        } catch Problem.invalid(let problems) {
            page.errors = problems
            return visit.page(page.body, status: .unprocessableContent)
        }
    }

    private static func carryOut(
        _ plan: MaintenancePlan, _ body: FormBody, _ page: MaintenanceFormPage, _ visit: Visit
    ) async throws -> Response {
        let id = page.former?.window.id ?? body.typed(MaintenanceFormPage.idField)
        guard MaintenanceWindow.isId(id) else { throw Problem.malformed("window") }
        let (now, actor, basedOn) = (visit.now, try visit.signedIn().actor, page.basedOn)
        do {
            try await visit.house.pool.plan { try $0.plan(plan, id: id, basedOn: basedOn, at: now, by: actor) }
        } catch let refusal as MaintenanceRefusal {
            throw Problem.invalid([refusal.problem])
        }
        await visit.house.forgetWindows()
        return visit.redirect(Links().maintenance(id))
    }

    private static func form(
        _ visit: Visit, _ typed: TypedMaintenance, _ former: MaintenanceFormPage.Former?
    ) -> MaintenanceFormPage {
        MaintenanceFormPage(frame: visit.frame(.maintenance), now: visit.now, typed: typed, former: former)
    }

    /// A field that did not come as text.
    private static func fieldFault(_ form: FormBody) -> FieldProblem? {
        for field in TypedMaintenance.Field.allCases {
            if case .failure(let fault) = form.optional(field.rawValue) {
                return FieldProblem(field: field.rawValue, label: field.label, sentence: fault.sentence)
            }
        }
        return nil
    }
}

extension House {
    /// One was planned, changed or ended here: pages tell of it at once.
    func forgetWindows() async {
        await maintenance.forget()
        await notices.forget()
    }
}

extension TypedMaintenance {
    /// As it was sent, whatever is wrong with it.
    fileprivate init(_ form: FormBody) {
        func typed(_ field: Field) -> String { form.typed(field.rawValue) }
        self.init(
            startsNow: !typed(.startsNow).isEmpty, from: typed(.from), until: typed(.until),
            announcedFrom: typed(.announcedFrom), reason: typed(.reason), byMail: !typed(.byMail).isEmpty)
    }
}

extension MaintenanceRefusal {
    /// At its field.
    fileprivate var problem: FieldProblem {
        let field = TypedMaintenance.Field.from
        let sentence =
            switch self {
            case .overlapping(let other): "\(other.words)のメンテナンスと重なっています。時間を変えるか、そちらを変えてください。"
            case .changedMeanwhile: "別の画面で、このメンテナンスが変更されました。開き直して、いまの内容を確かめてください。"
            case .over: "このメンテナンスはもう終わっています。新しく予定してください。"
            }
        return FieldProblem(field: field.rawValue, label: field.label, sentence: sentence)
    }
}
