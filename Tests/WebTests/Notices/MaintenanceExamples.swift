import Domain
import Foundation

@testable import Web

/// Pages of windows, with a name in all places where one can stand.
extension PageExamples {
    static func maintenance(_ frame: PageFrame, _ unknown: PageFrame, name: String, typed: String) -> [PageExample] {
        func window(_ from: Int, _ until: Int, cancelled: Bool = false) -> MaintenanceWindow {
            MaintenanceWindow(
                id: "w-000000000000000000000001", startsAt: now.adding(seconds: from),
                endsAt: now.adding(seconds: until), announcedFrom: now, reason: name, isCancelled: cancelled)
        }
        let windows = [window(-60, 60), window(60, 120), window(-120, -60), window(60, 120, cancelled: true)]
        var (told, signIn) = (frame, unknown)
        (told.maintenance, told.now, signIn.maintenance) = (Array(windows.prefix(2)), now, [windows[1]])
        let text = TypedMaintenance(
            startsNow: true, from: typed, until: typed, announcedFrom: typed, reason: typed, byMail: true)
        var refused = MaintenanceFormPage(frame: frame, now: now, typed: text)
        refused.errors = TypedMaintenance.Field.allCases.map {
            FieldProblem(field: $0.rawValue, label: $0.label, sentence: typed)
        }
        var stale = MaintenanceFormPage(frame: frame, now: now, typed: text)
        stale.problem = .staleForm
        let changed = MaintenanceFormPage(
            frame: frame, now: now, typed: text, former: .init(window: windows[0], number: 2))
        let plan = MaintenancePlan(
            startsAt: now, endsAt: now.adding(seconds: 60), announcedFrom: now, reason: name, byMail: true)
        func page(_ window: MaintenanceWindow) -> HTML { one(frame, window, after: windows[1], name) }
        var problem = ProblemPage(
            frame: told, status: 503, sentence: Problem.inMaintenance(windows[0]).sentence, code: "in-maintenance")
        problem.isKept = true
        var kept = KeptForms(
            frame: frame, forms: [(KeptForm(path: "/\(typed)", body: typed, recordedAt: now), typed)])
        kept.window = windows[0]
        return [
            PageExample("maintenances", MaintenancesPage(frame: told, now: now, windows: windows).body),
            PageExample("no maintenance", MaintenancesPage(frame: frame, now: now, windows: []).body),
            PageExample("maintenance running", page(windows[0])), PageExample("maintenance coming", page(windows[1])),
            PageExample("maintenance over", page(windows[3])),
            PageExample("maintenance form", MaintenanceFormPage(frame: frame, now: now, typed: text).body),
            PageExample("refused maintenance", refused.body), PageExample("stale maintenance", stale.body),
            PageExample("changed maintenance", changed.body),
            PageExample("maintenance preview", MaintenancePreviewPage(form: changed, plan: plan).body),
            PageExample("in maintenance", problem.body), PageExample("sign in before", SignInPage(frame: signIn).body),
            PageExample("kept forms", KeptFormsPage(frame: frame, kept: kept, onward: frame.links.home).body),
        ]
    }

    private static func one(
        _ frame: PageFrame, _ window: MaintenanceWindow, after former: MaintenanceWindow, _ name: String
    ) -> HTML {
        MaintenancePage(
            frame: frame, now: now, window: window,
            states: [former, window].map { .init(window: $0, recordedAt: now, by: name) }
        ).body
    }
}
