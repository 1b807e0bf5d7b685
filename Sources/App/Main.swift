import ArgumentParser
import Foundation

/// The program: `gmis serve`, `gmis migrate` and so on.
@main
struct GMIS: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gmis", abstract: "医療機関等情報支援システム / Daily reports of medical institutions",
        subcommands: [
            Serve.self, Migrate.self, Seed.self, Import.self, Export.self, SurveyCommands.self, AccountCommands.self,
            FacilityCommands.self, AssociationCommands.self, AuditCommands.self, HolidayCommands.self,
            MaintenanceCommands.self,
            Erase.self, KeyCommands.self, VerifyFile.self,
        ])

    /// Exit code 0 when it worked, 1 with a message in Japanese and English when not.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            Complaint.tell(error, of: GMIS.self)
        }
    }
}
