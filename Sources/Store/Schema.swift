import Database
import Foundation

/// The product's tables.
public enum Schema {
    /// A migration's file cannot be found or is named otherwise than `0001-name.sql`.
    public struct Missing: Error, CustomStringConvertible {
        public let description: String
    }

    /// Every migration, in order.
    public static func migrations() throws -> [Migration] {
        guard let folder = Bundle.module.url(forResource: "Migrations", withExtension: nil) else {
            throw Missing(description: "the folder Migrations is not beside the program")
        }
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        return try files.filter { $0.pathExtension == "sql" }
            .sorted { $0.lastPathComponent < $1.lastPathComponent }
            .map { file in
                let name = file.deletingPathExtension().lastPathComponent
                let parts = name.split(separator: "-", maxSplits: 1)
                guard parts.count == 2, let number = Int(parts[0]) else {
                    throw Missing(description: "\(name).sql is not named like 0001-name.sql")
                }
                return Migration(
                    number: number, name: String(parts[1]), sql: try String(contentsOf: file, encoding: .utf8))
            }
    }
}
