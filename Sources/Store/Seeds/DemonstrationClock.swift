import Database

/// How far the demonstration's clock is ahead of the true one; kept, so that it goes on after a restart and on every node.
public struct DemonstrationClock {
    let db: any Connection

    private static let name = "product"

    /// In milliseconds; 0 where it goes right, negative where it is behind.
    public func ahead() throws -> Int {
        try db.query("SELECT ahead FROM demonstration_clock WHERE name = \(Self.name)").first?.int("ahead") ?? 0
    }

    public func set(ahead milliseconds: Int) throws {
        try db.execute(
            """
            INSERT INTO demonstration_clock (name, ahead) VALUES (\(Self.name), \(milliseconds))
            ON CONFLICT (name) DO UPDATE SET ahead = excluded.ahead
            """)
    }
}

extension Connection {
    public var demonstrationClock: DemonstrationClock { DemonstrationClock(db: self) }
}
