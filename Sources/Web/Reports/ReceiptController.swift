import Database
import Domain
import Hummingbird
import Store

/// The receipt of one revision.
enum ReceiptController {
    static func show(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn()
        let desk = try await ReportController.desk(visit, .readReports)
        guard let number = Int(try visit.parameter("revision")) else { throw Problem.notFound }
        let surveys = visit.house.surveys
        let (revisions, open) = try await visit.house.pool.read { db in
            (
                try db.reports.revisions(desk.form.survey, desk.day, desk.permit, surveys),
                try desk.otherOpen(db, surveys)
            )
        }
        guard let revision = revisions.first(where: { $0.number == number }), let first = revisions.first else {
            throw Problem.notFound
        }
        let submitted = revisions.first { $0.status == .submitted } ?? first
        let page = ReceiptPage(
            frame: visit.frame(.home), form: desk.form, day: desk.day, facilityName: account.name,
            facilityId: desk.facility, sections: desk.sections, revision: revision,
            previous: revisions.first { $0.number == number - 1 }, firstRecordedAt: submitted.recordedAt,
            deadline: desk.deadline,
            next: open.map { ("\($0.title)を報告する", Links().reportForm($0.survey, desk.day)) })
        return visit.page(page.body)
    }
}
