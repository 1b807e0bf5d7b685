import Database
import Domain

/// IDs issued from a list (R4): the rows are kept, looked through, begun, and issued a few at a time, each once, however often the
/// work stops on the way.
public struct IssueRunStore {
    let db: any Connection

    /// Where a run stands.
    public struct Run: Sendable {
        public let id: String
        public let recordedAt: Instant
        /// By key.
        public let recordedBy: String
        public let total: Int
        /// Notifications wait until they are released.
        public let holds: Bool
        public let startedAt: Instant?
        public let finishedAt: Instant?
        /// IDs issued.
        public let issued: Int
        /// Rows left out, possible doubles included.
        public let leftOut: Int
        /// Mails that wait for their release.
        public let held: Int

        /// Rows that are dealt with.
        public var done: Int { issued + leftOut }
    }

    /// A row that may stand for an institution that is there already.
    public struct Doubtful: Sendable {
        public let line: Int
        public let name: String
        /// `inFile`, or a `PossibleDouble.Reason`.
        public let reason: String
        /// The line or the ID of the other one.
        public let other: String
    }

    /// Keeps a list that was read, with its possible doubles; a run that was begun stays as it is, so that the same file again
    /// changes nothing.
    ///
    /// - Returns: the run's ID.
    @discardableResult
    public func keep(_ list: IssueList, holds: Bool, at now: Instant, by actor: String) throws -> String {
        try forgetUnbegun(before: now.adding(seconds: -7 * 24 * 60 * 60))
        if let there = try find(list.digest) {
            if there.startedAt != nil { return there.id }
            try remove(there.id)
        }
        try db.execute(
            """
            INSERT INTO issue_run (run_id, recorded_at, recorded_by, total, holds)
            VALUES (\(list.digest), \(now.text), \(actor), \(list.rows.count), \(holds))
            """)
        let places = try db.accountIssue.municipalities()
        var known = try db.accountIssue.registerKeys()
        var seen: [String: Int] = [:]
        let rows = list.rows.map { row -> [SQLValue] in
            let keys = DoubleKeys(row.institution.attributes).keys
            var doubt: String?
            for (reason, key) in keys where doubt == nil {
                if let id = known[key] { doubt = "\(reason.rawValue):\(id)" }
            }
            for (_, key) in keys where doubt == nil { if let line = seen[key] { doubt = "inFile:\(line)" } }
            for (_, key) in keys where seen[key] == nil { seen[key] = row.line }
            return [
                .text(list.digest), .integer(Int64(row.line)),
                .text(IssueContent.write(places.placing(row.institution))), doubt.sqlValue,
            ]
        }
        known = [:]
        try db.insert(into: "issue_row", columns: ["run_id", "number", "content", "outcome"], rows: rows)
        try audit("issue.keep", list.digest, ["rows": String(rows.count)], at: now, by: actor)
        return list.digest
    }

    /// Begins it; from now on the job works at it. Once more changes nothing.
    ///
    /// - Parameter withDoubles: IDs are also issued for possible doubles.
    public func begin(_ run: String, holds: Bool, withDoubles: Bool, at now: Instant, by actor: String) throws {
        let begun = try db.execute(
            """
            UPDATE issue_run SET started_at = \(now.text), holds = \(holds), recorded_by = \(actor)
            WHERE run_id = \(run) AND started_at IS NULL
            """)
        guard begun == 1 else { return }
        if withDoubles { try db.execute("UPDATE issue_row SET outcome = NULL WHERE run_id = \(run)") }
        try audit(
            "issue.begin", run, ["holds": holds ? "1" : "0", "withDoubles": withDoubles ? "1" : "0"], at: now,
            by: actor)
    }

    /// Lets the run's mails go.
    ///
    /// - Returns: how many.
    @discardableResult public func release(_ run: String, at now: Instant, by actor: String) throws -> Int {
        let released = try db.execute(
            """
            UPDATE mail SET state = 'queued', next_at = \(now.text) WHERE batch = \(run) AND state = 'held'
            """)
        try db.execute("UPDATE issue_run SET holds = \(false) WHERE run_id = \(run)")
        if released > 0 { try audit("issue.release", run, ["mails": String(released)], at: now, by: actor) }
        return released
    }

    /// nil where there is none such.
    public func find(_ run: String) throws -> Run? { try runs("r.run_id = \(run)").first }

    /// The newest first.
    public func newest(_ count: Int = 10) throws -> [Run] {
        try runs("TRUE ORDER BY r.recorded_at DESC, r.run_id LIMIT \(count)")
    }

    /// The rows that may stand for an institution that is there already, as long as the run is not finished.
    public func doubtful(_ run: String, most: Int = 200) throws -> [Doubtful] {
        try db.query(
            """
            SELECT number, content, outcome FROM issue_row
            WHERE run_id = \(run) AND outcome LIKE '%:%' ORDER BY number LIMIT \(most)
            """
        ).map { row in
            let parts = try row.string("outcome").split(separator: ":", maxSplits: 1).map(String.init)
            return Doubtful(
                line: try row.int("number"), name: IssueContent.read(try row.string("content"))?.attributes.name ?? "",
                reason: parts.first ?? "", other: parts.count > 1 ? parts[1] : "")
        }
    }

    /// The IDs that were issued so far, in the order of the list: its row, ID, name as the account has it, how it is told of.
    public func issued(_ run: String) throws -> [(line: Int, loginId: String, name: String, notifyBy: NotificationWay)]
    {
        try db.query(
            """
            SELECT i.number, a.login_id, a.name, a.notify_by FROM issue_row i
                JOIN account a ON a.account_id = i.account_id
            WHERE i.run_id = \(run) ORDER BY i.number
            """
        ).map { row in
            (
                try row.int("number"), try row.string("login_id"), try row.string("name"),
                NotificationWay(rawValue: try row.string("notify_by")) ?? .mail
            )
        }
    }

    private func runs(_ condition: SQL) throws -> [Run] {
        try db.query(
            """
            SELECT r.run_id, r.recorded_at, r.recorded_by, r.total, r.holds, r.started_at, r.finished_at,
                (SELECT count(*) FROM issue_row i WHERE i.run_id = r.run_id AND i.account_id IS NOT NULL) AS issued,
                (SELECT count(*) FROM issue_row i WHERE i.run_id = r.run_id AND i.outcome IS NOT NULL) AS left_out,
                (SELECT count(*) FROM mail m WHERE m.batch = r.run_id AND m.state = 'held') AS held
            FROM issue_run r WHERE \(condition)
            """
        ).map { row in
            Run(
                id: try row.string("run_id"), recordedAt: try row.instant("recorded_at"),
                recordedBy: try row.string("recorded_by"), total: try row.int("total"), holds: try row.bool("holds"),
                startedAt: try row.optionalInstant("started_at"), finishedAt: try row.optionalInstant("finished_at"),
                issued: try row.int("issued"), leftOut: try row.int("left_out"), held: try row.int("held"))
        }
    }

    /// Lists that were looked at and never begun hold names and addresses: they go after a week.
    private func forgetUnbegun(before: Instant) throws {
        let old = try db.query(
            "SELECT run_id FROM issue_run WHERE started_at IS NULL AND recorded_at < \(before.text)"
        ).map { try $0.string("run_id") }
        for run in old { try remove(run) }
    }

    private func remove(_ run: String) throws {
        try db.execute("DELETE FROM issue_row WHERE run_id = \(run)")
        try db.execute("DELETE FROM issue_run WHERE run_id = \(run)")
    }

    func audit(_ action: String, _ run: String, _ detail: [String: String], at now: Instant, by actor: String) throws {
        try db.audit.record(
            AuditEntry(actor: actor, action: action, subject: "issue:\(run)", detail: detail), at: now)
    }
}

extension Connection {
    public var issueRuns: IssueRunStore { IssueRunStore(db: self) }
}
