import Foundation

/// A program of the system.
public enum Tool {
    /// What it wrote; throws when it did not end well.
    public static func run(_ arguments: String...) throws -> [UInt8] { try run(arguments) }

    /// The same with a list of arguments.
    public static func run(_ arguments: [String]) throws -> [UInt8] {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.standardOutput = output
        try process.run()
        let written = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            throw CocoaError(.executableLoad)
        }
        return [UInt8](written)
    }
}
