import Database
import Domain
import Foundation

extension DesignationReportStore {
    /// - Parameter condition: of the table `r`, with order and limit.
    func reports(_ condition: SQL) throws -> [DesignationReport] {
        let rows = try db.query(
            """
            SELECT r.report_id, r.prefecture, r.file_name, r.scope, r.valid_from, r.state, r.row_count,
                r.checked_count, r.confirmed_ends, r.request_id, r.recorded_at, r.recorded_by, r.applied_at,
                r.applied_by, r.taken_back_from, r.taken_back_at
            FROM designation_report r WHERE \(condition)
            """)
        guard !rows.isEmpty else { return [] }
        let counts = try counts(of: rows.map { try $0.string("report_id") })
        return try rows.map { try Self.report($0, counts[try $0.string("report_id")] ?? [:]) }
    }

    private func counts(of reports: [String]) throws -> [String: [DesignationRow.Verdict: Int]] {
        let rows = try db.query(
            """
            SELECT report_id, verdict, count(*) AS n FROM designation_row
            WHERE report_id IN (\(.list(reports))) AND verdict IS NOT NULL GROUP BY report_id, verdict
            """)
        var counts: [String: [DesignationRow.Verdict: Int]] = [:]
        for row in rows {
            guard let verdict = DesignationRow.Verdict(rawValue: try row.string("verdict")) else { continue }
            counts[try row.string("report_id"), default: [:]][verdict] = try row.int("n")
        }
        return counts
    }

    private static func report(_ row: Row, _ counts: [DesignationRow.Verdict: Int]) throws -> DesignationReport {
        guard let prefecture = Prefecture(code: try row.string("prefecture")),
            let scope = DesignationReport.Scope(rawValue: try row.string("scope")),
            let state = DesignationReport.State(rawValue: try row.string("state")),
            let validFrom = Day(try row.string("valid_from"))
        else { throw DatabaseError.other("a row of designation_report cannot be read: \(row.columns)") }
        return DesignationReport(
            id: try row.string("report_id"), prefecture: prefecture, fileName: try row.string("file_name"),
            scope: scope, validFrom: validFrom, state: state, rows: try row.int("row_count"),
            checked: try row.int("checked_count"), counts: counts,
            confirmedEnds: try row.optionalInt("confirmed_ends"), request: try row.optionalString("request_id"),
            recordedAt: try row.instant("recorded_at"), recordedBy: try row.string("recorded_by"),
            appliedAt: try row.optionalInstant("applied_at"), appliedBy: try row.optionalString("applied_by"),
            takenBackFrom: try row.optionalString("taken_back_from").flatMap { Day($0) },
            takenBackAt: try row.optionalInstant("taken_back_at"))
    }

    /// The rows of a report that were compared, by line. Ask `find` first whose the report is.
    ///
    /// - Parameters:
    ///   - verdict: only those of one; nil for all.
    ///   - line: only those behind this one.
    public func rows(
        of report: String, verdict: DesignationRow.Verdict? = nil, after line: Int = 0, limit: Int
    ) throws -> [DesignationRow] {
        try typedRows(of: report, verdict: verdict, after: line, limit: limit).compactMap(\.row)
    }

    /// One row; nil where there is none such, or it is not compared yet.
    public func row(of report: String, line: Int) throws -> DesignationRow? {
        try typedRows(of: report, verdict: nil, after: line - 1, limit: 1).first { $0.line == line }?.row
    }

    /// A row of the file as it was typed, beside what became of it; nil before it is compared.
    public typealias TypedRow = (line: Int, cells: [DesignationColumn: String], row: DesignationRow?)

    /// The rows with what was typed; those that a whole list leaves out stand behind the file's own and have no cells.
    public func typedRows(
        of report: String, verdict: DesignationRow.Verdict? = nil, after line: Int = 0, limit: Int
    ) throws -> [TypedRow] {
        let only: SQL = verdict.map { "AND verdict = \($0.rawValue)" } ?? ""
        return try db.query(
            """
            SELECT line, typed, verdict, shown, decision, facility_id FROM designation_row
            WHERE report_id = \(report) AND line > \(line) \(only) ORDER BY line LIMIT \(limit)
            """
        ).map { row in
            (try row.int("line"), try DesignationCells.read(try row.string("typed")), try ShownRow.row(row))
        }
    }
}

/// What was typed in a row, as it waits in the database: a JSON object by column.
enum DesignationCells {
    static func write(_ cells: [DesignationColumn: String]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let named = Dictionary(uniqueKeysWithValues: cells.map { ($0.key.rawValue, $0.value) })
        return String(decoding: try encoder.encode(named), as: UTF8.self)
    }

    /// Nothing was typed where a whole list leaves an institution out.
    static func read(_ text: String) throws -> [DesignationColumn: String] {
        guard !text.isEmpty else { return [:] }
        let named = try JSONDecoder().decode([String: String].self, from: Data(text.utf8))
        var cells: [DesignationColumn: String] = [:]
        for (name, value) in named { if let column = DesignationColumn(rawValue: name) { cells[column] = value } }
        return cells
    }
}

/// What pages show of a row, and a digest of the facts behind it: the JSON object `shown`.
struct ShownRow: Codable, Equatable {
    var name = ""
    var cityName = ""
    var designation = ""
    var party = ""
    var from: String?
    var notification = ""
    var changes: [DesignationRow.Change] = []
    var faults: [DesignationRow.Fault] = []
    var notes: [String] = []
    var candidates: [DesignationRow.Candidate] = []
    /// SHA-256 of the facts that would be recorded and of what becomes of the ID.
    var facts = ""

    func write() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    /// nil before the row is compared.
    static func row(_ row: Row) throws -> DesignationRow? {
        guard let word = try row.optionalString("verdict"), let verdict = DesignationRow.Verdict(rawValue: word) else {
            return nil
        }
        let shown = try JSONDecoder().decode(ShownRow.self, from: Data(try row.string("shown").utf8))
        let facility = try row.optionalString("facility_id").flatMap { Facility.ID($0) }
        let decision: DesignationRow.Decision? =
            switch try row.optionalString("decision") {
            case "new": .new
            case "same": facility.map { .same($0) }
            default: nil
            }
        return DesignationRow(
            line: try row.int("line"), verdict: verdict, facility: facility, name: shown.name,
            cityName: shown.cityName, designation: shown.designation, party: shown.party,
            from: shown.from.flatMap { Day($0) }, notification: shown.notification, changes: shown.changes,
            faults: shown.faults, notes: shown.notes, candidates: shown.candidates, decision: decision)
    }
}
