import Database
import Documents
import Domain
import Sodium

/// Brings accounts over from a former system, with their IDs to the character (R3 R13). All or nothing; the same file again changes
/// nothing. None of them has a password: it must be set before the first use.
public struct AccountTakeover: Sendable {
    /// What was done.
    public struct Summary: Sendable, Equatable {
        /// Lines of accounts.
        public var rows = 0
        public var newAccounts = 0
        /// Accounts that were there: left as they are.
        public var knownAccounts = 0
        /// Institutions and associations that were not known before.
        public var newFacilities = 0
        public var newAssociations = 0
        /// Institutions whose name, address and so on were written down anew because it was asked for.
        public var changedFacilities = 0
        /// Facility codes with a wrong check digit: taken, and to be looked at.
        public var doubtfulCodes = 0

        /// Nothing was to be done.
        public var isUnchanged: Bool {
            newAccounts == 0 && newFacilities == 0 && newAssociations == 0 && changedFacilities == 0
        }
    }

    /// From this day on new institutions are known, and changed facts hold.
    public let from: Day
    /// Whether the facts of institutions that are known are written down anew.
    public let writesFacts: Bool
    let surveys: Surveys

    public init(surveys: Surveys, from: Day, writesFacts: Bool = false) {
        self.surveys = surveys
        self.from = from
        self.writesFacts = writesFacts
    }

    /// A key for a new account.
    public static func newId() -> String { "a-" + Sodium.hex(Sodium.random(12)) }

    /// The file with its headings and one example.
    public static var template: [UInt8] {
        var writer = CSVWriter(byteOrderMark: true)
        writer.write(TakeoverColumn.allCases.map(\.heading))
        writer.write(TakeoverColumn.allCases.map(\.example))
        return writer.bytes
    }

    /// What a file says.
    ///
    /// - Throws: `Problem.refusedFile` with the first places at fault.
    public static func read(_ csv: [UInt8]) throws(Problem) -> [TakeoverEntry] {
        var reading = TakeoverReading()
        return try reading.read(try CSVRecords.read(csv))
    }

    /// - Throws: `Problem.refusedFile` where IDs do not agree with those that are there.
    public func run(
        _ entries: [TakeoverEntry], into pool: any ConnectionPool, at now: Instant, by actor: String = "administrator"
    ) async throws -> Summary {
        try await pool.writeAlone { db in
            var storing = TakeoverStoring(db: db, takeover: self, entries: entries, now: now, actor: actor)
            return try storing.run()
        }
    }
}
