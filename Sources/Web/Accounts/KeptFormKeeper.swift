import Database
import Domain
import Hummingbird
import Store

/// Keeps what somebody typed whose session ran out meanwhile (design §7): for the same person alone, until the next sign-in.
enum KeptFormKeeper {
    /// Keeps the form and leads to the sign-in page; nil when there is nothing to keep, and the visit goes on as any other.
    ///
    /// That the form is ours shows in its token, which was made for the session that ran out.
    static func keep(_ visit: Visit, _ route: Route) async throws -> Response? {
        guard route.method == .post, route.keepsTyped, visit.account == nil, visit.pending == nil,
            let ended = visit.endedSession, opensAgain(route),
            FormToken.isValid(try visit.form().typed(FieldName.csrf), for: ended)
        else { return nil }
        let (now, today) = (visit.arrived, visit.now.day)
        let form = KeptForm(path: visit.path, body: visit.sentText, recordedAt: now)
        let isKept = try await visit.house.pool.write { db in
            guard let account = try db.sessions.ranOut(token: ended, on: today) else { return false }
            try db.keptForms.keep(form, of: account)
            try db.audit.record(
                AuditEntry(actor: account.actor, action: "keptForm.create", subject: "account:\(account.id)"), at: now)
            return true
        }
        return isKept ? visit.redirect(Links().signIn(after: .formKept)) : nil
    }

    /// A form of reporting with a page of its own below: home offers it there once more. What is offered nowhere is not kept, so
    /// that nobody is promised it.
    private static func opensAgain(_ route: Route) -> Bool {
        let page: String
        switch route.action {
        case .report: page = route.path.contains("/many-days/") ? route.path : route.path + "/new"
        case .reportForMembers: page = route.path
        default: return false
        }
        return Routes.all.contains { $0.method == .get && $0.path == page }
    }
}

/// What is kept, and not wanted any more.
enum KeptFormController {
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
        let isOwnForm = path.hasPrefix("/members/") || path.contains("/many-days/")
        guard asked(FieldName.kept) != nil, isOwnForm || path.hasSuffix("/new"), let account else { return nil }
        let place = isOwnForm ? path : String(path.dropLast("/new".count))
        let kept = try await house.pool.read { [arrived] in try $0.keptForms.form(at: place, of: account, at: arrived) }
        return try kept.map { try FormBody(Array($0.body.utf8), limits: isOwnForm ? .table : .page) }
    }

    /// The page was opened with what was kept, or comes from such a page.
    var hasKept: Bool { asked(FieldName.kept) != nil || (try? form())?.typed(FieldName.kept) == "1" }

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
        return KeptForms(frame: frame(), forms: kept.map { ($0, title(of: $0.path)) })
    }

    /// 「1月19日(火)分 病院の状況」, as far as the address tells.
    private func title(of path: String) -> String {
        let parts = path.split(separator: "/").map(String.init)
        if parts.first == "members" { return title(ofMembers: parts) ?? path }
        if let place = parts.firstIndex(of: "many-days"), parts.count > place + 1 {
            let title = house.surveys.versions(of: parts[place + 1]).last?.title ?? ""
            return "\(parts.first == "facilities" ? "\(parts[1]) " : "")\(DayTablePage.heading) \(title)"
        }
        guard let place = parts.firstIndex(of: "reports"), parts.count > place + 2, let day = Day(parts[place + 2]),
            let form = house.surveys.form(parts[place + 1], on: day)
        else { return path }
        let whose = parts.first == "facilities" && parts.count > 1 ? "\(parts[1]) " : ""
        let isWithdrawal = parts.last == "withdrawal"
        return "\(whose)\(form.period.title(of: day, in: now.day)) \(form.title)\(isWithdrawal ? "の取り下げ" : "")"
    }

    /// 「1月19日(火)分 診療・検査医療機関 日次調査 会員の表」, or of one member.
    private func title(ofMembers parts: [String]) -> String? {
        guard parts.count > 2, let day = Day(parts[2]), let form = house.surveys.form(parts[1], on: day) else {
            return nil
        }
        let title = "\(form.period.title(of: day, in: now.day)) \(form.title)"
        return parts.count > 3 ? "\(parts[3]) \(title)" : "\(title) 会員の表"
    }
}
