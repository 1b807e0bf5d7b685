import Database
import Domain

/// Notes that revisions passed, and what is remembered of them.
public struct NoteMemoryStore {
    let db: any Connection

    /// What an institution is not asked again at this instant, by survey and the newest first.
    public func all(_ permit: Permit, at now: Instant) throws -> [NoteMemory] {
        try read(try ReportStore.facility(of: permit), "", now)
    }

    func of(_ facility: Facility.ID, _ survey: String, at now: Instant) throws -> [NoteMemory] {
        try read(facility, " AND m.survey = \(survey)", now)
    }

    /// From now on the note asks again; what revisions keep of it stays.
    ///
    /// - Returns: false where nothing was remembered.
    /// - Throws: `Problem.notFound` for who is not the reporting party today (R22 R43).
    @discardableResult
    public func forget(_ survey: String, _ check: String, _ permit: Permit, at now: Instant) throws -> Bool {
        guard permit.action == .report, case .facility(let facility, _, let party) = permit.subject else {
            throw Problem.notFound
        }
        try db.facilities.hold(facility)
        guard try db.facilities.reportingParty(of: facility, on: now.day) == party else { throw Problem.notFound }
        guard try of(facility, survey, at: now).contains(where: { $0.check == check }) else { return false }
        try db.execute(
            """
            DELETE FROM note_memory
            WHERE facility_id = \(facility.text) AND survey = \(survey) AND check_id = \(check)
            """)
        try db.audit.record(
            AuditEntry(
                actor: permit.actor, action: "note.forget", subject: "facility:\(facility)",
                detail: ["survey": survey, "check": check]), at: now)
        return true
    }

    /// Keeps what did not hold a revision up.
    func keep(_ notes: [PassedNote], of revision: Revision, _ change: ReportChange) throws {
        guard !notes.isEmpty else { return }
        try db.insert(
            into: "revision_note",
            columns: ["survey", "period", "facility_id", "number", "check_id", "how", "reason"],
            rows: notes.map { note in
                [
                    .text(change.survey), .text(change.period.text), .text(change.facility.text),
                    .integer(Int64(revision.number)), .text(note.check), .text(note.how.rawValue),
                    (note.reason?.text).sqlValue,
                ]
            })
    }

    /// Of a report, by the revision's number.
    func notes(_ survey: String, _ period: Day, _ facility: Facility.ID) throws -> [Int: [PassedNote]] {
        var notes: [Int: [PassedNote]] = [:]
        for row in try db.query(
            """
            SELECT number, check_id, how, reason FROM revision_note
            WHERE survey = \(survey) AND period = \(period.text) AND facility_id = \(facility.text)
            ORDER BY number, check_id
            """)
        {
            guard let how = PassedNote.How(rawValue: try row.string("how")) else {
                throw DatabaseError.other("a row of revision_note cannot be read: \(row.columns)")
            }
            notes[try row.int("number"), default: []].append(
                PassedNote(
                    check: try row.string("check_id"), how: how,
                    reason: try row.optionalString("reason").map(NoteReason.init(kept:))))
        }
        return notes
    }

    /// In place of what was remembered of the same note.
    func remember(_ memory: NoteMemory, of facility: Facility.ID, colleague: String?) throws {
        try db.execute(
            """
            INSERT INTO note_memory (facility_id, survey, check_id, period, figure, reason, passed_at, remembered_until,
                colleague_id, recorded_by)
            VALUES (\(facility.text), \(memory.survey), \(memory.check), \(memory.period.text), \(memory.figure),
                \(memory.reason?.text), \(memory.passedAt.text), \(memory.until.text), \(colleague), \(memory.by))
            ON CONFLICT (facility_id, survey, check_id) DO UPDATE SET period = excluded.period,
                figure = excluded.figure, reason = excluded.reason, passed_at = excluded.passed_at,
                remembered_until = excluded.remembered_until, colleague_id = excluded.colleague_id,
                recorded_by = excluded.recorded_by
            """)
    }

    private func read(_ facility: Facility.ID, _ condition: SQL, _ now: Instant) throws -> [NoteMemory] {
        try db.query(
            """
            SELECT m.survey, m.check_id, m.period, m.figure, m.reason, m.passed_at, m.remembered_until,
                m.recorded_by, m.colleague_id, c.name AS colleague_name
            FROM note_memory m LEFT JOIN colleague c ON c.colleague_id = m.colleague_id
            WHERE m.facility_id = \(facility.text)\(condition) AND m.remembered_until > \(now.text)
            ORDER BY m.survey, m.passed_at DESC, m.check_id
            """
        ).map { row in
            guard let period = Day(try row.string("period")) else {
                throw DatabaseError.other("a row of note_memory cannot be read: \(row.columns)")
            }
            return NoteMemory(
                survey: try row.string("survey"), check: try row.string("check_id"), period: period,
                figure: try row.optionalInt("figure"),
                reason: try row.optionalString("reason").map(NoteReason.init(kept:)),
                passedAt: try row.instant("passed_at"), until: try row.instant("remembered_until"),
                by: try ReportStore.by(row))
        }
    }
}

extension Connection {
    public var noteMemories: NoteMemoryStore { NoteMemoryStore(db: self) }
}
