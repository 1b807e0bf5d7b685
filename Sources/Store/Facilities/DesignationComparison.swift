import Database
import Domain

extension DesignationContext {
    /// Compares rows with the register as it is now; institutions are read together.
    func compare(_ rows: [WaitingRow], _ db: any Connection) throws -> [ComparedRow] {
        let matches = rows.map { match($0) }
        let known = matches.compactMap { match in if case .known(let id) = match { id } else { nil } }
        let subjects = try subjects(known, db)
        return zip(rows, matches).map { row, match in
            var compared = compare(row, match, subjects)
            judgeTwice(row, match, &compared)
            return compared
        }
    }

    private func compare(
        _ row: WaitingRow, _ match: RegisterKeys.Match, _ subjects: [Facility.ID: DesignationSubject]
    ) -> ComparedRow {
        var compared = ComparedRow(line: row.line, facility: nil, decision: row.decision, outcome: DesignationOutcome())
        switch match {
        case .known(let facility):
            guard let subject = subjects[facility] else { return refused(row, .facility, unknown) }
            compared.facility = facility
            compared.outcome = DesignationComparing(row.reading, with: subject, around).outcome
            if let code = row.reading.entry.facilityCode, keys.isBorne(code, byOtherThan: facility) {
                compared.outcome.notes.append("同じ医療機関コードの医療機関が、ほかにもあります。")
            }
        case .unknownID: return refused(row, .facility, unknown)
        case .new: compared.outcome = DesignationComparing(row.reading, with: nil, around).outcome
        case .candidates(let candidates):
            compared.candidates = candidates
            compared.outcome.verdict = row.reading.faults.isEmpty ? .undecided : .fault
            compared.outcome.faults = row.reading.faults
            compared.outcome.notes = row.reading.notes
            compared.outcome.name = row.reading.entry.name ?? row.reading.typed(.name)
            compared.outcome.from = row.reading.entry.from ?? report.validFrom
        }
        return compared
    }

    private var unknown: String { "このIDの医療機関は\(report.prefecture.name)にありません。新しい医療機関のときは空欄にしてください。" }

    private func refused(_ row: WaitingRow, _ column: DesignationColumn, _ sentence: String) -> ComparedRow {
        var outcome = DesignationOutcome()
        outcome.verdict = .fault
        outcome.name = row.reading.entry.name ?? row.reading.typed(.name)
        outcome.notes = row.reading.notes
        outcome.faults =
            [DesignationRow.Fault(column: column.heading, typed: row.reading.typed(column), sentence: sentence)]
            + row.reading.faults
        return ComparedRow(line: row.line, facility: nil, decision: row.decision, outcome: outcome)
    }

    /// An institution stands in a list once.
    private func judgeTwice(_ row: WaitingRow, _ match: RegisterKeys.Match, _ compared: inout ComparedRow) {
        guard let meant = meant(row, match), let first = firstLines[meant], first != row.line else { return }
        let columns: [DesignationColumn] = [.facility, .facilityCode, .name]
        let column = columns.first { !row.reading.typed($0).isEmpty } ?? .name
        compared.outcome.verdict = .fault
        compared.outcome.facts = []
        compared.outcome.changes = []
        compared.outcome.faults.append(
            DesignationRow.Fault(
                column: column.heading, typed: row.reading.typed(column), sentence: "\(first)行目と同じ医療機関です。1行にまとめてください。"))
    }

    /// Institutions of the register with their past and what is known of their IDs.
    func subjects(_ facilities: [Facility.ID], _ db: any Connection) throws -> [Facility.ID: DesignationSubject] {
        let histories = try db.facilities.histories(of: facilities)
        let own = try ownIDs(facilities, db)
        return Dictionary(
            uniqueKeysWithValues: histories.map { id, history in
                (id, DesignationSubject(id: id, past: history.timelines, ownID: own[id]))
            })
    }

    private func ownIDs(
        _ facilities: [Facility.ID], _ db: any Connection
    ) throws -> [Facility.ID: DesignationSubject.OwnID] {
        var found: [Facility.ID: DesignationSubject.OwnID] = [:]
        for start in stride(from: 0, to: facilities.count, by: 500) {
            let some = facilities[start..<min(start + 500, facilities.count)].map(\.text)
            let rows = try db.query(
                """
                SELECT a.facility_id, a.notify_by, a.activated_at, a.rested_at, c.mail,
                    EXISTS (SELECT 1 FROM designation_row r JOIN designation_report d ON d.report_id = r.report_id
                        WHERE a.rested_at IS NOT NULL AND r.issued_account = a.account_id AND d.state = 'takenBack')
                        AS taken_back
                FROM account a LEFT JOIN contact c ON c.account_id = a.account_id AND c.replaced_at IS NULL
                WHERE a.facility_id IN (\(.list(some)))
                """)
            for row in rows {
                guard let id = Facility.ID(try row.string("facility_id")) else { continue }
                let isInUse = try row.optionalString("activated_at") != nil
                found[id] = DesignationSubject.OwnID(
                    isTakenBack: try row.bool("taken_back"),
                    isTold: try isInUse || row.string("notify_by") != NotificationWay.nobody.rawValue,
                    mail: try row.optionalString("mail") ?? "")
            }
        }
        return found
    }
}
