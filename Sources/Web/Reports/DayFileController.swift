import Database
import Documents
import Domain
import HTTPTypes
import Hummingbird
import Store

/// The days of one institution by file: taken, filled, sent, answered (R24).
enum DayFileController {
    static func workbook(_ visit: Visit) async throws -> Response {
        let view = try await asked(visit)
        let workbook = Self.workbook(view, visit)
        let bytes = try await Offload.run { try workbook.fresh() }
        return file(bytes, WorkbookWriter.mediaType, view, "days.xlsx")
    }

    static func csv(_ visit: Visit) async throws -> Response {
        let encoding: TableEncoding
        switch visit.asked("encoding") {
        case "sjis"?: encoding = .cp932
        case "utf8"?, nil: encoding = .utf8
        default: throw Problem.notFound
        }
        let view = try await asked(visit)
        let workbook = Self.workbook(view, visit)
        let encoded = try await Offload.run { workbook.encoded(encoding) }
        guard encoded.lost.isEmpty else {
            // A file that had lost something would take it from the report when it comes back.
            var page = try await page(visit, view)
            let lost = encoded.lost.prefix(10).map { "「\($0)」" }.joined()
            page.faults = [
                LineProblem(
                    line: nil,
                    japanese: "Shift_JISでは書けない文字\(lost)が、報告の中にあります。UTF-8のCSVかExcelのひな形をお使いください。",
                    english: "characters that CP932 lacks")
            ]
            page.isUnwritable = true
            return visit.page(page.body, status: .unprocessableContent)
        }
        return file(encoded.bytes, "text/csv; charset=\(encoding.charset)", view, "days.csv")
    }

    static func new(_ visit: Visit) async throws -> Response {
        let view = try await visit.days(visit.askedSpan)
        var page = try await page(visit, view)
        page.problem = view.problem
        if let kept = try await visit.keptForm() { page.pasted = kept.typed(FieldName.text) }
        if let id = visit.asked(MemberFileController.sentParameter) {
            page.sent = try await sent(visit, view, id)
        }
        return visit.page(page.body, status: view.problem == nil ? .ok : .unprocessableContent)
    }

    static func create(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn()
        let upload = try visit.upload()
        let view = try await visit.days(AskedSpan(upload.fields))
        let pasted = upload.fields.typed(FieldName.text)
        if let window = visit.window {
            var page = try await page(visit, view)
            (page.pasted, page.obstacle) = (pasted, .inMaintenance(window))
            return visit.page(page.body, after: .inMaintenance(window))
        }
        let name = upload.file == nil ? "貼り付けた表" : SentSheet.called(upload.fileName)
        let (sheet, until) = (view.sheet, view.table.span.until)
        let read: (lines: [SentSheet.Line], reading: MemberSheetReading)
        do {
            read = try await Offload.run {
                try MemberFileController.read(upload.file ?? Array(pasted.utf8), name, sheet, until)
            }
        } catch Problem.refusedFile(let faults, let total) {
            var page = try await page(visit, view)
            (page.pasted, page.faults, page.totalFaults) = (pasted, faults, total)
            return visit.page(page.body, status: .unprocessableContent)
        }
        let now = visit.now
        let taken = try await visit.house.pool.take(
            read.reading, read.lines, sheet, by: account, at: now, surveys: visit.house.surveys)
        let survey = view.desk.form.survey
        let id = try await visit.house.pool.write { db in
            // What was kept of it in a window was sent now.
            try db.keptForms.discard(visit.path, of: account)
            return try db.memberFiles.keep(taken, named: name, survey, until, of: account, at: now)
        }
        return visit.redirect(
            Links().dayFile(
                survey, "file", view.table.span, of: try visit.facilityParameter(),
                query: [(MemberFileController.sentParameter, id)]))
    }

    /// The file with what is to be mended.
    static func returned(_ visit: Visit) async throws -> Response {
        let view = try await asked(visit)
        guard let id = visit.asked(MemberFileController.sentParameter) else {
            return visit.redirect(
                Links().dayFile(
                    view.desk.form.survey, "file", view.table.span, of: try visit.facilityParameter()))
        }
        guard let sheet = try await sent(visit, view, id).sheet else { throw Problem.notFound }
        let workbook = Self.workbook(view, visit)
        let bytes = try await Offload.run { try workbook.returned(sheet) }
        return file(bytes, WorkbookWriter.mediaType, view, "mend.xlsx")
    }

    private static func asked(_ visit: Visit) async throws -> DaysView {
        let view = try await visit.days(visit.askedSpan)
        guard view.problem == nil else { throw Problem.notFound }
        return view
    }

    private static func workbook(_ view: DaysView, _ visit: Visit) -> MemberWorkbook {
        MemberWorkbook(sheet: view.sheet, title: view.desk.form.title, made: visit.now, rules: DayFilePage.rules)
    }

    private static func page(_ visit: Visit, _ view: DaysView) async throws -> DayFilePage {
        let account = try visit.signedIn()
        let (now, survey) = (visit.now, view.desk.form.survey)
        let earlier = try await visit.house.pool.read { db in
            try db.memberFiles.newest(survey, of: account, limit: 10, at: now)
        }
        return DayFilePage(
            frame: visit.frame(.home), subject: try visit.subject(view.desk), form: view.desk.form,
            span: view.table.span, newest: view.desk.newest,
            earlier: try visit.facilityParameter() == nil ? earlier : [])
    }

    /// For the institution whose pages these are: a file of another one is not found here.
    private static func sent(_ visit: Visit, _ view: DaysView, _ id: String) async throws -> MemberFileStore.Sent {
        let (account, now) = (try visit.signedIn(), visit.now)
        let found = try await visit.house.pool.read { try $0.memberFiles.find(id, of: account, at: now) }
        guard let found, found.survey == view.desk.form.survey, found.period == view.table.span.until else {
            throw Problem.notFound
        }
        return found
    }

    private static func file(_ bytes: [UInt8], _ type: String, _ view: DaysView, _ ending: String) -> Response {
        let span = view.table.span
        let name = "\(view.desk.form.survey)-\(span.from.text)-\(span.until.text)-\(ending)"
        return Response(
            headers: [
                .contentType: type, .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(name)\"",
            ], bytes: bytes)
    }
}

extension DaysView {
    /// The days as a file.
    var sheet: MemberSheet {
        MemberSheet(
            forms: table.rows.map { ($0.day, $0.form) }, rows: table.rows.compactMap(\.memberDay),
            members: [desk.facility: desk.name], isOfOne: true)
    }
}
