import ArgumentParser
import Database

/// `gmis migrate`: tables and national surveys.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "データベースを最新にする / Bring tables and national surveys up to date")

    func run() async throws {
        let pool = try await Program.openPool(Settings())
        do {
            let done = try await Program.migrate(pool)
            for migration in done.tables { print("tables: \(migration.title)") }
            for form in done.forms { print("survey: \(form)") }
            if done.tables.isEmpty, done.forms.isEmpty { print("最新です / up to date") }
        } catch {
            await pool.close()
            throw error
        }
        await pool.close()
    }
}
