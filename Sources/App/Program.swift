import Database
import Domain
import Foundation
import NationalSurveys
import Store
import Web

/// What every command begins with: the database, brought up to date.
enum Program {
    /// The clock of the product; tests and pages get it passed in.
    static func now() -> Instant { Instant(milliseconds: Int((Date().timeIntervalSince1970 * 1000).rounded(.down))) }

    /// The same as pages show it: in a demonstration by its own clock, so that a fact of today is one.
    static func shownNow(_ db: any Connection) throws -> Instant {
        try db.audit.isSeeded() ? HouseClock(ahead: try db.demonstrationClock.ahead(), now).now : now()
    }

    /// Opens the database of the settings.
    static func openPool(_ settings: Settings) async throws -> any ConnectionPool {
        try await Pool.open(settings.database)
    }

    /// Opens the database, checks that its tables are those of this program, and runs the work.
    static func withPool<T>(_ work: (any ConnectionPool) async throws -> T) async throws -> T {
        let pool = try await openPool(Settings())
        do {
            try await requireCurrent(pool)
            let value = try await work(pool)
            await pool.close()
            return value
        } catch {
            await pool.close()
            throw error
        }
    }

    /// What `migrate` applied: tables, national surveys, years of public holidays.
    struct Applied {
        let tables: [Migration]
        let forms: [String]
        let holidays: [Int]

        var isEmpty: Bool { tables.isEmpty && forms.isEmpty && holidays.isEmpty }
    }

    /// Applies what is missing and says what.
    static func migrate(_ pool: any ConnectionPool) async throws -> Applied {
        let applied = try await Migrator(Schema.migrations()).migrate(pool)
        let files = try NationalSurveys.files()
        let now = now()
        let holidays = try HolidayStore.read(NationalSurveys.holidays())
        return try await pool.write { db in
            Applied(
                tables: applied, forms: try db.forms.publish(files, at: now),
                holidays: try db.holidays.fillMissingYears(from: holidays))
        }
    }

    static func requireCurrent(_ pool: any ConnectionPool) async throws {
        switch try await Migrator(Schema.migrations()).state(pool) {
        case .current: return
        case .behind:
            throw Problem.refused(
                japanese: "データベースの準備ができていません。先に gmis migrate を実行してください。",
                english: "The database is not up to date. Run gmis migrate first.")
        case .unknown(let names):
            throw Problem.refused(
                japanese: "データベースのほうがこのプログラムより新しいです。新しいプログラムを使ってください。",
                english: "The database is newer than this program: \(names.joined(separator: ", "))")
        case .changed(let name):
            throw Problem.refused(
                japanese: "適用済みの \(name) の内容が変わっています。このデータベースを作ったときのプログラムを使ってください。",
                english: "\(name) was applied with another text: use the program that this database was made with")
        }
    }
}
