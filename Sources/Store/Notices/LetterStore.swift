import Database
import Domain
import Sodium

/// Letters to institutions whose people cannot be told by mail (R4): batches, who is in them, printing, dispatch.
public struct LetterStore {
    let db: any Connection

    /// Whose people are to be told by letter, have not been, and are in no batch that waits for the post. Those whose ID is
    /// in use get one when they asked the help desk for it, which may be their only way to another password.
    private static let waiting: SQL = """
        a.notify_by = 'letter' AND a.notified_at IS NULL AND a.facility_id IS NOT NULL AND a.rested_at IS NULL
        AND (a.activated_at IS NULL OR EXISTS (
            SELECT 1 FROM identity_check i WHERE i.account_id = a.account_id AND i.action = 'letter'))
        AND NOT EXISTS (
            SELECT 1 FROM letter l JOIN letter_batch b ON b.batch_id = l.batch_id
            WHERE l.account_id = a.account_id AND b.dispatched_at IS NULL)
        """

    /// How many institutions wait for a letter.
    public func waitingCount() throws -> Int {
        try db.query("SELECT count(*) AS n FROM account a WHERE \(Self.waiting)").first?.int("n") ?? 0
    }

    /// A batch of everybody who waits; long for thousands.
    ///
    /// - Parameter day: on which addresses are looked up, for the order.
    /// - Returns: its key; nil when nobody waits.
    public func createBatch(on day: Day, at now: Instant, by actor: String) throws -> String? {
        let accounts = try db.query("SELECT a.account_id, a.facility_id FROM account a WHERE \(Self.waiting)").map {
            (account: try $0.string("account_id"), facility: try $0.string("facility_id"))
        }
        guard !accounts.isEmpty else { return nil }
        let known = try Facts.attributes.inForce(on: day, db)
        let parties = try Facts.reportingParty.inForce(on: day, db)
        let sorted = try accounts.compactMap { account, facility -> (key: [String], account: String)? in
            guard let id = Facility.ID(facility), let attributes = known[id] else { return nil }
            if case .association? = parties[id] {
                // Told once it reports itself (R4).
                try db.accounts.account(id: account, on: day).map {
                    try db.accountLives.leaveUntold($0, at: now, on: day)
                }
                return nil
            }
            return ([Self.digits(attributes.zipCode), attributes.address, facility], account)
        }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        return try create(sorted.map(\.account), at: now, by: actor)
    }

    /// A letter to one institution, whether it waits or not: where its people cannot be reached by mail, this is how they get a new
    /// password.
    ///
    /// - Throws: `Problem.notFound` when it is no institution's ID, or one at rest.
    public func createBatch(of account: String, on day: Day, at now: Instant, by actor: String) throws -> String {
        let row = try db.query(
            "SELECT facility_id FROM account WHERE account_id = \(account) AND rested_at IS NULL"
        ).first
        guard let text = try row?.optionalString("facility_id"), let facility = Facility.ID(text),
            try db.facilities.attributes(of: facility, on: day) != nil,
            let batch = try create([account], at: now, by: actor)
        else { throw Problem.notFound }
        return batch
    }

    private func create(_ accounts: [String], at now: Instant, by actor: String) throws -> String? {
        guard !accounts.isEmpty else { return nil }
        let batch = now.day.compact + "-" + Sodium.hex(Sodium.random(6))
        try db.execute(
            """
            INSERT INTO letter_batch (batch_id, recorded_at, recorded_by, letters)
            VALUES (\(batch), \(now.text), \(actor), \(accounts.count))
            """)
        try db.insert(
            into: "letter", columns: ["batch_id", "number", "account_id"],
            rows: accounts.enumerated().map { [.text(batch), .integer(Int64($0 + 1)), .text($1)] })
        try db.audit.record(
            AuditEntry(
                actor: actor, action: "letters.create", subject: "letters:\(batch)",
                detail: ["letters": String(accounts.count)]), at: now)
        return batch
    }

    /// The newest first.
    public func batches(limit: Int) throws -> [LetterBatch] {
        try db.query(
            "SELECT \(Self.batchColumns) FROM letter_batch ORDER BY recorded_at DESC, batch_id DESC LIMIT \(limit)"
        ).map(Self.batch)
    }

    /// - Throws: `Problem.notFound` when there is none such.
    public func batch(_ id: String) throws -> LetterBatch {
        guard
            let row = try db.query("SELECT \(Self.batchColumns) FROM letter_batch WHERE batch_id = \(id)").first
        else { throw Problem.notFound }
        return try Self.batch(row)
    }

    /// The letters of a batch from a number on.
    public func letters(of batch: LetterBatch, from number: Int, limit: Int) throws -> [Letter] {
        try db.query(
            """
            SELECT \(AccountStore.columns), l.number, l.printed_at, a.activated_at, a.rested_at
            FROM letter l JOIN account a ON a.account_id = l.account_id
            WHERE l.batch_id = \(batch.id) AND l.number >= \(number) ORDER BY l.number LIMIT \(limit)
            """
        ).compactMap { try Self.letter($0, batch) }
    }

    private static func letter(_ row: Row, _ batch: LetterBatch) throws -> Letter? {
        guard let facility = try AccountStore.role(row).facility else { return nil }
        var leftOut: Letter.LeftOut?
        if let activated = try row.optionalInstant("activated_at"), activated > batch.recordedAt {
            leftOut = .activated
        }
        if try row.optionalString("rested_at") != nil { leftOut = .resting }
        return Letter(
            number: try row.int("number"), account: try AccountStore.account(row, named: nil), facility: facility,
            printedAt: try row.optionalInstant("printed_at"), leftOut: leftOut)
    }

    private static let batchColumns: SQL = "batch_id, recorded_at, letters, printed_at, prints, dispatched_at"

    private static func batch(_ row: Row) throws -> LetterBatch {
        LetterBatch(
            id: try row.string("batch_id"), recordedAt: try row.instant("recorded_at"),
            letters: try row.int("letters"), printedAt: try row.optionalInstant("printed_at"),
            prints: try row.int("prints"), dispatchedAt: try row.optionalInstant("dispatched_at"))
    }

    static func digits(_ zipCode: String) -> String { Contact.key(ofPhone: zipCode) }

    /// Of an institution: the batches with a letter to it, the newest first, for its page.
    public func batches(of account: String) throws -> [LetterBatch] {
        try db.query(
            """
            SELECT \(Self.batchColumns) FROM letter_batch
            WHERE batch_id IN (SELECT batch_id FROM letter WHERE account_id = \(account))
            ORDER BY recorded_at DESC, batch_id DESC
            """
        ).map(Self.batch)
    }
}

extension Connection {
    public var letters: LetterStore { LetterStore(db: self) }
}
