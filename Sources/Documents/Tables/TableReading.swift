import Foundation

/// Reads what people send as a table: an Excel workbook (.xlsx), CSV in UTF-8 or CP932, or cells pasted from a spreadsheet.
/// What it is, the bytes tell; a file's name is only asked where they do not.
public struct TableReading: Sendable {
    /// Rows in which something stands, the head included.
    public var maximumRows = 100_000
    public var maximumColumns = 300

    /// For the `accept` of a file field.
    public static let accepted = ".xlsx,.xlsm,.csv,.tsv,.txt,text/csv,\(WorkbookWriter.mediaType)"

    /// The usual limits.
    public init() {}

    /// - Parameters:
    ///   - name: the file's name as it was sent.
    ///   - sheet: of a workbook; nil for the first that is shown.
    public func read(_ bytes: [UInt8], name: String? = nil, sheet: String? = nil) throws(TableProblem) -> TextTable {
        if WorkbookMagic.isArchive(bytes) || WorkbookMagic.isOld(bytes) { return try workbook(bytes, sheet: sheet) }
        guard !isForeign(bytes, name: name) else { throw TableProblem(.notWorkbook) }
        let text = try utf8(bytes)
        let isPasted = text.prefix { $0 != Byte.lineFeed }.contains(Byte.tab)
        let table = isPasted ? try pasted(text) : try csv(text)
        guard table.rows.count <= maximumRows else { throw tooManyRows() }
        return table
    }

    private func tooManyRows() -> TableProblem { TableProblem(.tooLarge(.rows(limit: maximumRows))) }

    private func workbook(_ bytes: [UInt8], sheet: String?) throws(TableProblem) -> TextTable {
        var reader = WorkbookReader()
        reader.limits.rows = maximumRows
        reader.limits.columns = maximumColumns
        let read: WorkbookSheet
        do throws(WorkbookProblem) { read = try reader.read(bytes, sheet: sheet) } catch { throw TableProblem(error) }
        var table = TextTable(
            source: .workbook(sheet: read.name), rows: read.rows.map { TextTable.Row(line: $0.line, cells: $0.cells) })
        table.faults = read.faults.map {
            TextTable.Fault(line: $0.line, column: $0.column, japanese: $0.japanese, english: $0.english)
        }
        table.totalFaults = read.totalFaults
        (table.merges, table.hiddenColumns) = (read.merges, read.hiddenColumns)
        return table
    }

    private func csv(_ bytes: [UInt8]) throws(TableProblem) -> TextTable {
        var reader = CSVReader()
        // Spreadsheets save rows of nothing but commas.
        reader.maximumRecords = maximumRows + 10_000
        reader.maximumFields = maximumColumns
        let read: CSVTable
        do throws(CSVError) { read = try reader.read(bytes) } catch { throw TableProblem(error) }
        return TextTable(
            source: .csv,
            rows: read.records.compactMap { record in
                record.fields.allSatisfy(\.isEmpty) ? nil : TextTable.Row(line: record.line, cells: record.fields)
            })
    }

    private func pasted(_ bytes: [UInt8]) throws(TableProblem) -> TextTable {
        var reader = PastedReader(bytes, maximumRows: maximumRows, maximumColumns: maximumColumns)
        do throws(CSVError) {
            return TextTable(source: .tabs, rows: try reader.read())
        } catch {
            throw TableProblem(error)
        }
    }

    /// Pages and drawings that call themselves workbooks or tables.
    private func isForeign(_ bytes: [UInt8], name: String?) -> Bool {
        let begin = String(decoding: bytes.prefix(200), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
            .lowercased()
        if ["%pdf", "<html", "<!doctype", "<?xml", "<table"].contains(where: begin.hasPrefix) { return true }
        let ending = name?.lowercased().split(separator: ".").last ?? ""
        return ["xlsx", "xlsm", "xlsb", "ods", "numbers"].contains(ending)
    }

    /// UTF-8, or else UTF-16 by its mark (Excel's "Unicode text"), or else CP932 as spreadsheets on Japanese systems save.
    private func utf8(_ bytes: [UInt8]) throws(TableProblem) -> [UInt8] {
        if String(validating: bytes, as: UTF8.self) != nil {
            return bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        }
        let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        guard let text = String(data: Data(bytes), encoding: isUTF16 ? .utf16 : .shiftJIS) else {
            throw TableProblem(
                japanese: "文字コードを読み取れません。UTF-8かShift_JISのCSVで保存してください。", english: "neither UTF-8 nor CP932")
        }
        return Array(text.utf8)
    }
}
