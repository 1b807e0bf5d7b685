import Database
import Domain

/// Bodies that report for members (とりまとめ団体, R31).
public struct AssociationStore {
    let db: any Connection

    /// - Throws: `Problem.refused` when the key is taken.
    public func create(id: String, name: String, prefecture: Prefecture, at now: Instant) throws {
        guard try !isKnown(id) else {
            throw Problem.refused(
                japanese: "団体ID \(id) はすでに使われています。", english: "association \(id) is there already")
        }
        try db.execute(
            """
            INSERT INTO association (association_id, name, prefecture, recorded_at)
            VALUES (\(id), \(name), \(prefecture.code), \(now.text))
            """)
    }

    /// As pages name it; nil when there is none such.
    public func name(of id: String) throws -> String? {
        try db.query("SELECT name FROM association WHERE association_id = \(id)").first?.string("name")
    }

    /// Which prefecture registered it; nil when there is none such.
    public func prefecture(of id: String) throws -> Prefecture? {
        try db.query("SELECT prefecture FROM association WHERE association_id = \(id)").first
            .flatMap { Prefecture(code: try $0.string("prefecture")) }
    }

    public func isKnown(_ id: String) throws -> Bool {
        try !db.query("SELECT 1 AS one FROM association WHERE association_id = \(id)").isEmpty
    }
}

extension Connection {
    public var associations: AssociationStore { AssociationStore(db: self) }
}
