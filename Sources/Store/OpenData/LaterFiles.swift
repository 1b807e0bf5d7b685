import Database
import Domain

/// The published days after one that have been taken over already.
struct LaterFiles {
    /// The first of them; nil when there is none.
    let nextDay: Day?
    /// Who was in the list on that day, or known not to be.
    let listedNext: [Facility.ID: Bool]
    private let db: any Connection

    init(after day: Day, _ db: any Connection) throws {
        self.db = db
        nextDay = try db.query("SELECT min(day) AS day FROM open_data_import WHERE day > \(day.text)")
            .first?.optionalString("day").flatMap { Day($0) }
        listedNext = try nextDay.map { try Facts.listing.inForce(on: $0, db) } ?? [:]
    }

    /// The first of the days on whose list an institution stands.
    func firstDay(with facility: Facility.ID) throws -> Day? {
        guard let nextDay else { return nil }
        if listedNext[facility] == true { return nextDay }
        return try db.query(
            """
            SELECT min(i.day) AS day FROM open_data_import i
            JOIN facility_listing l
                ON l.facility_id = \(facility.text) AND l.valid_from <= i.day AND l.valid_until > i.day AND l.listed
            WHERE i.day > \(nextDay.text) AND l.number = (
                SELECT max(g.number) FROM facility_listing g
                WHERE g.facility_id = \(facility.text) AND g.valid_from <= i.day AND g.valid_until > i.day)
            """
        ).first?.optionalString("day").flatMap { Day($0) }
    }
}
