import Database
import Domain

extension DesignationReportStore {
    /// Compares a short list in the transaction that keeps it.
    func compareWhole(_ id: String, in prefecture: Prefecture) throws {
        guard let report = try find(id, in: prefecture) else { return }
        let storing = DesignationStoring(db: db, report: report)
        try storing.show(try storing.compareAll())
    }

    /// The officer decides whether a row that agrees in name or phone is an institution of the register, or a new one; everything is
    /// compared anew where that touches other rows.
    ///
    /// - Throws: `Problem.notFound` where there is no such row of a report that waits to be applied, or no such institution in the
    ///   prefecture.
    /// - Returns: the row as it stands now.
    @discardableResult public func decide(
        _ report: String, line: Int, _ decision: DesignationRow.Decision, in prefecture: Prefecture, at now: Instant,
        by actor: String
    ) throws -> DesignationRow {
        try hold(prefecture)
        guard let found = try find(report, in: prefecture), found.state == .checked,
            try row(of: report, line: line).map({ $0.verdict == .undecided || $0.decision != nil }) == true
        else { throw Problem.notFound }
        var (word, facility): (String, String?) = ("new", nil)
        if case .same(let id) = decision {
            guard try db.facilities.newest(of: id, on: found.validFrom)?.attributes.prefecture == prefecture else {
                throw Problem.notFound
            }
            (word, facility) = ("same", id.text)
        }
        try db.execute(
            """
            UPDATE designation_row SET decision = \(word), facility_id = \(facility)
            WHERE report_id = \(report) AND line = \(line)
            """)
        try compareWhole(report, in: prefecture)
        try audit("designation.decide", report, ["line": String(line), "decision": word], at: now, by: actor)
        guard let row = try row(of: report, line: line) else { throw Problem.notFound }
        return row
    }
}
