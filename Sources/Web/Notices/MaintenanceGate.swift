import Domain
import HTTPTypes
import Hummingbird

/// Nothing is entered in a window, and nothing that was typed is lost (R10).
enum MaintenanceGate {
    /// The handler's answer. A page of entry is not opened; a form is shown once more by its handler, which stores nothing, and is
    /// kept for the person who sent it.
    ///
    /// - Throws: `Problem.inMaintenance`
    static func answer(_ visit: Visit, _ route: Route) async throws -> Response {
        if let window = visit.window, !route.showsTyped { throw Problem.inMaintenance(window) }
        var visit = visit
        visit.isFormKept = visit.window != nil
        do {
            let response = try await route.handler(visit)
            // Whoever may not come got another answer: nothing of theirs is kept.
            if visit.isFormKept, response.status == .serviceUnavailable {
                try await KeptFormKeeper.keep(visit, by: try visit.signedIn(), route)
            }
            if response.status == .seeOther, route.keepsTyped { try await visit.discardKept() }
            return response
        } catch Problem.inMaintenance(let window) where route.showsTyped && visit.window == nil {
            // Planned in this very moment, and noticed where reports are stored.
            try await KeptFormKeeper.keep(visit, by: try visit.signedIn(), route)
            visit.isFormKept = true
            throw FailedVisit(visit: visit, cause: Problem.inMaintenance(window))
        }
    }
}

extension Route {
    /// The answer to its form can be the form once more, with what was typed.
    fileprivate var showsTyped: Bool { method == .post && (keepsTyped || takesFile) }
}

extension Visit {
    /// What keeps a form from being taken before anything of it is looked at; its handler shows what was typed once more.
    func obstacle(to form: FormBody) -> Problem? {
        if isReopened || !isOurs(form) { return .staleForm }
        return window.map(Problem.inMaintenance)
    }

    /// Of the own record and the like: the form's page once more, with what was typed.
    func again(_ page: OwnFormPage, _ form: FormBody, after obstacle: Problem) -> Response {
        var page = page.again(form, [])
        page.frame.obstacle = obstacle
        return self.page(page.body, after: obstacle)
    }

    /// A form's page once more, with what was typed.
    func page(_ html: HTML, after obstacle: Problem) -> Response {
        var response = page(html, status: HTTPResponse.Status(code: ProblemResponse.status(of: obstacle)))
        if case .inMaintenance(let window) = obstacle {
            response.headers[.retryAfter] = ProblemResponse.secondsLeft(of: window, at: now)
        }
        return response
    }
}

extension Problem {
    /// The sentence above a form that holds what was typed.
    var sentenceAtForm: String {
        guard case .inMaintenance = self else { return sentence }
        return sentence + "入力した内容は、この画面に残してあり、保管もしてあります。終わったら、ここでもう一度送るか、ホームから続きを開いてください。"
    }
}
