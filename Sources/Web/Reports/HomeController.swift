import Database
import Domain
import Hummingbird
import Store

/// The first page after sign-in: what is due from those who report, the present state for those who watch.
enum HomeController {
    static func front(_ visit: Visit) async throws -> Response {
        visit.redirect(visit.account == nil ? Links().signIn : Links().home)
    }

    static func show(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn()
        switch account.role {
        case .facility(let facility) where account.readsOnly:
            return try await RestingHome.show(visit, account, facility)
        case .facility(let facility): return try await facilityHome(visit, account, facility)
        case .association(let id): return try await AssociationHome.show(visit, account, id)
        case .prefecture, .ministry: return try await onward(visit, visit.watching ?? Links().openData)
        case .helpDesk: return try await onward(visit, Links().helpDesk)
        case .administrator: return try await onward(visit, Links().audit)
        }
    }

    /// To the first page of an office; what is kept of its forms is offered before.
    private static func onward(_ visit: Visit, _ link: Link) async throws -> Response {
        guard let kept = try await visit.keptForms() else { return visit.redirect(link) }
        return visit.page(KeptFormsPage(frame: visit.frame(), kept: kept, onward: link).body)
    }

    private static func facilityHome(
        _ visit: Visit, _ account: Account, _ facility: Facility.ID
    ) async throws -> Response {
        let now = visit.now
        let surveys = visit.house.surveys
        let month = visit.month ?? Month(of: now.day)
        let outlook: FacilityOutlook
        do {
            outlook = try await visit.house.pool.read { db in
                try FacilityOutlook(db, facility, account, month: month, surveys: surveys, now: now)
            }
        } catch Problem.notFound {
            // Signed in, and nothing is known of the institution yet: its page stays empty.
            return visit.page(HomePage(frame: visit.frame(.home), now: now, due: [], open: []).body)
        }
        var page = HomePage(frame: visit.frame(.home), now: now, due: outlook.due, open: outlook.open)
        page.calendar = outlook.calendar(month, today: now.day, facility: nil)
        page.weeks = outlook.month.filter { $0.form.period == .week && $0.isShown }
        page.about = FacilityAbout(outlook)
        page.kept = try await visit.keptForms()
        return visit.page(page.body)
    }
}

extension FacilityOutlook {
    /// The month as a calendar whose days lead to their form or report.
    ///
    /// - Parameter facility: as addresses name it; nil for the visitor's own.
    func calendar(_ month: Month, today: Day, facility: Facility.ID?) -> MonthCalendar {
        func link(_ month: Month) -> Link {
            facility.map { Links().facility($0, month: month) } ?? Links().home(month: month)
        }
        let marks = MonthCalendar.marks(self.month, today: today) { day, shown in
            guard shown.count == 1, let only = shown.first else { return Links().day(day, of: facility) }
            return only.link(Links(), of: facility, mayReport: mayReport)
        }
        return MonthCalendar(
            month: month, today: today, marks: marks, earlier: month > firstMonth ? link(month.previous) : nil,
            later: month < Month(of: today) ? link(month.next) : nil)
    }
}

extension PeriodDuty {
    /// To the report where there is one, to the form where it is still open; nil for who only looks at what is not there.
    func link(_ links: Links, of facility: Facility.ID?, mayReport: Bool) -> Link? {
        if duty.state.isReported { return links.report(form.survey, period, of: facility) }
        if mayReport, duty.state == .closed { return links.closedMark(form.survey, period, of: facility) }
        return mayReport ? links.reportForm(form.survey, period, of: facility) : nil
    }
}
