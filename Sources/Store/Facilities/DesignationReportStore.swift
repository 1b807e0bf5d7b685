import Database
import Domain
import Sodium

/// Designation reports (R31 R40): the rows are kept, compared with the register, decided, applied whole or not at all, and taken
/// back by a new act.
public struct DesignationReportStore {
    let db: any Connection

    /// One row of a list as it was typed: its line in the file, from 1, the head included, and what stands in which column.
    public typealias Typed = (line: Int, cells: [DesignationColumn: String])

    /// So many rows are compared at once when they are kept; longer lists by `DesignationChecking`.
    public static let mostAtOnce = 50
    /// So many rows at most.
    public static let mostRows = 20_000

    /// Keeps a list; a short list of changes is compared in the same transaction, a longer one by the job.
    ///
    /// - Parameters:
    ///   - fileName: empty for an entry written by hand.
    ///   - validFrom: from when it holds where a row names no day.
    ///   - request: the change request that it answers.
    /// - Throws: `Problem.notFound` for a request that is not the prefecture's own open one.
    /// - Returns: the report's key.
    public func keep(
        _ table: [Typed], fileName: String, scope: DesignationReport.Scope, validFrom: Day, request: String? = nil,
        in prefecture: Prefecture, by actor: String, at now: Instant
    ) throws -> String {
        if let request { try requireOpen(request, prefecture) }
        let id = "d-" + Sodium.hex(Sodium.random(12))
        try db.execute(
            """
            INSERT INTO designation_report (report_id, prefecture, file_name, scope, valid_from, state, row_count,
                request_id, recorded_at, recorded_by)
            VALUES (\(id), \(prefecture.code), \(fileName), \(scope.rawValue), \(validFrom.text), 'checking',
                \(table.count), \(request), \(now.text), \(actor))
            """)
        try db.insert(
            into: "designation_row", columns: ["report_id", "line", "typed"],
            rows: table.map { [.text(id), .integer(Int64($0.line)), .text(try DesignationCells.write($0.cells))] })
        try audit(
            "designation.keep", id, ["rows": String(table.count), "scope": scope.rawValue, "from": validFrom.text],
            at: now, by: actor)
        if scope == .changes, table.count <= Self.mostAtOnce { try compareWhole(id, in: prefecture) }
        return id
    }

    private func requireOpen(_ request: String, _ prefecture: Prefecture) throws {
        guard let found = try db.changeRequests.find(request, in: prefecture), found.answer == nil else {
            throw Problem.notFound
        }
    }

    /// nil for an unknown one, and for another prefecture's.
    public func find(_ id: String, in prefecture: Prefecture) throws -> DesignationReport? {
        try reports("r.report_id = \(id) AND r.prefecture = \(prefecture.code)").first
    }

    /// A prefecture's, the newest first.
    ///
    /// - Parameter report: only those behind this one.
    public func all(in prefecture: Prefecture, limit: Int, before report: String? = nil) throws -> [DesignationReport] {
        var condition: SQL = "r.prefecture = \(prefecture.code)"
        if let report {
            guard let place = try find(report, in: prefecture)?.recordedAt.text else { return [] }
            condition = """
                \(condition) AND (r.recorded_at < \(place) OR (r.recorded_at = \(place) AND r.report_id < \(report)))
                """
        }
        return try reports("\(condition) ORDER BY r.recorded_at DESC, r.report_id DESC LIMIT \(limit)")
    }

    /// Gives up a report that was not applied. Once more changes nothing.
    ///
    /// - Throws: `Problem.notFound` for an unknown one; `Problem.refused` for one that was applied.
    public func discard(_ id: String, in prefecture: Prefecture, at now: Instant, by actor: String) throws {
        guard let report = try find(id, in: prefecture) else { throw Problem.notFound }
        if report.state == .discarded { return }
        let changed = try db.execute(
            """
            UPDATE designation_report SET state = 'discarded'
            WHERE report_id = \(id) AND state IN ('checking', 'checked')
            """)
        guard changed == 1 else { throw Self.alreadyApplied }
        try audit("designation.discard", id, at: now, by: actor)
    }

    /// The officer typed how many entries end because a whole list leaves them out.
    ///
    /// - Throws: `Problem.notFound` for an unknown one; `Problem.invalid` (field `ends`) where the number is another.
    public func confirmEnds(
        _ id: String, _ number: Int, in prefecture: Prefecture, at now: Instant, by actor: String
    ) throws {
        try hold(prefecture)
        guard let report = try find(id, in: prefecture), report.state == .checked else { throw Problem.notFound }
        let ends = report.counts[.ended] ?? 0
        guard number == ends else {
            throw Problem.invalid([
                FieldProblem(
                    field: "ends", label: "終了の件数",
                    sentence: "終了する件数と違います。一覧をご確認のうえ、「終了」の件数を入力してください。")
            ])
        }
        try db.execute("UPDATE designation_report SET confirmed_ends = \(number) WHERE report_id = \(id)")
        try audit("designation.confirmEnds", id, ["ends": String(number)], at: now, by: actor)
    }

    static let alreadyApplied = Problem.refused(
        japanese: "この指定報告は、もう反映したか取りやめています。", english: "the report was applied or discarded")

    func audit(
        _ action: String, _ id: String, _ detail: [String: String] = [:], at now: Instant, by actor: String
    ) throws {
        try db.audit.record(
            AuditEntry(actor: actor, action: action, subject: "designation:\(id)", detail: detail), at: now)
    }
}

extension Connection {
    public var designationReports: DesignationReportStore { DesignationReportStore(db: self) }
}
