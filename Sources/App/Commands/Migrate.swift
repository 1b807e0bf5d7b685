import ArgumentParser
import Database

/// `gmis migrate`: tables, national surveys and public holidays.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "データベースを最新にする / Bring tables, national surveys and holidays up to date")

    func run() async throws {
        let pool = try await Program.openPool(Settings())
        do {
            let done = try await Program.migrate(pool)
            for migration in done.tables { print("tables: \(migration.title)") }
            for form in done.forms { print("survey: \(form)") }
            if !done.holidays.isEmpty { print("holidays: \(done.holidays.map(String.init).joined(separator: ", "))") }
            if done.isEmpty { print("最新です / up to date") }
        } catch {
            await pool.close()
            throw error
        }
        await pool.close()
    }
}
