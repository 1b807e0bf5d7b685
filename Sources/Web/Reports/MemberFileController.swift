import Database
import Documents
import Domain
import HTTPTypes
import Hummingbird
import Store

/// A filled file of an association, sent and answered (R18).
enum MemberFileController {
    /// More rows than any association has members and days.
    static let mostRows = 20_000

    static func new(_ visit: Visit) async throws -> Response {
        var page = try await page(visit)
        if let kept = try await visit.keptForm() { page.pasted = kept.typed(FieldName.text) }
        if let id = visit.asked(sentParameter) { page.sent = try await sent(visit, id) }
        return visit.page(page.body)
    }

    static func create(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn()
        let upload = try visit.upload()
        let pasted = upload.fields.typed(FieldName.text)
        if let window = visit.window { return try await again(visit, pasted, .inMaintenance(window)) }
        let sentName: String? = upload.fileName
        let name = upload.file == nil ? "貼り付けた表" : SentSheet.called(sentName)
        let (day, form, now, surveys) = (try visit.day(), try visit.survey(), visit.now, visit.house.surveys)
        let sheet = try await visit.memberSheet(.week)
        let read: (lines: [SentSheet.Line], reading: MemberSheetReading)
        do {
            read = try await Offload.run {
                try Self.read(upload.file ?? Array(pasted.utf8), name, sheet, day)
            }
        } catch Problem.refusedFile(let faults, let total) {
            var page = try await page(visit)
            (page.pasted, page.faults, page.totalFaults) = (pasted, faults, total)
            return visit.page(page.body, status: .unprocessableContent)
        }
        let taken = try await visit.house.pool.take(
            read.reading, read.lines, sheet, by: account, at: now, surveys: surveys)
        let id = try await visit.house.pool.write { db in
            // What was kept of it in a window was sent now.
            try db.keptForms.discard(visit.path, of: account)
            return try db.memberFiles.keep(taken, named: name, form.survey, day, of: account, at: now)
        }
        return visit.redirect(Links().memberFile(form.survey, day, sent: id))
    }

    /// Nothing can be entered now (R10): what was pasted is still there, a file has to be chosen again.
    private static func again(_ visit: Visit, _ pasted: String, _ obstacle: Problem) async throws -> Response {
        var page = try await page(visit)
        (page.pasted, page.problem) = (pasted, obstacle)
        return visit.page(page.body, after: obstacle)
    }

    /// The file with what is to be mended.
    static func returned(_ visit: Visit) async throws -> Response {
        let (form, day) = (try visit.survey(), try visit.day())
        guard let id = visit.asked(sentParameter) else { return visit.redirect(Links().memberFile(form.survey, day)) }
        guard let sheet = try await sent(visit, id).sheet else { throw Problem.notFound }
        let workbook = MemberWorkbook(
            sheet: try await visit.memberSheet(.week), title: form.title, made: visit.now)
        let bytes = try await Offload.run { try workbook.returned(sheet) }
        return try visit.file(bytes, WorkbookWriter.mediaType, named: "mend.xlsx")
    }

    static let sentParameter = "sent"

    private static func page(_ visit: Visit) async throws -> MemberFilePage {
        let account = try visit.signedIn()
        _ = try account.permit(.reportForMembers)
        let (form, day, now) = (try visit.survey(), try visit.day(), visit.now)
        try form.checkOpen(day, at: now)
        let sheet = try await visit.memberSheet(.day)
        let (earlier, deadlines) = try await visit.house.pool.read { db in
            (
                try db.memberFiles.newest(form.survey, of: account, limit: 10, at: now),
                try db.deadlineFacts.of(sheet.rows.map(\.facility), from: day, through: day)
            )
        }
        var page = MemberFilePage(
            frame: visit.frame(.home), form: form, day: day, asked: sheet.rows.count, earlier: earlier)
        // An association reports for them: their own IDs move nothing.
        page.moved = deadlines.values.count { $0.own(form, day, party: .association("")).isMoved }
        return page
    }

    private static func sent(_ visit: Visit, _ id: String) async throws -> MemberFileStore.Sent {
        let (account, form, day, now) = (try visit.signedIn(), try visit.survey(), try visit.day(), visit.now)
        let found = try await visit.house.pool.read { try $0.memberFiles.find(id, of: account, at: now) }
        guard let found, found.survey == form.survey, found.period == day else { throw Problem.notFound }
        return found
    }

    private static func read(
        _ bytes: [UInt8], _ name: String, _ sheet: MemberSheet, _ day: Day
    ) throws(Problem) -> (lines: [SentSheet.Line], reading: MemberSheetReading) {
        guard !bytes.isEmpty else { throw refused(nil, "ファイルを選ぶか、表を貼り付けてください。", "nothing was sent") }
        var reader = TableReading()
        reader.maximumRows = mostRows
        let table: TextTable
        do throws(TableProblem) {
            table = try reader.read(bytes, name: name)
        } catch {
            throw refused(error.line, error.japanese, error.english)
        }
        let faults = Dictionary(table.faults.map { (SheetCell(line: $0.line, column: $0.column), $0.japanese) }) {
            first, _ in first
        }
        let lines = table.rows.map { (line: $0.line, cells: $0.cells) }
        let reading = try MemberSheetReading(lines, for: sheet, usualDay: day, broken: faults)
        return (lines.map { SentSheet.Line(number: $0.line, cells: $0.cells) }, reading)
    }

    private static func refused(_ line: Int?, _ japanese: String, _ english: String) -> Problem {
        .refusedFile([LineProblem(line: line, japanese: japanese, english: english)], total: 1)
    }
}

extension SentSheet {
    /// As its sender's computer calls it, without folders.
    fileprivate static func called(_ name: String?) -> String {
        let last = (name ?? "").split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        let plain = last.unicodeScalars.filter { $0.properties.generalCategory != .control }.prefix(100)
        return plain.isEmpty ? "名前のないファイル" : String(String.UnicodeScalarView(plain))
    }
}
