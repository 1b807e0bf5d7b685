import Database
import Domain

/// A letter with what stands on it, for the moment in which it is drawn.
public struct PrintedLetter: Sendable {
    public let letter: Letter
    public let facility: FacilityDay
    /// Stands on the paper alone.
    public let code: String
}

/// Printing and dispatch.
extension LetterStore {
    /// So many letters get their codes in one commit.
    public static let chunk = 200

    /// Notes that a batch is being printed, or one letter of it.
    ///
    /// - Throws: `Problem.notFound` when there is none such.
    public func notePrint(_ id: String, number: Int?, at now: Instant, by actor: String) throws -> LetterBatch {
        let batch = try batch(id)
        try db.execute(
            """
            UPDATE letter_batch SET printed_at = COALESCE(printed_at, \(now.text)), prints = prints + 1
            WHERE batch_id = \(id)
            """)
        try db.audit.record(
            AuditEntry(
                actor: actor, action: "letters.print", subject: "letters:\(id)",
                detail: number.map { ["letter": String($0)] } ?? [:]), at: now)
        return batch
    }

    /// Gives the next letters of a batch their codes: those of earlier letters to the same IDs end, in the same commit.
    ///
    /// - Parameters:
    ///   - codes: one a letter, random, at least 50 bits; used from the front.
    ///   - day: on which names and addresses are looked up.
    ///   - arrived: the true instant, by which codes expire.
    ///   - now: the instant that pages show.
    /// - Returns: the letters to draw, and where the next ones begin; nil after the last.
    public func prepare(
        _ batch: LetterBatch, from number: Int, through last: Int, codes: [String], on day: Day, arrived: Instant,
        at now: Instant
    ) throws -> (letters: [PrintedLetter], next: Int?) {
        let found = try letters(of: batch, from: number, limit: min(codes.count, last - number + 1))
        guard let end = found.last?.number else { return ([], nil) }
        var printed: [PrintedLetter] = []
        for (letter, code) in zip(found, codes) where letter.leftOut == nil {
            guard let known = try db.facilities.day(of: letter.facility, on: day) else { continue }
            let expires = OneTimeCode.letterEnd(madeAt: arrived)
            try db.oneTimeCodes.cancel(.password, of: letter.account, way: .letter, at: arrived)
            try db.oneTimeCodes.add(
                OneTimeCode(account: letter.account.id, purpose: .password, way: .letter, expiresAt: expires),
                secret: code, at: arrived)
            printed.append(PrintedLetter(letter: letter, facility: known, code: code))
        }
        try db.execute(
            """
            UPDATE letter SET printed_at = \(now.text)
            WHERE batch_id = \(batch.id) AND number IN (\(.list(printed.map(\.letter.number))))
            """)
        return (printed, end < last ? end + 1 : nil)
    }

    /// The batch was given to the post: whoever is in it was told of the ID, but those who were left out. Long for thousands; once
    /// more changes nothing.
    ///
    /// - Throws: `Problem.notFound` when there is none such; `Problem.refused` before it was printed.
    public func dispatch(_ id: String, at now: Instant, by actor: String) throws {
        let batch = try batch(id)
        guard batch.printedAt != nil else {
            throw Problem.refused(japanese: "まだ印刷していません。先に印刷してください。", english: "not printed yet")
        }
        let changed = try db.execute(
            "UPDATE letter_batch SET dispatched_at = \(now.text) WHERE batch_id = \(id) AND dispatched_at IS NULL")
        guard changed == 1 else { return }
        let accounts = try db.query(
            "SELECT account_id FROM letter WHERE batch_id = \(id) AND printed_at IS NOT NULL ORDER BY account_id")
        for row in accounts {
            try db.accountLives.noteNotified(try row.string("account_id"), by: .letter, at: now)
        }
        try db.audit.record(
            AuditEntry(
                actor: actor, action: "letters.dispatch", subject: "letters:\(id)",
                detail: ["letters": String(accounts.count)]), at: now)
    }
}
