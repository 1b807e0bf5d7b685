import Database
import Domain
import Hummingbird
import Store

/// The receipt of one revision.
enum ReceiptController {
    static func show(_ visit: Visit) async throws -> Response {
        let desk = try await visit.desk(.readReports)
        let subject = try visit.subject(desk)
        guard let number = Int(try visit.parameter("revision")) else { throw Problem.notFound }
        let surveys = visit.house.surveys
        let now = visit.now
        let (revisions, open, directory) = try await visit.house.pool.read { db in
            (
                try db.reports.revisions(desk.form.survey, desk.day, desk.permit, surveys),
                try desk.mayReport ? desk.otherOpen(db, surveys, now: now) : nil,
                try db.facilities.history(of: desk.facility).directory(on: now.day)
            )
        }
        let known = revisions.filter { $0.number <= number }
        guard let revision = known.last, revision.number == number else { throw Problem.notFound }
        var page = ReceiptPage(
            frame: visit.frame(desk.mayReport ? .home : .watching), form: desk.form, day: desk.day,
            facilityName: desk.name,
            facilityId: desk.facility, sections: desk.sections(with: revision.answers), revision: revision,
            previous: known.dropLast().last, firstRecordedAt: known.firstSubmittedAt ?? revision.recordedAt,
            deadline: desk.deadline, isOpenAgain: revisions.last?.status == .withdrawn,
            next: open.map { ("\($0.title)を報告する", Links().reportForm($0.survey, desk.day, of: subject.facility)) })
        page.subject = subject
        page.healthCentre = HealthCentreNote(directory)
        page.mayReport = desk.mayReport
        page.isRepeated = visit.query.contains { $0.name == "repeated" }
        return visit.page(page.body)
    }
}
