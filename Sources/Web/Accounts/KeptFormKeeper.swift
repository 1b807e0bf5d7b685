import Database
import Domain
import HTTPTypes
import Hummingbird
import Store

/// Keeps what somebody typed whose session ran out meanwhile (design §7), or who sent it in a window (R10): for the same person
/// alone, until it is sent again.
enum KeptFormKeeper {
    /// Keeps the form and leads to the sign-in page; nil when there is nothing to keep, and the visit goes on as any other.
    ///
    /// That the form is ours shows in its token, which was made for the session that ran out.
    static func keep(_ visit: Visit, _ route: Route) async throws -> Response? {
        guard route.method == .post, route.keepsTyped, visit.account == nil, visit.pending == nil,
            let ended = visit.endedSession, FormToken.isValid(try visit.form().typed(FieldName.csrf), for: ended)
        else { return nil }
        let (form, now, today) = (form(visit, visit.sentText), visit.arrived, visit.now.day)
        let isKept = try await visit.house.pool.write { db in
            guard let account = try db.sessions.ranOut(token: ended, on: today) else { return false }
            try keep(form, of: account, at: now, db)
            return true
        }
        return isKept ? visit.redirect(Links().signIn(after: .formKept)) : nil
    }

    /// Keeps what was sent in a window. Of a form with a file the rest alone; where nothing else was sent, nothing.
    static func keep(_ visit: Visit, by account: Account, _ route: Route) async throws {
        let body = route.takesFile ? try visit.upload().fields.typed(FieldName.text) : visit.sentText
        guard !body.isEmpty else { return }
        let form = form(visit, route.takesFile ? "\(FieldName.text)=\(Link.encoded(body))" : body)
        let now = visit.arrived
        try await visit.house.pool.write { try keep(form, of: account, at: now, $0) }
    }

    private static func form(_ visit: Visit, _ body: String) -> KeptForm {
        KeptForm(path: visit.path, body: body, recordedAt: visit.arrived)
    }

    private static func keep(
        _ form: KeptForm, of account: Account, at now: Instant, _ db: any Connection
    ) throws {
        try db.keptForms.keep(form, of: account)
        try db.audit.record(
            AuditEntry(actor: account.actor, action: "keptForm.create", subject: "account:\(account.id)"), at: now)
    }
}

extension Routes {
    /// Where a kept form is opened again that has no page of its own for that: below the address it was sent to.
    static func reopening(_ routes: [Route]) -> [Route] {
        routes.filter { $0.method == .post && $0.keepsTyped }.map { route in
            var page = Route(method: .get, path: "\(route.path)/\(KeptForm.page)", action: route.action) { visit in
                try await KeptFormController.show(visit, route)
            }
            page.entersReports = route.entersReports
            return page
        }
    }
}

/// What is kept: opened again, or not wanted any more.
enum KeptFormController {
    /// The form's own page with what was typed. Its handler shows it as it shows a form that is not ours: nothing is stored.
    static func show(_ visit: Visit, _ route: Route) async throws -> Response {
        let account = try visit.signedIn()
        let path = String(visit.path.dropLast(KeptForm.page.utf8.count + 1))
        let kept = try await visit.house.pool.read { [visit] in
            try $0.keptForms.form(at: path, of: account, at: visit.arrived)
        }
        // Where nothing is kept the handler is asked as well: whoever may not come here learns nothing.
        let form = kept ?? KeptForm(path: path, body: "", recordedAt: visit.arrived)
        do {
            var response = try await route.handler(visit.reopening(form, limits: route.limits))
            if response.status == .forbidden { response.status = .ok }
            return kept == nil ? visit.redirect(Links().home) : response
        } catch Problem.staleForm {
            return visit.redirect(Links().home)
        }
    }

    static func destroy(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn()
        let path = try visit.form().typed(FieldName.path)
        try await visit.house.pool.write { try $0.keptForms.discard(path, of: account) }
        return visit.redirect(Links().home)
    }
}

extension Visit {
    /// What was kept of the form whose page this is, when the page is asked for with it.
    func keptForm() async throws -> FormBody? {
        let isOwnForm = path.hasPrefix("/members/")
        guard asked(FieldName.kept) != nil, isOwnForm || path.hasSuffix("/new"), let account else { return nil }
        let place = isOwnForm ? path : String(path.dropLast("/new".count))
        let kept = try await house.pool.read { [arrived] in try $0.keptForms.form(at: place, of: account, at: arrived) }
        return try kept.map { try FormBody(Array($0.body.utf8), limits: isOwnForm ? .table : .page) }
    }

    /// The page was opened with what was kept, or comes from such a page.
    var hasKept: Bool {
        isFormKept || isReopened || asked(FieldName.kept) != nil
            || (try? form())?.typed(FieldName.kept) == "1"
    }

    /// It is stored now: nothing is kept any more.
    func discardKept() async throws {
        guard hasKept, let account else { return }
        try await house.pool.write { [path] in try $0.keptForms.discard(path, of: account) }
    }

    /// What is kept for who is signed in, for the first page.
    func keptForms() async throws -> KeptForms? {
        guard let account else { return nil }
        let kept = try await house.pool.read { [arrived] in try $0.keptForms.all(of: account, at: arrived) }
        guard !kept.isEmpty else { return nil }
        var forms = KeptForms(frame: frame(), forms: kept.map { ($0, title(of: $0.path)) })
        forms.window = windows.first { $0.covers(now) }
        return forms
    }
}
