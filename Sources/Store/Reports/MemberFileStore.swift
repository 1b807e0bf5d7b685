import Database
import Domain
import Foundation
import Sodium

/// Files that associations sent, with what became of their rows; each for its association alone, and for a day (R18).
public struct MemberFileStore {
    let db: any Connection

    /// One of them.
    public struct Sent: Sendable {
        public let id: String
        public let survey: String
        /// The day whose page it was sent from.
        public let period: Day
        public let fileName: String
        public let recordedAt: Instant
        /// nil in a list.
        public let sheet: SentSheet?
        /// How many rows are stored, the same as before, or marked closed.
        public let taken: Int
        /// How many rows are to be mended or looked at again.
        public let open: Int

        public init(
            id: String, survey: String, period: Day, fileName: String, recordedAt: Instant, sheet: SentSheet?,
            taken: Int, open: Int
        ) {
            (self.id, self.survey, self.period, self.fileName) = (id, survey, period, fileName)
            (self.recordedAt, self.sheet, self.taken, self.open) = (recordedAt, sheet, taken, open)
        }
    }

    /// So long one is offered, in seconds.
    public static let seconds = 24 * 60 * 60

    /// - Returns: its ID.
    public func keep(
        _ sheet: SentSheet, named fileName: String, _ survey: String, _ period: Day, of account: Account,
        at now: Instant
    ) throws -> String {
        let id = "f-" + Sodium.hex(Sodium.random(12))
        let taken = sheet.results.count { [.stored, .unchanged, .closed].contains($0.state) }
        try db.execute(
            """
            INSERT INTO member_file (file_id, account_id, survey, period, file_name, sheet, rows_taken, rows_open,
                recorded_at)
            VALUES (\(id), \(account.id), \(survey), \(period.text), \(fileName),
                \(String(decoding: try JSONEncoder().encode(sheet), as: UTF8.self)), \(taken), \(sheet.open.count),
                \(now.text))
            """)
        try db.audit.record(
            AuditEntry(
                actor: account.actor, action: "memberFile.create",
                subject: account.facility.map { "facility:\($0)" } ?? "association:\(account.association ?? "")",
                detail: [
                    "survey": survey, "period": period.text, "rows": String(sheet.results.count),
                    "taken": String(taken),
                ]), at: now)
        return id
    }

    /// The one of this ID; nil where it is another's, or no longer offered.
    public func find(_ id: String, of account: Account, at now: Instant) throws -> Sent? {
        try rows(
            "file_id, survey, period, file_name, rows_taken, rows_open, recorded_at, sheet", " AND file_id = \(id)",
            account, now
        )
        .first
    }

    /// Those of a survey that are still offered, the newest first, without their rows.
    public func newest(_ survey: String, of account: Account, limit: Int, at now: Instant) throws -> [Sent] {
        try rows(
            "file_id, survey, period, file_name, rows_taken, rows_open, recorded_at",
            " AND survey = \(survey) ORDER BY recorded_at DESC, file_id LIMIT \(limit)", account, now)
    }

    private func rows(_ columns: SQL, _ rest: SQL, _ account: Account, _ now: Instant) throws -> [Sent] {
        try db.query(
            """
            SELECT \(columns) FROM member_file
            WHERE account_id = \(account.id) AND recorded_at > \(now.adding(seconds: -Self.seconds).text)\(rest)
            """
        ).map { row in
            guard let period = Day(try row.string("period")) else {
                throw DatabaseError.other("a row of member_file cannot be read: \(row.columns)")
            }
            let sheet = row.columns.contains("sheet") ? try row.string("sheet") : nil
            return Sent(
                id: try row.string("file_id"), survey: try row.string("survey"), period: period,
                fileName: try row.string("file_name"), recordedAt: try row.instant("recorded_at"),
                sheet: try sheet.map { try JSONDecoder().decode(SentSheet.self, from: Data($0.utf8)) },
                taken: try row.int("rows_taken"), open: try row.int("rows_open"))
        }
    }
}

extension Connection {
    public var memberFiles: MemberFileStore { MemberFileStore(db: self) }
}
