import Database
import Domain
import Sodium

/// An invented country to try the product on: a share of the real one's number of hospitals and clinics in all 47 prefectures, with two
/// months of reports up to now. Nothing in it can be taken for real but the names of prefectures and municipalities. The same
/// day, number of days and share give the same world.
public struct DemonstrationWorld: Sendable {
    /// As if it were now.
    public let now: Instant
    /// Reports for so many days before today.
    public let days: Int
    /// One in so many of the country's institutions.
    public let share: Int
    /// Nothing is asked of anybody before.
    public let askedFrom: Day
    let country: InventedCountry

    /// - Parameter askedFrom: nil for the first day with reports, so that none before it stands open.
    public init(now: Instant, days: Int = 60, share: Int = 10, askedFrom: Day? = nil) throws {
        self.askedFrom = askedFrom ?? now.day.adding(-days)
        self.now = now
        self.days = days
        self.share = share
        country = try InventedCountry(today: now.day, days: days, share: share)
    }

    /// Fills an empty database.
    /// - Parameters:
    ///   - passwordHashes: by `SignIn.key`; whoever is not in it has no password.
    ///   - progress: is told how much of it is done, from 0 to 1.
    /// - Throws: `Problem.refused` when it holds anything else.
    public func fill(
        _ db: any Connection, surveys: Surveys, passwordHashes: [String: String] = [:],
        progress: (Double) -> Void = { _ in }
    ) throws {
        try Self.checkEmpty(db)
        try register(db, surveys)
        try DemonstrationPeople(self).fill(db, passwordHashes)
        progress(0.05)
        let seeded = try report(db, surveys) { progress(0.05 + 0.95 * $0) }
        try db.audit.record(
            AuditEntry(
                actor: "administrator", action: AuditStore.seedAction, subject: "register",
                detail: [
                    "facilities": String(country.institutions.count), "days": String(days), "share": String(share),
                    "revisions": String(seeded.count), "digest": seeded.digest,
                ]), at: now)
    }

    private static func checkEmpty(_ db: any Connection) throws {
        guard try db.query("SELECT 1 AS one FROM facility LIMIT 1").isEmpty,
            try db.query("SELECT 1 AS one FROM account LIMIT 1").isEmpty
        else {
            throw Problem.refused(
                japanese: "データベースにすでに内容があるため、見本は入れられません。",
                english: "The database holds something already; a demonstration goes into an empty one only.")
        }
    }

    /// The first facts were recorded at the beginning, what changed later on its day.
    private func register(_ db: any Connection, _ surveys: Surveys) throws {
        let since = CountryBuilder(today: now.day, days: days).since
        try db.facilities.register(country.institutions.map(\.id), at: Instant(since))
        let association = country.association
        try db.associations.create(
            id: association.id, name: association.name, prefecture: association.prefecture, at: Instant(since))
        let facts = Dictionary(
            grouping: country.institutions.flatMap { $0.facts(askedFrom: askedFrom) }, by: \.validity.from)
        for (day, facts) in facts.sorted(by: { $0.key < $1.key }) {
            let morning = Instant(day, TimeOfDay(milliseconds: 8 * 3_600_000))
            try db.facilities.record(facts, surveys: surveys, at: min(morning, now), by: "seed")
        }
    }

    /// Whoever can sign in once they have a password, as a visitor is to read of them.
    public struct SignIn: Sendable {
        public let label: String
        public let account: Account
        /// What is typed beside the ID by one of its people; nil for the ID itself.
        public let mail: String?

        /// Under which `fill` looks for the hash of its password.
        public var key: String { mail ?? account.loginId }
    }

    /// One sign-in a role. The institutions and the association are known to the officer of their prefecture.
    public var signIns: [SignIn] {
        let prefecture = country.association.prefecture
        let institutions = [
            ("診療所", country.clinic), ("病院", country.hospital), ("指定された病院", country.designatedHospital),
        ].map { kind, institution in
            Self.signIn(
                institution.id.text, .facility(institution.id), institution.attributes.name, kind: "(\(kind))")
        }
        let office = LoginID.make(.prefecture, prefecture: prefecture, serial: 90_001)
        return institutions + [
            Self.signIn(country.association.id, .association(country.association.id), country.association.name),
            Self.signIn(office, .prefecture(prefecture), "\(prefecture.name) 見本課"),
            Self.signIn(LoginID.make(.ministry, prefecture: nil, serial: 90_001), .ministry, "厚生労働省 見本室"),
            Self.signIn(LoginID.make(.helpDesk, prefecture: nil, serial: 90_001), .helpDesk, "G-MIS事務局 見本係"),
            Self.signIn(
                LoginID.make(.administrator, prefecture: nil, serial: 90_001), .administrator, "G-MIS 見本管理者"),
            colleague,
        ]
    }

    /// Somebody of the clinic's people.
    private var colleague: SignIn {
        let clinic = country.clinic
        let (id, name) = (clinic.id.text, clinic.attributes.name)
        return SignIn(
            label: "医療機関(診療所の同僚)",
            account: Account(
                id: Self.account(of: id), loginId: id, role: .facility(clinic.id), name: name,
                colleague: Colleague(id: DemonstrationPeople.key("c", 0), name: "見本 葵")),
            mail: "aoi@\(id.lowercased()).example.jp")
    }

    private static func signIn(_ loginId: String, _ role: Role, _ name: String, kind: String = "") -> SignIn {
        SignIn(
            label: role.label + kind,
            account: Account(id: account(of: loginId), loginId: loginId, role: role, name: name), mail: nil)
    }

    /// The key of an account: like everything else always the same.
    static func account(of loginId: String) -> String { "a-" + loginId.lowercased() }

    /// The revisions of all that was reported, and a digest by which a later change of them shows.
    private func report(
        _ db: any Connection, _ surveys: Surveys, _ progress: (Double) -> Void
    ) throws -> SeededRevisions {
        let wave = InfectionWave(today: now.day)
        let window = now.day.adding(-days)...now.day
        let periods = Set(window.days + CarriedDays.days.days.filter { $0 < now.day }).sorted()
        let holidays = try db.holidays.all()
        var revisions = SeededRevisions()
        for (index, survey) in surveys.keys.enumerated() {
            for (done, period) in periods.enumerated() {
                guard let form = surveys.form(survey, on: period), form.period.accepts(period) else { continue }
                var reports = PeriodReports(
                    country, form, period, at: now, window: window, holidays, { wave.level(in: $0, on: $1) })
                for hash in try reports.store(in: db, surveys) { revisions.add(hash) }
                progress((Double(index) + Double(done + 1) / Double(periods.count)) / Double(surveys.keys.count))
            }
        }
        return revisions
    }
}

extension ClosedRange<Day> {
    fileprivate var days: [Day] { (lowerBound.number...upperBound.number).map { Day(number: $0) } }
}
