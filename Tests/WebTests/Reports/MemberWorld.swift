import Database
import Domain
import Store
import TestSupport

@testable import Web

/// Clinics for which the association reports, designated since a day, and what is sent of them.
extension WebWorld {
    /// The day of care that is due at `WebWorld.now`, with fifteen items.
    static let memberDay = "2021-09-19"
    static let memberTable = "/members/clinic-daily/\(memberDay)"

    /// F13010001 and on: 「見本内科クリニック1」.
    @discardableResult
    func addMembers(
        _ count: Int, from since: Day = .written("2020-09-01"), of association: String = Person.associationId,
        first: Int = 1
    ) async throws -> [Facility.ID] {
        let ids = (first..<(first + count)).compactMap { Facility.ID("F130\(10_000 + $0)") }
        let (surveys, now) = (house.surveys, clock.now)
        let validity = Validity(from: since, until: nil)
        try await pool.write { db in
            try db.facilities.register(ids, at: now)
            let facts = ids.enumerated().flatMap { index, id -> [DatedFact] in
                let attributes = TestWorld.attributes(
                    "見本内科クリニック\(first + index)", in: TestWorld.tokyo, "131041", "新宿区")
                let facts: [FacilityFact] = [
                    .attributes(attributes), .kind(.clinic), .reportingParty(.association(association)),
                    .designation(Designation(consults: true, tests: true)),
                ]
                return facts.map { DatedFact(id, $0, validity) }
            }
            try db.facilities.record(facts, surveys: surveys, at: now, by: "test")
        }
        return ids
    }

    /// Somebody of another association.
    func otherAssociation() async throws -> Visitor {
        let account = Account(
            id: "account-elsewhere", loginId: "A13000081", role: .association("A13000081"), name: "架空が丘医師会")
        let (token, now) = (VisitCookies.newToken(), clock.now)
        try await pool.write { db in
            try db.associations.create(id: "A13000081", name: "架空が丘医師会", prefecture: TestWorld.tokyo, at: now)
            try db.accounts.create(account, passwordHash: nil, at: now)
            try db.sessions.create(token: token, account: account.id, at: now)
        }
        return Visitor(client, cookies: [Visitor.session: token])
    }

    /// How many reports of a survey stand, and by which route they came.
    func reports(by route: String = "table") async throws -> Int {
        try await pool.read { db in
            try db.query("SELECT count(*) AS n FROM report WHERE route = \(route)").first?.int("n") ?? 0
        }
    }
}

/// One member's row of a table.
struct Row {
    /// Nothing in it is refused or asked twice.
    static let usual = [
        "openHours": "6.5", "rooms": "1", "feverPatients": "6", "tested": "5", "byRequest": "0", "pcr": "4",
        "pcrInHouse": "0", "antigenQuantitative": "1", "antigenQualitative": "0", "pcrResults": "4", "pcrPositive": "0",
        "antigenQuantitativeResults": "1", "antigenQuantitativePositive": "0", "antigenQualitativeResults": "0",
        "antigenQualitativePositive": "0",
    ]

    static func fields(_ facility: Facility.ID, _ changes: [String: String] = [:]) -> [(String, String)] {
        usual.merging(changes) { $1 }.sorted { $0.key < $1.key }.map { ("\(facility).\($0.key)", $0.value) }
    }
}
