import Database
import Domain
import Hummingbird
import HummingbirdTesting
import Logging
import NationalSurveys
import Store
import Synchronization
import TestSupport

@testable import Web

/// The whole application on a database of its own, with a few invented institutions and people. Its clock stands still until a
/// test moves it.
struct WebWorld: Sendable {
    let pool: any ConnectionPool
    let house: House
    let clock: StandingClock
    let client: any TestClientProtocol

    static let password = "Mihon-2021"
    /// Before the deadline of that day, 13:00.
    static let now = "2021-09-20T01:00:00.000Z"

    /// - Parameter setup: `.router`, or `.live` for a real socket.
    static func run(
        at now: String = now, baseURL: String = "http://localhost:8080", _ setup: TestingSetup = .router,
        _ body: @escaping @Sendable (WebWorld) async throws -> Void
    ) async throws {
        try await TestDatabase.withPool(.sqlite, migrations: try Schema.migrations()) { pool in
            let clock = try StandingClock(now)
            let files = try NationalSurveys.files()
            let surveys = try await pool.write { db in
                _ = try db.forms.publish(files, at: clock.now)
                return try db.forms.all()
            }
            let passwords = try PasswordHashing()
            let hash = try await passwords.hash(password)
            try await pool.write { try populate($0, surveys, hash, at: clock.now) }
            let house = try House(
                pool: pool, surveys: surveys, passwords: passwords, baseURL: baseURL,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, now: { clock.now })
            try await Site.application(house, port: 0).test(setup) { client in
                try await body(WebWorld(pool: pool, house: house, clock: clock, client: client))
            }
        }
    }

    private static func populate(
        _ db: any Connection, _ surveys: Surveys, _ hash: String, at now: Instant
    ) throws {
        let always = Validity(from: Day(number: 18_000), until: nil)
        for hospital in Hospital.all {
            try db.facilities.register([hospital.id], at: now)
            try db.facilities.setAttributes(
                hospital.attributes, of: hospital.id, always, surveys: surveys, at: now, by: "test")
            try db.facilities.setKind(.hospital, of: hospital.id, always, at: now, by: "test")
            try db.facilities.setListed(true, of: hospital.id, always, at: now, by: "test")
        }
        for person in Person.allCases { try db.accounts.create(try person.account(), passwordHash: hash, at: now) }
    }

    /// Somebody who is signed in.
    func visitor(_ person: Person) async throws -> Visitor {
        let token = VisitCookies.newToken()
        let account = try person.account()
        let now = clock.now
        try await pool.write { try $0.sessions.create(token: token, account: account.id, at: now) }
        return Visitor(client, cookies: [Visitor.session: token])
    }

    /// Somebody whom nobody knows yet.
    var stranger: Visitor { Visitor(client) }
}

/// A clock that only a test moves.
final class StandingClock: Sendable {
    struct NoInstant: Error {}

    private let instant: Mutex<Instant>

    init(_ text: String) throws {
        guard let start = Instant(text) else { throw NoInstant() }
        instant = Mutex(start)
    }

    var now: Instant { instant.withLock { $0 } }

    func advance(seconds: Int) { instant.withLock { $0 = $0.adding(seconds: seconds) } }
}

/// Those who come: a hospital that may, the offices that review, and a hospital and an office elsewhere that must see nothing.
enum Person: String, CaseIterable {
    case hospital = "F170000018", prefecture = "P17", ministry = "M00"
    case otherHospital = "F370000019", otherPrefecture = "P37", helpDesk = "H00"

    struct Unknown: Error {}

    var loginId: String { rawValue }

    func account() throws -> Account {
        guard let ishikawa = Prefecture(code: "17"), let kagawa = Prefecture(code: "37"),
            let facility = Facility.ID(rawValue)
        else { throw Unknown() }
        let role: Role =
            switch self {
            case .hospital, .otherHospital: .facility(facility)
            case .prefecture: .prefecture(ishikawa)
            case .otherPrefecture: .prefecture(kagawa)
            case .ministry: .ministry
            case .helpDesk: .helpDesk
            }
        return Account(id: "a-\(rawValue)", loginId: rawValue, role: role, name: "見本 \(rawValue)")
    }
}

/// An invented hospital: two in Ishikawa, one in Kagawa.
struct Hospital: Sendable {
    let id: Facility.ID
    let attributes: Facility.Attributes

    static let all: [Hospital] = [
        ("F170000018", "架空会　金沢見本病院", "17", "172014", "金沢市"),
        ("F170000026", "小松見本病院", "17", "172031", "小松市"),
        ("F370000019", "高松見本病院", "37", "372013", "高松市"),
    ].compactMap { id, name, prefecture, code, city in
        guard let id = Facility.ID(id), let prefecture = Prefecture(code: prefecture) else { return nil }
        return Hospital(
            id: id,
            attributes: Facility.Attributes(
                name: name, zipCode: "〒000-0000", prefecture: prefecture, address: "\(city)見本町１番地", phone: "0000000000",
                latitude: "36.5", longitude: "136.6", localGovCode: code, cityName: city,
                facilityCode: "\(prefecture.code)00000000"))
    }
}
