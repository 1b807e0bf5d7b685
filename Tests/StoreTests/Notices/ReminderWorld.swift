import Database
import Domain
import Store
import TestSupport

/// Clinics that were designated on Sunday 17 January 2021, so that little is open, and an association.
extension TestWorld {
    static let sunday = Day.written("2021-01-17")
    static let association = "A13000099"

    /// Registers so many clinics, with an ID in use and an address each.
    func addClinics(_ count: Int, of association: String? = nil) async throws {
        let surveys = surveys
        try await pool.write { db in
            let always = Validity(from: Self.since, until: nil)
            for number in 1...count {
                let id = Self.clinic(number)
                try db.facilities.register([id], at: Instant(Self.since))
                let facts: [(FacilityFact, Validity)] = [
                    (.attributes(Self.attributes("見本\(number)医院", in: Self.tokyo, "131041", "新宿区")), always),
                    (.kind(.clinic), always),
                    (
                        .designation(Designation(consults: true, tests: true)),
                        Validity(from: Self.sunday, until: nil)
                    ),
                ]
                for (fact, validity) in facts {
                    try db.facilities.record(
                        fact, of: id, validity, surveys: surveys, at: Instant(Self.sunday), by: "test")
                }
                if let association {
                    try db.facilities.record(
                        .reportingParty(.association(association)), of: id, always, surveys: surveys,
                        at: Instant(Self.sunday), by: "test")
                }
                try Self.give(Self.account(number), "clinic\(number)@example.jp", db)
            }
        }
    }

    func addAssociation() async throws {
        try await pool.write { db in
            try db.associations.create(
                id: Self.association, name: "見本医師会", prefecture: Self.tokyo, at: Instant(Self.since))
            try Self.give(Self.secretary(of: Self.association), "ishikai@example.jp", db)
        }
    }

    static func account(_ number: Int) -> Account {
        Account(
            id: "account-\(clinic(number))", loginId: clinic(number).text, role: .facility(clinic(number)), name: "旧名")
    }

    private static func give(_ account: Account, _ mail: String, _ db: any Connection) throws {
        try db.accounts.create(account, passwordHash: "hash", at: Instant(since))
        _ = try db.contacts.record(Contact(mail: mail), of: account.id, at: Instant(since), by: "test")
    }

    /// A time of a day in Tokyo.
    static func at(_ day: String, _ time: String) -> Instant {
        Instant(Day.written(day), TimeOfDay(time) ?? .midnight)
    }

    func reminders(piece: Int = 100, worker: String = "w-1") async throws -> ReminderMailing {
        ReminderMailing(
            pool, surveys: surveys, holidays: try await pool.read { try $0.holidays.all() }, worker: worker,
            piece: piece)
    }

    /// Looks once, and answers the addresses of what was queued by it.
    @discardableResult
    func remind(at now: Instant) async throws -> [String] {
        let before = try await reminded()
        try await reminders().run(at: now, arrived: now)
        return Array(try await reminded().dropFirst(before.count))
    }

    /// The addresses of all reminders so far.
    func reminded() async throws -> [String] {
        try await pool.read { db in
            try db.query("SELECT address FROM mail WHERE purpose = 'reminder' ORDER BY recorded_at, address").map {
                try $0.string("address").replacing("@example.jp", with: "")
            }
        }
    }

    /// The newest reminder's subject and text.
    func newestReminder() async throws -> (subject: String, body: String) {
        try await pool.read { db in
            let row = try db.query(
                "SELECT subject, body FROM mail WHERE purpose = 'reminder' ORDER BY recorded_at DESC LIMIT 1"
            ).first
            return (try row?.string("subject") ?? "", try row?.string("body") ?? "")
        }
    }

    func want(_ setting: ReminderSetting, _ account: Account = account(1)) async throws {
        try await pool.write { try $0.reminderSettings.set(setting, of: account.id, at: Self.now, by: account.id) }
    }
}
