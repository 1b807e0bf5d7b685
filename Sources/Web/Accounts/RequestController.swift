import Database
import Domain
import Hummingbird
import Store

/// What institutions ask their prefecture, and its answers (R28).
enum RequestController {
    /// So many answered ones stand on one page.
    static let perPage = 50

    static func index(_ visit: Visit) async throws -> Response {
        guard let own = try visit.signedIn(to: .answerRequests).prefecture else { throw Problem.notFound }
        let today = visit.now.day
        let place = visit.asked("after").flatMap { ChangeRequest.Place($0) }
        let page = try await visit.house.pool.read { db in
            let open = place == nil ? try db.changeRequests.open(in: own) : []
            let answered = try db.changeRequests.answered(in: own, after: place, limit: perPage + 1)
            var names: [Facility.ID: String] = [:]
            for facility in Set((open + answered).map(\.facility)) {
                names[facility] = try db.facilities.attributes(of: facility, on: today)?.name
            }
            return (open, answered, names)
        }
        var list = RequestsPage(
            frame: visit.frame(.requests), open: page.0, answered: Array(page.1.prefix(perPage)), names: page.2)
        list.isFirst = place == nil
        if page.1.count > perPage { list.next = list.answered.last?.place }
        return visit.page(list.body)
    }

    static func show(_ visit: Visit) async throws -> Response {
        let (request, known) = try await find(visit)
        return visit.page(page(visit, request, known).body)
    }

    static func answer(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn(to: .answerRequests)
        let (request, known) = try await find(visit)
        guard request.answer == nil else { return visit.redirect(Links().request(request.id)) }
        var reading = FieldReading(try visit.form())
        let choice = reading.choices(RecordField.answer, "回答", among: RequestPage.choices.map(\.value)).first
        if choice == nil { reading.refuse(RecordField.answer, "回答", "受け入れるか断るかを選んでください。") }
        // What is to be entered elsewhere is accepted by entering it, so that what was accepted always holds.
        if choice == RequestPage.accept, request.subject.isEntered {
            reading.refuse(RecordField.answer, "回答", "受け入れるときは、「\(request.subject.entryWords)」から進んでください。")
        }
        let accepts = choice == RequestPage.accept
        let words = reading.area(
            RecordField.words, accepts ? "ひとこと" : "断る理由", limit: ChangeRequest.limit,
            isNeeded: choice != nil && !accepts)
        let value = accepts && request.subject.isWrittenDown ? Self.value(&reading, request) : ""
        guard let words, let value, reading.problems.isEmpty else {
            var page = page(visit, request, known)
            page.form = page.form.map { $0.again(reading.form, reading.problems) }
            return visit.page(page.body, status: .unprocessableContent)
        }
        let (now, arrived, surveys) = (visit.now, visit.arrived, visit.house.surveys)
        try await visit.house.pool.write { db in
            try db.changeRequests.answer(
                request, ChangeRequestStore.Verdict(accepts: accepts, value: value, words: words), surveys: surveys,
                by: account, at: now, mailedAt: arrived)
        }
        return visit.redirect(Links().requests)
    }

    private static func value(_ reading: inout FieldReading, _ request: ChangeRequest) -> String? {
        let label = request.subject.label
        return reading.text(RecordField.value, label) { typed throws(FieldProblem) in
            if request.subject == .phone {
                return try Contact.phone(typed, field: RecordField.value, isNeeded: true)
            }
            let line = try Contact.name(typed, field: RecordField.value, label: label)
            return request.subject == .address ? request.prefecture.withoutName(line) : line
        }
    }

    private static func find(_ visit: Visit) async throws -> (ChangeRequest, FacilityDay?) {
        guard let own = try visit.signedIn(to: .answerRequests).prefecture else { throw Problem.notFound }
        let id = try visit.key("request")
        let today = visit.now.day
        return try await visit.house.pool.read { db in
            guard let request = try db.changeRequests.find(id, in: own) else { throw Problem.notFound }
            return (request, try db.facilities.day(of: request.facility, on: max(today, request.validFrom)))
        }
    }

    private static func page(_ visit: Visit, _ request: ChangeRequest, _ known: FacilityDay?) -> RequestPage {
        RequestPage(frame: visit.frame(.requests), request: request, known: known)
    }
}
