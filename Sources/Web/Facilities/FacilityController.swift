import Database
import Domain
import Hummingbird
import Store

/// One institution as its association and its offices see it: what it counts as, and its reports by month.
enum FacilityController {
    static func show(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn()
        let facility = try visit.facility(of: account)
        let now = visit.now
        let surveys = visit.house.surveys
        let month = visit.month ?? Month(of: now.day)
        let outlook = try await visit.house.pool.read { db in
            try FacilityOutlook(db, facility, account, month: month, surveys: surveys, now: now)
        }
        try await visit.noteLook(at: facility, ["month": month.text])
        var page = FacilityPage(
            frame: visit.frame(outlook.mayReport ? .home : .watching), facility: facility,
            attributes: outlook.known.attributes, about: FacilityAbout(outlook),
            calendar: outlook.calendar(month, today: now.day, facility: facility))
        page.due = outlook.due
        page.open = outlook.open
        page.weeks = outlook.month.filter { $0.form.period == .week && $0.isShown }
        page.mayReport = outlook.mayReport
        page.life = outlook.known.life
        if let watching = visit.watching { page.trail = [("いまの状況", watching)] }
        return visit.page(page.body)
    }
}

/// Everything that is asked of an institution for one day, where that is more than one survey.
enum DayController {
    static func show(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn()
        let facility = try visit.facility(of: account)
        let day = try visit.day()
        let now = visit.now
        let surveys = visit.house.surveys
        guard day <= now.day.adding(6) else { throw Problem.notFound }
        let (duties, name, mayReport) = try await visit.house.pool.read { db in
            let history = try db.facilities.history(of: facility)
            guard let known = history.on(day) else { throw Problem.notFound }
            let subject = Subject.facility(
                facility, in: known.attributes.prefecture,
                reportedBy: try db.facilities.reportingParty(of: facility, on: now.day))
            let permit = try account.permit(.readReports, subject)
            let duties = try db.duties(surveys).between(day, through: day, history: history, permit, at: now)
            return (duties, known.attributes.name, (try? account.permit(.report, subject)) != nil)
        }
        try await visit.noteLook(at: facility, ["period": day.text])
        let page = DayPage(
            frame: visit.frame(mayReport ? .home : .watching),
            subject: try visit.subject(facility, called: name, on: day), day: day, now: now,
            duties: duties, mayReport: mayReport)
        return visit.page(page.body)
    }
}
