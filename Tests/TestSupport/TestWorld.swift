import Database
import Domain
import NationalSurveys
import Store

/// A small country for tests: a migrated database with the national surveys, three invented hospitals in two prefectures, and
/// three people. Everything was recorded before `today` and holds from the first day of the hospital survey.
public struct TestWorld: Sendable {
    public let pool: any ConnectionPool
    public let surveys: Surveys

    /// 2021-01-19, the second day of the shorter form.
    public static let today = Day.written("2021-01-19")
    /// Half past ten in the morning of `today`.
    public static let now = Instant(today, TimeOfDay(milliseconds: 37_800_000))
    /// From which day everything is known.
    public static let since = Day.written("2020-03-26")

    public static let tokyo = Prefecture.all[12]
    public static let ishikawa = Prefecture.all[16]

    /// In 新宿区; the clerk's.
    public static let own = facility("F13000018")
    /// In 八王子市, the same prefecture.
    public static let neighbour = facility("F13000026")
    /// In 金沢市, another prefecture.
    public static let distant = facility("F17000012")

    /// Reports for `own`.
    public static let clerk = Account(id: "account-clerk", loginId: own.text, role: .facility(own), name: "見本台総合病院")
    /// Watches the prefecture in which `own` lies.
    public static let officer = Account(
        id: "account-officer", loginId: "P13000017", role: .prefecture(tokyo), name: "見本都 医療政策課")
    /// Watches another prefecture, and must see nothing of `own`.
    public static let stranger = Account(
        id: "account-stranger", loginId: "P17000011", role: .prefecture(ishikawa), name: "架空県 医療対策課")

    /// Opens a database of its own, fills it, and removes it when `body` has ended.
    @discardableResult
    public static func with<T>(_ engine: Engine, _ body: (TestWorld) async throws -> T) async throws -> T {
        try await empty(engine) { world in
            let surveys = world.surveys
            try await world.pool.write { try fill($0, surveys) }
            return try await body(world)
        }
    }

    /// The same without hospitals and people: tables, surveys and public holidays only.
    @discardableResult
    public static func empty<T>(_ engine: Engine, _ body: (TestWorld) async throws -> T) async throws -> T {
        try await TestDatabase.withPool(engine, migrations: try Schema.migrations()) { pool in
            let files = try NationalSurveys.files()
            let holidays = try HolidayStore.read(NationalSurveys.holidays())
            let surveys = try await pool.write { db in
                _ = try db.forms.publish(files, at: Instant(since))
                _ = try db.holidays.fillMissingYears(from: holidays)
                return try db.forms.all()
            }
            return try await body(TestWorld(pool: pool, surveys: surveys))
        }
    }

    /// What is told of an invented hospital.
    public static func attributes(
        _ name: String, in prefecture: Prefecture, _ code: String, _ city: String
    ) -> Facility.Attributes {
        Facility.Attributes(
            name: name, zipCode: "〒000-0001", prefecture: prefecture, address: "\(city)見本町１丁目２番", phone: "0000000001",
            latitude: "35.500000", longitude: "139.250000", localGovCode: code, cityName: city,
            facilityCode: "\(prefecture.code)00000017")
    }

    private static func fill(_ db: any Connection, _ surveys: Surveys) throws {
        let hospitals = [
            (own, attributes("見本台総合病院", in: tokyo, "131041", "新宿区")),
            (neighbour, attributes("つむぎ野病院", in: tokyo, "132012", "八王子市")),
            (distant, attributes("架空が丘病院", in: ishikawa, "172014", "金沢市")),
        ]
        let (validity, recorded) = (Validity(from: since, until: nil), Instant(since))
        try db.facilities.register(hospitals.map(\.0), at: recorded)
        for (id, attributes) in hospitals {
            try db.facilities.record(
                .attributes(attributes), of: id, validity, surveys: surveys, at: recorded, by: "test")
            try db.facilities.record(.kind(.hospital), of: id, validity, surveys: surveys, at: recorded, by: "test")
            try db.facilities.record(.listed(true), of: id, validity, surveys: surveys, at: recorded, by: "test")
        }
        for account in [clerk, officer, stranger] {
            try db.accounts.create(account, passwordHash: nil, at: recorded)
        }
        // In use from the beginning: no deadline moves for a late ID.
        try db.execute("UPDATE account SET usable_since = \(recorded.text)")
    }

    private static func facility(_ text: String) -> Facility.ID {
        guard let id = Facility.ID(text) else { preconditionFailure("\(text) is no facility's ID") }
        return id
    }
}

extension Day {
    /// A day that stands in a test's own text.
    public static func written(_ text: String) -> Day {
        guard let day = Day(text) else { preconditionFailure("\(text) is no day") }
        return day
    }
}
