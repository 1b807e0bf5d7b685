import CXlsxWriter
import Foundation

/// Writes an Excel workbook row by row: what is written goes to a private folder on the disk, so that memory stays small.
/// Used by one task at a time.
public final class WorkbookWriter {
    /// For `Content-Type`.
    public static let mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    /// nil once it is finished.
    private var book: UnsafeMutablePointer<lxw_workbook>?
    private let folder: URL
    private let formats: WorkbookFormats
    private var sheet: UnsafeMutablePointer<lxw_worksheet>?
    private var names = WorkbookNames()
    /// The next row, from 0.
    private var row = 0

    /// - Parameter created: what the file tells of its making, in seconds since 1970; the same content made at the same time
    ///   gives the same bytes.
    public init(created: Int) throws(WorkbookWritingError) {
        var template = Array((FileManager.default.temporaryDirectory.path + "/workbook-XXXXXX").utf8CString)
        guard let made = mkdtemp(&template) else { throw .failed("no temporary folder") }
        folder = URL(fileURLWithPath: String(cString: made), isDirectory: true)
        let path = folder.appendingPathComponent("workbook.xlsx").path
        let opened = folder.path.withCString { temporary in
            var options = lxw_workbook_options()
            options.constant_memory = 1
            options.tmpdir = UnsafeMutablePointer(mutating: temporary)
            return workbook_new_opt(path, &options)
        }
        guard let opened else {
            try? FileManager.default.removeItem(at: folder)
            throw .failed("no memory for a workbook")
        }
        book = opened
        formats = WorkbookFormats(opened)
        var properties = lxw_doc_properties()
        properties.created = time_t(created)
        workbook_set_properties(opened, &properties)
    }

    deinit {
        if let book { lxw_workbook_free(book) }
        try? FileManager.default.removeItem(at: folder)
    }

    /// Begins a sheet; the rows that follow are written into it.
    public func begin(_ plan: WorkbookSheetPlan) throws(WorkbookWritingError) {
        guard let book, let sheet = workbook_add_worksheet(book, names.next(plan.name)) else {
            throw .failed("no sheet could be added")
        }
        (self.sheet, row) = (sheet, 0)
        guard plan.columns.count <= CellReference.lastColumn + 1 else { throw .tooMany }
        for (index, column) in plan.columns.enumerated() {
            var options = lxw_row_col_options()
            options.hidden = column.isHidden ? 1 : 0
            let format = formats.format(.plain, isText: column.isText)
            let place = lxw_col_t(index)
            try check(worksheet_set_column_opt(sheet, place, place, column.width, format, &options))
            if let lines = plan.choiceLines, !column.choices.isEmpty {
                try offer(column.choices, in: index, lines: lines)
            }
        }
        if plan.frozenRows > 0 || plan.frozenColumns > 0 {
            worksheet_freeze_panes(sheet, lxw_row_t(plan.frozenRows), lxw_col_t(plan.frozenColumns))
        }
        if plan.frozenRows > 0 { try check(worksheet_repeat_rows(sheet, 0, lxw_row_t(plan.frozenRows - 1))) }
        worksheet_set_landscape(sheet)
        worksheet_set_paper(sheet, Self.paperA4)
        worksheet_fit_to_pages(sheet, 1, 0)
    }

    private static let paperA4: UInt8 = 9
    /// The usual one, in points.
    private static let rowHeight = 15.0

    private func offer(
        _ choices: [String], in column: Int, lines: ClosedRange<Int>
    ) throws(WorkbookWritingError) {
        let length = choices.reduce(choices.count - 1) { $0 + $1.unicodeScalars.count }
        guard length <= 255, choices.allSatisfy({ !$0.isEmpty && !$0.contains(",") }), lines.lowerBound > 0,
            lines.upperBound <= CellReference.lastLine
        else { throw .choices(column: column) }
        var copies: [UnsafeMutablePointer<CChar>?] = choices.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        copies.append(nil)
        let code = copies.withUnsafeMutableBufferPointer { list in
            var validation = lxw_data_validation()
            validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
            validation.value_list = list.baseAddress
            let (first, last) = (lxw_row_t(lines.lowerBound - 1), lxw_row_t(lines.upperBound - 1))
            return worksheet_data_validation_range(
                sheet, first, lxw_col_t(column), last, lxw_col_t(column), &validation)
        }
        try check(code)
    }

    /// Writes the next row.
    /// - Parameter isHidden: for programs alone.
    public func write(_ cells: [WorkbookCell], isHidden: Bool = false) throws(WorkbookWritingError) {
        guard sheet != nil else { throw .noSheet }
        guard row < CellReference.lastLine, cells.count <= CellReference.lastColumn + 1 else { throw .tooMany }
        if isHidden { try hideRow() }
        for (column, cell) in cells.enumerated() { try write(cell, column) }
        row += 1
    }

    private func hideRow() throws(WorkbookWritingError) {
        var options = lxw_row_col_options()
        options.hidden = 1
        try check(worksheet_set_row_opt(sheet, lxw_row_t(row), Self.rowHeight, nil, &options))
    }

    private func write(_ cell: WorkbookCell, _ column: Int) throws(WorkbookWritingError) {
        let (line, place) = (lxw_row_t(row), lxw_col_t(column))
        switch cell.value {
        case .text(let text):
            let format = formats.format(cell.look, isText: true)
            try check(worksheet_write_string(sheet, line, place, try fit(text, column), format))
        case .number(let number):
            guard number.isFinite else { throw .failed("a number without end") }
            try check(worksheet_write_number(sheet, line, place, number, formats.format(cell.look, isText: false)))
        case .empty where cell.look != .plain:
            try check(worksheet_write_blank(sheet, line, place, formats.format(cell.look, isText: true)))
        case .empty: break
        }
        if let comment = cell.comment, !comment.isEmpty {
            try check(worksheet_write_comment(sheet, line, place, try fit(comment, column)))
        }
    }

    private func fit(_ text: String, _ column: Int) throws(WorkbookWritingError) -> String {
        guard text.utf16.count <= WorkbookText.longest else { throw .textTooLong(line: row + 1, column: column) }
        return WorkbookText.escaped(text)
    }

    /// The workbook's bytes. Nothing can be written afterwards.
    public func finish() throws(WorkbookWritingError) -> [UInt8] {
        guard let book, sheet != nil else { throw .noSheet }
        (self.book, sheet) = (nil, nil)
        try check(workbook_close(book))
        do {
            return [UInt8](try Data(contentsOf: folder.appendingPathComponent("workbook.xlsx")))
        } catch {
            throw .failed(String(describing: error))
        }
    }

    private func check(_ code: lxw_error) throws(WorkbookWritingError) {
        guard code == LXW_NO_ERROR else {
            throw .failed(lxw_strerror(code).map { String(cString: $0) } ?? "error \(code.rawValue)")
        }
    }
}
