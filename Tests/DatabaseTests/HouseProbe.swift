@testable import Database

/// One line of the card of house SQL: a statement and what it gives on each engine.
struct HouseProbe: Sendable, CustomStringConvertible {
    enum Outcome: Equatable, Sendable {
        case rows([String])
        case fails
    }

    let description: String
    var before: [SQL] = []
    let sql: SQL
    let sqlite: Outcome
    let postgresql: Outcome

    static func same(_ name: String, after before: [SQL] = [], _ sql: SQL, _ rows: [String]) -> HouseProbe {
        HouseProbe(description: name, before: before, sql: sql, sqlite: .rows(rows), postgresql: .rows(rows))
    }

    static func sameRefusal(_ name: String, after before: [SQL] = [], _ sql: SQL) -> HouseProbe {
        HouseProbe(description: name, before: before, sql: sql, sqlite: .fails, postgresql: .fails)
    }

    static func differs(_ name: String, _ sql: SQL, sqlite: Outcome, postgresql: Outcome) -> HouseProbe {
        HouseProbe(description: name, sql: sql, sqlite: sqlite, postgresql: postgresql)
    }

    func expected(on dialect: Dialect) -> Outcome {
        dialect == .sqlite ? sqlite : postgresql
    }

    /// The rows as text; a truth value as the number it is on SQLite.
    func run(on connection: any Connection) throws -> [String] {
        for statement in before { try connection.execute(statement) }
        return try connection.query(sql).map { row in
            row.values.map { value in
                switch value {
                case .null: "null"
                case .integer(let number): String(number)
                case .real(let number): String(number)
                case .text(let text): text
                case .bool(let truth): truth ? "1" : "0"
                case .bytes(let bytes): "\(bytes)"
                }
            }.joined(separator: "|")
        }
    }
}
