import Database
import Domain
import Foundation
import NationalSurveys
import Sodium
import Store

/// The database that a server of the submission benchmark finds: the clinics of the plan with their facts, accounts, open sessions
/// and two weeks of reports.
struct SubmissionWorld {
    let plan: SubmissionPlan
    let pool: any ConnectionPool

    /// Fills an empty database.
    func build(at now: Instant) async throws {
        _ = try await Migrator(Schema.migrations()).migrate(pool)
        let files = try NationalSurveys.files()
        let surveys = try await pool.write { db in
            _ = try db.forms.publish(files, at: now)
            return try db.forms.all()
        }
        try await pool.write { [plan] db in try Self.register(plan, db, surveys, now) }
        for start in stride(from: 0, to: plan.firstNumber, by: 250) {
            let numbers = start..<min(start + 250, plan.firstNumber)
            try await pool.write { [plan] db in
                for number in numbers { try Self.report(number, plan, db, surveys) }
            }
        }
    }

    private static func register(_ plan: SubmissionPlan, _ db: any Connection, _ surveys: Surveys, _ now: Instant)
        throws
    {
        let always = Validity(from: plan.days[0].adding(-30), until: nil)
        try db.facilities.register(plan.clinics.map(\.id), at: now)
        let facts = plan.clinics.flatMap { clinic in
            [
                DatedFact(clinic.id, .attributes(attributes(of: clinic)), always),
                DatedFact(clinic.id, .kind(.clinic), always),
                DatedFact(clinic.id, .designation(Designation(consults: true, tests: true)), always),
            ]
        }
        try db.facilities.record(facts, surveys: surveys, at: now, by: "bench")
        for clinic in plan.clinics {
            let account = Account(
                id: "account-\(clinic.id)", loginId: clinic.id.text, role: .facility(clinic.id), name: clinic.id.text)
            try db.accounts.create(account, passwordHash: nil, by: "bench", at: now)
            try db.sessions.create(token: clinic.token, account: account.id, at: now)
        }
    }

    private static func attributes(of clinic: SubmissionPlan.Clinic) -> Facility.Attributes {
        Facility.Attributes(
            name: "見本\(clinic.id)診療所", zipCode: "〒000-0000", prefecture: clinic.prefecture, address: "見本市見本町1番地",
            phone: "0000000000", latitude: "35.0", longitude: "139.0", localGovCode: clinic.municipality,
            cityName: "見本市", facilityCode: "")
    }

    private static func report(
        _ number: Int, _ plan: SubmissionPlan, _ db: any Connection, _ surveys: Surveys
    ) throws {
        let (clinic, day) = (plan.clinic(of: number), plan.day(of: number))
        let entry = ReportEntry(
            survey: SubmissionPlan.survey, period: day, answers: SubmissionPlan.answers(on: day), basedOn: 0,
            recordedAt: Instant(day.adding(1), TimeOfDay(milliseconds: 36_000_000)), by: clinic.id.text, route: .seed)
        let permit = Permit.product(.report, .facility(clinic.id, in: clinic.prefecture))
        guard case .stored = try ReportIntake(db, surveys: surveys).take(entry, permit) else {
            throw SubmissionFault(what: "report \(number) of the history was not stored")
        }
    }

    /// Gives the first clinics a password, for those who sign in.
    func setPasswords(_ hash: String, of count: Int) async throws {
        let accounts = plan.clinics.prefix(count).map { "account-\($0.id)" }
        try await pool.write { db in
            _ = try db.execute("UPDATE account SET password_hash = \(hash) WHERE account_id IN (\(.list(accounts)))")
        }
    }

    /// The sessions as if their people had just signed in.
    func renewSessions(at now: Instant) async throws {
        try await pool.write { db in
            _ = try db.execute("UPDATE session SET created_at = \(now.text), last_seen_at = \(now.text)")
        }
    }

    func revisions() async throws -> Int {
        try await pool.read { try $0.query("SELECT count(*) AS number FROM revision").first?.int("number") ?? 0 }
    }
}

/// The benchmark did not do what it is meant to measure.
struct SubmissionFault: Error, CustomStringConvertible {
    let what: String

    var description: String { what }
}
