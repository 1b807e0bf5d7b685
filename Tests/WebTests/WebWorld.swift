import Database
import Domain
import Hummingbird
import HummingbirdTesting
import Logging
import Store
import Synchronization
import TestSupport

@testable import Web

/// The whole application on the test world, with its three people and a few more. Its clock stands still until a test moves it.
struct WebWorld: Sendable {
    let pool: any ConnectionPool
    let house: House
    let clock: StandingClock
    let client: any TestClientProtocol

    static let password = "Mihon-2021"
    /// A notice that was shown long ago.
    static let noticeId = "n-000000000000000000000001"
    /// Ten in the morning in Tokyo, three hours before the deadline of that day.
    static let now = "2021-09-20T01:00:00.000Z"

    /// - Parameter setup: `.router`, or `.live` for a real socket.
    static func run(
        at now: String = now, baseURL: String = "http://localhost:8080", trustsProxy: Bool = false,
        isDemonstration: Bool = false, requiresSecondFactor: Bool = true, contact: HelpDeskContact = .usual,
        oldHosts: [OldHost] = [], mailing: Mailing = Mailing(),
        isSigning: Bool = false, _ setup: TestingSetup = .router,
        _ body: @escaping @Sendable (WebWorld) async throws -> Void
    ) async throws {
        try await TestWorld.with(.sqlite) { world in
            let clock = try StandingClock(now)
            let pool = isSigning ? try await world.signing(at: clock.now).pool : world.pool
            let passwords = try PasswordHashing()
            let hash = try await passwords.hash(password)
            let surveys = world.surveys
            try await pool.write { db in
                try db.associations.create(
                    id: Person.associationId, name: "見本台医師会", prefecture: TestWorld.tokyo, at: clock.now)
                try db.facilities.record(
                    .reportingParty(.association(Person.associationId)), of: TestWorld.neighbour,
                    Validity(from: TestWorld.since, until: nil), surveys: surveys, at: clock.now, by: "test")
                for person in Person.others { try db.accounts.create(person.account, passwordHash: nil, at: clock.now) }
                try db.execute(
                    "UPDATE account SET password_hash = \(hash), usable_since = \(Instant(TestWorld.since).text)")
                let old = NoticeText(
                    title: "以前のお知らせ", body: "終わりました。", from: TestWorld.now, until: TestWorld.now.adding(seconds: 60),
                    audience: .everybody)
                try db.notices.publish(old, id: noticeId, at: TestWorld.now, by: Person.helpDesk.account.id)
            }
            var house = try House(
                pool: pool, surveys: world.surveys, passwords: passwords, baseURL: baseURL,
                logger: quiet, trustsProxy: trustsProxy, isDemonstration: isDemonstration,
                requiresSecondFactor: requiresSecondFactor,
                clock: HouseClock { clock.now },
                contact: contact, holidays: try await pool.read { try $0.holidays.all() },
                oldHosts: oldHosts)
            house.mailing = mailing
            let made = house
            try await Site.application(made, port: 0).test(setup) { client in
                try await body(WebWorld(pool: pool, house: made, clock: clock, client: client))
            }
        }
    }

    /// Keeps the request's number, as the program's logger does, and writes nothing.
    private static var quiet: Logger {
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        return logger
    }

    /// Somebody who is signed in.
    func visitor(_ person: Person) async throws -> Visitor {
        let token = VisitCookies.newToken()
        let account = person.account
        let now = clock.now
        try await pool.write { try $0.sessions.create(token: token, account: account.id, at: now) }
        return Visitor(client, cookies: [Visitor.session: token])
    }

    /// Somebody whom nobody knows yet.
    var stranger: Visitor { Visitor(client) }

    /// A page as somebody sees it who is signed in.
    func open(as person: Person, _ path: String) async throws -> Page {
        try await visitor(person).get(path)
    }

    /// Somebody who is signed in, or nobody.
    func browser(_ person: Person?) async throws -> Visitor {
        if let person { try await visitor(person) } else { stranger }
    }
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

    func advance(milliseconds: Int) {
        instant.withLock { $0 = Instant(milliseconds: $0.milliseconds + milliseconds) }
    }

    func advance(seconds: Int) { instant.withLock { $0 = $0.adding(seconds: seconds) } }
}

/// Those who come: a hospital that may, the offices that review, and a hospital and an office elsewhere that must see nothing.
enum Person: String, CaseIterable {
    case hospital, prefecture, ministry, otherHospital, otherPrefecture, association, helpDesk, administrator

    /// Those whom the test world does not have.
    static let others: [Person] = [.ministry, .otherHospital, .association, .helpDesk, .administrator]

    /// Reports for `TestWorld.neighbour`.
    static let associationId = "A13000099"

    var loginId: String { account.loginId }

    var account: Account {
        switch self {
        case .hospital: TestWorld.clerk
        case .prefecture: TestWorld.officer
        case .otherPrefecture: TestWorld.stranger
        case .otherHospital:
            Account(
                id: "account-distant", loginId: TestWorld.distant.text, role: .facility(TestWorld.distant),
                name: "架空が丘病院")
        case .association:
            Account(
                id: "account-association", loginId: Self.associationId, role: .association(Self.associationId),
                name: "見本台医師会")
        case .ministry: Account(id: "account-ministry", loginId: "M00000018", role: .ministry, name: "厚生労働省 見本室")
        case .helpDesk: Account(id: "account-desk", loginId: "H00000017", role: .helpDesk, name: "見本事務局")
        case .administrator:
            Account(id: "account-administrator", loginId: "administrator1", role: .administrator, name: "管理者")
        }
    }
}
