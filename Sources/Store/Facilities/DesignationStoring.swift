import Database
import Domain
import Sodium

/// Compares the rows of one report and keeps what they come to.
struct DesignationStoring {
    let db: any Connection
    let report: DesignationReport

    /// Every row of the file that is not left out by it, as it waits; those that a whole list leaves out are made anew each time.
    func waitingRows() throws -> [WaitingRow] {
        try db.query(
            """
            SELECT line, typed, decision, facility_id FROM designation_row
            WHERE report_id = \(report.id) AND typed <> '' ORDER BY line
            """
        ).map { try WaitingRow($0, in: report.prefecture) }
    }

    func save(_ rows: [ComparedRow]) throws {
        try db.insert(
            into: "designation_row",
            columns: ["report_id", "line", "typed", "verdict", "shown", "decision", "facility_id"],
            rows: rows.map { row in
                let decision: String? =
                    switch row.decision {
                    case .same: "same"
                    case .new: "new"
                    case nil: nil
                    }
                return [
                    .text(report.id), .integer(Int64(row.line)), .text(""), .text(row.outcome.verdict.rawValue),
                    .text(try ShownRow(row).write()), decision.sqlValue, (row.facility?.text).sqlValue,
                ]
            },
            onConflict: """
                ON CONFLICT (report_id, line) DO UPDATE SET verdict = excluded.verdict, shown = excluded.shown,
                    decision = excluded.decision, facility_id = excluded.facility_id
                """)
    }

    /// What a whole list leaves out: designated or under a contract on its day, and in no row of it; behind the file's lines.
    ///
    /// - Parameter named: the institutions that rows mean, or may mean.
    func leftOut(
        named: Set<Facility.ID>, after line: Int, _ context: DesignationContext
    ) throws -> [ComparedRow] {
        guard report.scope == .whole else { return [] }
        let designated = try Facts.designation.inForce(on: report.validFrom, db).filter(\.value.isInForce).keys
        let contracted = try Facts.contract.inForce(on: report.validFrom, db).filter(\.value).keys
        let near = try Set(
            db.query(
                "SELECT DISTINCT facility_id FROM facility_attributes WHERE prefecture = \(report.prefecture.code)"
            )
            .map { try $0.string("facility_id") })
        let ids = Set(designated).union(contracted).subtracting(named).filter { near.contains($0.text) }.sorted()
        let subjects = try context.subjects(ids, db)
        var rows: [ComparedRow] = []
        for id in ids {
            guard let subject = subjects[id],
                subject.past.attributes.value(on: report.validFrom)?.prefecture == report.prefecture
            else { continue }
            let outcome = DesignationComparing(.leftOut, with: subject, context.around).outcome
            guard outcome.verdict != .unchanged else { continue }
            rows.append(
                ComparedRow(
                    line: line + rows.count + 1, facility: id, decision: nil, outcome: outcome, isLeftOut: true))
        }
        return rows
    }

    /// Puts what is left out now in the place of what was before.
    func replaceLeftOut(_ rows: [ComparedRow]) throws {
        try db.execute("DELETE FROM designation_row WHERE report_id = \(report.id) AND typed = ''")
        try save(rows)
    }

    /// Everything is compared: its digest is what an officer sees.
    ///
    /// - Throws: `Problem.notFound` where it was applied or given up meanwhile.
    func finish() throws {
        let digest = try digest()
        // A number that was typed for other ends counts no more.
        let changed = try db.execute(
            """
            UPDATE designation_report SET state = 'checked', checked_count = row_count, digest = \(digest),
                confirmed_ends = CASE WHEN digest = \(digest) THEN confirmed_ends ELSE NULL END,
                worker = NULL, leased_until = NULL
            WHERE report_id = \(report.id) AND state IN ('checking', 'checked')
            """)
        guard changed == 1 else { throw Problem.notFound }
    }

    /// Of what the report would change, as its rows show it.
    func digest() throws -> String {
        var text = ""
        try db.each(
            """
            SELECT line, verdict, shown, facility_id FROM designation_row
            WHERE report_id = \(report.id) ORDER BY line
            """
        ) { row in
            text += try "\(row.int("line")) \(row.optionalString("verdict") ?? "") "
            text += try "\(row.optionalString("facility_id") ?? "") \(row.string("shown"))\n"
        }
        return Sodium.sha256Hex(text)
    }

    /// Everything of a report at once.
    ///
    /// - Returns: all that would change, those left out included.
    func compareAll() throws -> [ComparedRow] {
        let waiting = try waitingRows()
        let context = try DesignationContext(report, waiting, db)
        var compared: [ComparedRow] = []
        for start in stride(from: 0, to: waiting.count, by: 500) {
            compared += try context.compare(Array(waiting[start..<min(start + 500, waiting.count)]), db)
        }
        let left = try leftOut(
            named: Self.named(compared), after: waiting.last?.line ?? 0, context)
        return compared + left
    }

    /// Saves everything anew and shows it.
    func show(_ rows: [ComparedRow]) throws {
        try save(rows.filter { !$0.isLeftOut })
        try replaceLeftOut(rows.filter(\.isLeftOut))
        try finish()
    }

    static func named(_ rows: [ComparedRow]) -> Set<Facility.ID> {
        Set(rows.flatMap { [$0.facility] + $0.candidates.map { Facility.ID($0.facility) } }.compactMap(\.self))
    }
}

extension ShownRow {
    init(_ row: ComparedRow) {
        let outcome = row.outcome
        name = outcome.name
        cityName = outcome.cityName
        designation = outcome.designation
        party = outcome.party
        from = outcome.from?.text
        notification = outcome.notification
        changes = outcome.changes
        faults = outcome.faults
        notes = outcome.notes
        candidates = row.candidates
        facts = outcome.digest
    }
}
