import Database
import Domain
import Foundation
import Sodium

/// One thing that somebody did. Names accounts and records by key, never by name, mail or phone.
public struct AuditEntry: Sendable {
    public let actor: String
    /// `report.create`, `session.create`, `import.openData`
    public let action: String
    /// `facility:10101001`, `account:…`, `day:2020-12-09`
    public let subject: String
    public let detail: [String: String]

    public init(actor: String, action: String, subject: String, detail: [String: String] = [:]) {
        self.actor = actor
        self.action = action
        self.subject = subject
        self.detail = detail
    }
}

/// The audit: one chain a writer, each entry with the hash of the one before (design §4). Written in the transaction of what it
/// tells of.
public struct AuditStore {
    let db: any Connection

    /// Before a chain's first entry.
    static let beginning = String(repeating: "0", count: 64)

    public func record(_ entry: AuditEntry, at now: Instant) throws {
        let detail = try Self.canonical(entry.detail)
        let last = try db.query(
            "SELECT number, hash FROM audit WHERE chain = \(db.writer) ORDER BY number DESC LIMIT 1"
        ).first
        let number = (try last?.int("number") ?? 0) + 1
        let previous = try last?.string("hash") ?? Self.beginning
        let hash = Self.hash(
            chain: db.writer, number: number, at: now.text, entry.actor, entry.action, entry.subject, detail, previous)
        try db.execute(
            """
            INSERT INTO audit (chain, number, recorded_at, actor, action, subject, detail, previous, hash)
            VALUES (\(db.writer), \(number), \(now.text), \(entry.actor), \(entry.action), \(entry.subject), \(detail),
                \(previous), \(hash))
            """)
    }

    /// Whether the database was filled with invented data.
    public func isSeeded() throws -> Bool {
        try !db.query("SELECT 1 AS one FROM audit WHERE action = \(Self.seedAction) LIMIT 1").isEmpty
    }

    static let seedAction = "seed"

    /// Writes the heads of all chains into this writer's own, so that a missing last entry or a missing chain shows. Nothing is
    /// written when no chain has moved since.
    public func bindChains(at now: Instant) throws {
        let heads = try heads()
        let remembered = try lastBind()
        let moved = heads.contains { $0.value.action != Self.bindAction && remembered[$0.key] != $0.value.head }
        guard moved else { return }
        let detail = heads.mapValues(\.head)
        try record(AuditEntry(actor: "product", action: Self.bindAction, subject: "audit", detail: detail), at: now)
    }

    static let bindAction = "audit.bind"

    /// The last entry of each chain: chain → `number:hash`, and what it tells of. Steps from chain to chain, so that its cost does not
    /// grow with the audit.
    private func heads() throws -> [String: (head: String, action: String)] {
        let rows = try db.query(
            """
            WITH RECURSIVE chains (chain) AS (
                SELECT min(chain) FROM audit
                UNION ALL
                SELECT (SELECT min(a.chain) FROM audit a WHERE a.chain > chains.chain)
                FROM chains WHERE chains.chain IS NOT NULL)
            SELECT a.chain, a.number, a.hash, a.action FROM chains JOIN audit a ON a.chain = chains.chain
                AND a.number = (SELECT max(b.number) FROM audit b WHERE b.chain = chains.chain)
            """)
        return try Dictionary(
            rows.map { row in
                let head = "\(try row.int("number")):\(try row.string("hash"))"
                return (String(try row.int("chain")), (head, try row.string("action")))
            }, uniquingKeysWith: { first, _ in first })
    }

    /// The heads that the newest bind entry remembers; none when it cannot be read.
    private func lastBind() throws -> [String: String] {
        let row = try db.query(
            """
            SELECT detail FROM audit WHERE action = \(Self.bindAction)
            ORDER BY recorded_at DESC, number DESC LIMIT 1
            """
        ).first
        guard let detail = try row?.string("detail") else { return [:] }
        return (try? JSONDecoder().decode([String: String].self, from: Data(detail.utf8))) ?? [:]
    }

    static func hash(
        chain: Int, number: Int, at: String, _ actor: String, _ action: String, _ subject: String, _ detail: String,
        _ previous: String
    ) -> String {
        // Lengths in front, so that no text can be moved from one field into its neighbour.
        let fields = [String(chain), String(number), at, actor, action, subject, detail, previous]
        return Sodium.sha256Hex(fields.map { "\($0.utf8.count):\($0)" }.joined(separator: ","))
    }

    /// Sorted by name, without blanks. What needs no care is written here, as the encoder would: every report tells of itself.
    private static func canonical(_ detail: [String: String]) throws -> String {
        guard detail.allSatisfy({ isPlain($0.key) && isPlain($0.value) }) else {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(detail), as: UTF8.self)
        }
        let pairs = detail.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value)\"" }
        return "{\(pairs.joined(separator: ","))}"
    }

    /// Letters, digits and hyphens.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }
}

extension Connection {
    public var audit: AuditStore { AuditStore(db: self) }
}
