import Database
import Domain
import Hummingbird
import Store

/// 「開設なし・実績なし」 of one survey and day (R33 R43).
enum ClosedMarkController {
    static func show(_ visit: Visit) async throws -> Response {
        let desk = try await visit.desk(.report)
        guard desk.isClosable || !desk.marks.isEmpty else {
            throw Problem.closedToCorrection(
                reason: "\(desk.form.period.words(desk.day))のこの調査に、「\(OneTap.closedWords)」はありません。")
        }
        return visit.page(try page(visit, desk).body)
    }

    static func create(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn()
        let desk = try await visit.desk(.report)
        let body = try visit.form()
        if let obstacle = visit.obstacle(to: body) {
            var page = try page(visit, desk)
            if visit.isReopened { page.frame.obstacle = obstacle } else { page.problem = obstacle }
            return visit.page(page.body, after: obstacle)
        }
        let marking = ClosedMarking(
            survey: desk.form.survey, period: desk.day, isClosed: body.typed(FieldName.closed) == "1",
            recordedAt: visit.now, by: account.name)
        let history = Links().closedMark(desk.form.survey, desk.day, of: try visit.facilityParameter())
        let permit = desk.permit
        switch try await visit.once(body, { try $0.mark(marking, permit) }, leadingTo: { $0.isSettled ? history : nil })
        {
        case .repeated, .done(.stored), .done(.unchanged): return visit.redirect(history)
        case .done(.reported):
            var page = try page(visit, desk)
            page.isReported = true
            page.isRefused = true
            return visit.page(page.body, status: .conflict)
        }
    }

    private static func page(_ visit: Visit, _ desk: ReportDesk) throws -> ClosedMarkPage {
        ClosedMarkPage(
            frame: visit.frame(.home), subject: try visit.subject(desk), form: desk.form, day: desk.day,
            facilityName: desk.name, marks: desk.marks, asksTests: desk.asksTests,
            isReported: desk.current?.status.counts ?? false)
    }
}
