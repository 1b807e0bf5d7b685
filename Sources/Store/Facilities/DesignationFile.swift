import Documents
import Domain

/// A file of a designation report, read into rows and cells (R31); what stands in the cells is judged row by row later.
public struct DesignationFile: Sendable {
    /// Rows with anything in them.
    public let rows: [DesignationReportStore.Typed]
    /// The columns of the file, in its order.
    public let columns: [DesignationColumn]

    /// The heading of the column in which a file of ours told what is wrong; what stands there is not read.
    public static let faultHeading = "直していただくこと"
    /// So many faults are told.
    private static let mostFaults = 500

    /// Reads a workbook, CSV in UTF-8 or CP932, or cells pasted from a spreadsheet.
    ///
    /// - Throws: `Problem.refusedFile` where no head is found, a heading is unknown or stands twice, there are too many rows, or a
    ///   cell of a workbook has no value that can be taken.
    public init(_ bytes: [UInt8], fileName: String = "") throws(Problem) {
        var reading = TableReading()
        reading.maximumRows = DesignationReportStore.mostRows + 100
        let table: TextTable
        do throws(TableProblem) {
            table = try reading.read(bytes, name: fileName.isEmpty ? nil : fileName)
        } catch { throw Problem(error) }
        guard table.faults.isEmpty else { throw Problem(faultsOf: table, most: Self.mostFaults) }
        try self.init(records: table.rows.map { ($0.line, $0.cells) })
    }

    /// One record of a file.
    public typealias Record = (line: Int, fields: [String])

    /// The same of rows that are cut into cells already: lines count from 1, the head included.
    public init(records: [Record]) throws(Problem) {
        let filled = records.filter { $0.fields.contains { !SearchKey.fold($0).isEmpty } }
        guard let start = filled.prefix(10).firstIndex(where: Self.isHead) else {
            throw Self.refused(
                filled.isEmpty ? "何も書かれていません。" : "見出しの行が見つかりません。ひな形の見出しを1行目に置いてください。", "no head was found")
        }
        let rows = filled[(start + 1)...]
        guard rows.count <= DesignationReportStore.mostRows else {
            throw Self.refused("一度に読み取れるのは\(DesignationReportStore.mostRows)行までです。分けてください。", "too many rows")
        }
        guard !rows.isEmpty else { throw Self.refused("見出しの下に行がありません。", "there is no row below the head") }
        let columns = try Self.columns(filled[start])
        let ignored = filled[start].fields.indices.filter { Self.isIgnored(filled[start].fields[$0]) }
        self.columns = columns.compactMap(\.self)
        var faults = FileFaults()
        self.rows = rows.map { record in
            var cells: [DesignationColumn: String] = [:]
            for (index, field) in record.fields.enumerated() where !SearchKey.fold(field).isEmpty {
                if ignored.contains(index) { continue }
                guard index < columns.count, let column = columns[index] else {
                    faults.note(record.line, "\(index + 1)列目", "見出しのない列に値があります。", "a value without a heading")
                    continue
                }
                cells[column] = field
            }
            return (record.line, cells)
        }
        try faults.refuse()
    }

    /// A title or a remark may stand above the head.
    private static func isHead(_ record: Record) -> Bool {
        record.fields.count { DesignationColumn(heading: $0) != nil } >= 2
    }

    private static func isIgnored(_ heading: String) -> Bool {
        SearchKey.fold(heading) == SearchKey.fold(faultHeading)
    }

    private static func columns(_ head: Record) throws(Problem) -> [DesignationColumn?] {
        var seen: Set<DesignationColumn> = []
        var faults = FileFaults()
        let columns = head.fields.map { field -> DesignationColumn? in
            guard !SearchKey.fold(field).isEmpty, !isIgnored(field) else { return nil }
            guard let column = DesignationColumn(heading: field) else {
                faults.note(
                    head.line, String(field.prefix(40)), "知らない見出しです。ひな形の見出しを使ってください。", "unknown heading")
                return nil
            }
            if !seen.insert(column).inserted {
                faults.note(head.line, String(field.prefix(40)), "同じ見出しが2つあります。", "heading twice")
            }
            return column
        }
        try faults.refuse()
        return columns
    }

    private static func refused(_ japanese: String, _ english: String) -> Problem {
        .refusedFile([LineProblem(line: nil, japanese: japanese, english: english)], total: 1)
    }
}
