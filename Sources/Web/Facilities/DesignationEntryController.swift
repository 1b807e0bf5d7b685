import Database
import Domain
import Hummingbird
import Store

/// One institution entered by hand: kept as a designation report of one row, compared at once, applied like any other (R31 R40).
enum DesignationEntryController {
    static func new(_ visit: Visit) async throws -> Response {
        var form = DesignationEntryForm(isNew: true)
        form.typed = [
            .kind: FacilityKind.clinic.label, .category: DesignationEntry.Category.designated.label,
            .tests: DesignationEntry.Tests.both.label, .contract: "なし", .ownPatientsOnly: "無", .publishable: "可",
            .party: DesignationEntryForm.itself, .from: visit.now.day.text,
        ]
        return visit.page(try await page(visit, nil, form).body)
    }

    static func create(_ visit: Visit) async throws -> Response {
        try await keep(try await page(visit, nil, DesignationEntryForm(isNew: true)), visit)
    }

    static func edit(_ visit: Visit) async throws -> Response {
        let subject = try await subject(visit, request: visit.asked(DesignationEntryForm.request))
        var form = DesignationEntryForm(subject.known, subject.directory, from: visit.now.day)
        if let request = subject.request {
            guard request.answer == nil else { return visit.redirect(Links().request(request.id)) }
            form.take(request)
        }
        return visit.page(try await page(visit, subject, form).body)
    }

    static func update(_ visit: Visit) async throws -> Response {
        let typed = try visit.form().typed(DesignationEntryForm.request)
        let subject = try await subject(visit, request: typed.isEmpty ? nil : typed)
        return try await keep(try await page(visit, subject, DesignationEntryForm(isNew: false)), visit)
    }

    /// The institution that the address names, and the request that the entry answers.
    private struct Subject: Sendable {
        let facility: Facility.ID
        let known: FacilityDay
        let directory: DirectoryEntry?
        let request: ChangeRequest?
    }

    private static func subject(_ visit: Visit, request asked: String?) async throws -> Subject {
        let (_, own) = try visit.officer()
        guard let facility = try visit.facilityParameter(), asked.map(Visit.isKey) ?? true else {
            throw Problem.notFound
        }
        let today = visit.now.day
        return try await visit.house.pool.read { db in
            guard let known = try db.facilities.newest(of: facility, on: today), known.attributes.prefecture == own
            else { throw Problem.notFound }
            let request = try asked.flatMap { try db.changeRequests.find($0, in: own) }
            if asked != nil, request?.facility != facility { throw Problem.notFound }
            let directory = try db.facilities.history(of: facility).directory(on: today)
            return Subject(facility: facility, known: known, directory: directory, request: request)
        }
    }

    private static func page(
        _ visit: Visit, _ subject: Subject?, _ form: DesignationEntryForm
    ) async throws -> DesignationEntryPage {
        let (_, own) = try visit.officer()
        let today = visit.now.day
        var page = DesignationEntryPage(
            frame: visit.frame(.register), facility: subject?.facility, known: subject?.known, form: form)
        page.request = subject?.request
        page.form.associations = try await visit.house.pool.read { try $0.associations.all(in: own) }
            .filter { !$0.isEnded(on: today) }.map { ($0.id, $0.name) }
        page.form.placeAssociation()
        return page
    }

    /// The row cannot be kept; nothing is.
    private struct Refused: Error { let faults: [DesignationRow.Fault] }

    private static func keep(_ empty: DesignationEntryPage, _ visit: Visit) async throws -> Response {
        let (account, own) = try visit.officer()
        var page = empty
        let sent = try visit.form()
        page.form.read(sent)
        if let obstacle = visit.obstacle(to: sent) {
            (page.form.problems, page.frame.obstacle) = ([], obstacle)
            return visit.page(page.body, after: obstacle)
        }
        if page.request?.answer != nil {
            page.form.problems.append(
                FieldProblem(field: DesignationEntryForm.request, label: "依頼", sentence: "この依頼には、もう回答しています。"))
        }
        guard page.form.problems.isEmpty else { return visit.page(page.body, status: .unprocessableContent) }
        let (cells, now, request) = (page.form.cells(of: page.facility), visit.now, page.request?.id)
        do {
            let report = try await visit.house.pool.writeAlone { db in
                let store = db.designationReports
                // Line 2, as below the head of a list.
                let id = try store.keep(
                    [(line: 2, cells: cells)], fileName: "", scope: .changes, validFrom: now.day, request: request,
                    in: own, by: account.actor, at: now)
                if let row = try store.row(of: id, line: 2), row.verdict == .fault {
                    throw Refused(faults: row.faults)
                }
                return id
            }
            return visit.redirect(Links().designationReport(report))
        } catch let refused as Refused {
            page.form.refuse(refused.faults)
            return visit.page(page.body, status: .unprocessableContent)
        }
    }
}
