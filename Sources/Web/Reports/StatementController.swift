import Database
import Documents
import Domain
import HTTPTypes
import Hummingbird
import Store

/// What an institution reported in a span of days, signed: to keep, and to show to others (R26).
enum StatementController {
    static func show(_ visit: Visit) async throws -> Response {
        let span = StatementSpan(visit.query, today: visit.now.day)
        let desk = try await visit.statementDesk(span.days ?? visit.now.day...visit.now.day)
        try await visit.noteLook(at: desk.facility)
        return try page(visit, span, desk)
    }

    static func json(_ visit: Visit) async throws -> Response {
        try await file(visit) { try await StatementFile($0, visit).json() }
    }

    static func pdf(_ visit: Visit) async throws -> Response {
        try await file(visit) { try await StatementFile($0, visit).pdf() }
    }

    /// The file of the chosen days; the page again where the choice cannot be.
    private static func file(_ visit: Visit, _ make: (Statement) async throws -> Response) async throws -> Response {
        let span = StatementSpan(visit.query, today: visit.now.day)
        let desk = try await visit.statementDesk(span.days ?? visit.now.day...visit.now.day)
        guard let days = span.days else { return try page(visit, span, desk) }
        let statement = Statement(
            .statement, desk.facility, called: desk.name, from: days.lowerBound, through: days.upperBound,
            at: visit.now, issuer: visit.house.baseURL, entries: desk.entries)
        try await visit.noteStatement(statement)
        return try await make(statement)
    }

    private static func page(_ visit: Visit, _ span: StatementSpan, _ desk: StatementDesk) throws -> Response {
        let page = StatementPage(
            frame: visit.frame(desk.mayReport ? .home : .watching),
            subject: try visit.subject(desk.facility, called: desk.name, on: span.days?.upperBound ?? visit.now.day),
            facilityName: desk.name, span: span, entries: span.days == nil ? [] : desk.entries,
            isSigned: visit.house.pool.signer != nil)
        return visit.page(page.body, status: span.problems.isEmpty ? .ok : .unprocessableContent)
    }
}

/// One revision with its signature, as a file.
enum ReceiptFileController {
    static func json(_ visit: Visit) async throws -> Response {
        try await StatementFile(try await receipt(visit), visit).json()
    }

    static func pdf(_ visit: Visit) async throws -> Response {
        try await StatementFile(try await receipt(visit), visit).pdf()
    }

    private static func receipt(_ visit: Visit) async throws -> Statement {
        let desk = try await visit.desk(.readReports)
        let surveys = visit.house.surveys
        guard let number = Int(try visit.parameter("revision")) else { throw Problem.notFound }
        let revisions = try await visit.house.pool.read { db in
            try db.reports.revisions(desk.form.survey, desk.day, desk.permit, surveys)
        }
        guard let revision = revisions.first(where: { $0.number == number }),
            let form = surveys.form(desk.form.survey, version: revision.form)
        else { throw Problem.notFound }
        let statement = Statement(
            .receipt, desk.facility, called: desk.name, from: desk.day, through: desk.day, at: visit.now,
            issuer: visit.house.baseURL, entries: [.init(form: form, period: desk.day, revision: revision)])
        try await visit.noteStatement(statement)
        return statement
    }
}

/// Hands a statement out as a signed file.
struct StatementFile {
    let statement: Statement
    let visit: Visit

    init(_ statement: Statement, _ visit: Visit) { (self.statement, self.visit) = (statement, visit) }

    func json() async throws -> Response {
        let (statement, signer) = (statement, visit.house.pool.signer)
        let bytes = try await Offload.run {
            try SignedFile(.json, StatementJSON(statement).bytes(), by: signer).bytes()
        }
        return answer(bytes, "application/json", "json")
    }

    func pdf() async throws -> Response {
        let (statement, signer) = (statement, visit.house.pool.signer)
        let drawing = StatementDrawing(
            statement: statement, helpDesk: visit.house.contact, isSigned: signer != nil,
            check: statement.issuer + Links().verify().text)
        let info = PDFInfo(title: drawing.title, author: visit.house.contact.name, created: visit.now.text)
        let drawn = try await PDFDocument.bytes(info) { try drawing.draw(to: $0) }
        return answer(try SignedFile(.pdf, drawn, by: signer).bytes(), "application/pdf", "pdf")
    }

    private func answer(_ bytes: [UInt8], _ type: String, _ ending: String) -> Response {
        let span = statement.entries.first.map { entry in
            statement.kind == .receipt
                ? entry.revision.receipt : "\(statement.from.text)-\(statement.through.text)"
        }
        let name = "gmis-\(statement.facility.text)-\(span ?? statement.from.text).\(ending)"
        return Response(
            headers: [
                .contentType: type, .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(name)\"",
            ], bytes: bytes)
    }
}

extension Visit {
    func statementDesk(_ days: ClosedRange<Day>) async throws -> StatementDesk {
        let account = try signedIn()
        let facility = try facility(of: account)
        let surveys = house.surveys
        return try await house.pool.read { [now] in
            try StatementDesk($0, facility, account, days, surveys, now: now)
        }
    }

    /// Every file that is handed out is written down (design §4).
    func noteStatement(_ statement: Statement) async throws {
        guard let account else { return }
        let entry = AuditEntry(
            actor: account.colleague?.id ?? account.id, action: "statement.create",
            subject: "facility:\(statement.facility)",
            detail: [
                "from": statement.from.text, "until": statement.through.text,
                "revisions": String(statement.entries.count),
            ])
        try await house.pool.write { [now] in try $0.audit.record(entry, at: now) }
    }
}
