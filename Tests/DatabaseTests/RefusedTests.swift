import Foundation
import Testing

/// What the compiler itself keeps from getting out of a closure, or into a statement.
@Suite struct RefusedTests {
    private static let refused = [
        ("Returned", ["Sendable"]),
        ("Stored", ["mutation of captured var", "Sendable", "data race"]),
        ("InTask", ["data race", "Sendable"]),
        ("RuntimeText", ["StaticString"]),
    ]

    @Test func `what is allowed compiles`() async throws {
        guard let outcome = try await compile("Allowed") else { return }
        #expect(outcome.code == 0, "\(outcome.output)")
    }

    @Test(arguments: refused)
    func `a leak does not compile`(name: String, reasons: [String]) async throws {
        guard let outcome = try await compile(name) else { return }
        #expect(outcome.code != 0)
        #expect(reasons.contains { outcome.output.contains($0) }, "\(outcome.output)")
    }

    /// Nothing, with an issue recorded, when the built module is not where it is expected.
    private func compile(_ name: String) async throws -> (code: Int32, output: String)? {
        let modules = BuildFolder.path.appending(path: "Modules")
        guard FileManager.default.fileExists(atPath: modules.appending(path: "Database.swiftmodule").path) else {
            Issue.record("the module is not in \(modules.path)")
            return nil
        }
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        return try await onThread {
            // The compiler takes a file for Swift by its name.
            let copy = FileManager.default.temporaryDirectory.appending(path: "\(name)-\(UUID().uuidString).swift")
            try FileManager.default.copyItem(at: folder.appending(path: "Refused/\(name).swift.txt"), to: copy)
            defer { unlink(copy.path) }
            let process = Process()
            let output = Pipe()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            // Not -typecheck: leaks into a task are found only later, when the compiler follows values.
            process.arguments =
                [
                    "swiftc", "-emit-sil", "-o", "/dev/null", "-swift-version", "6", "-enable-upcoming-feature",
                    "ExistentialAny",
                ]
                + ["-I", modules.path] + Self.moduleMaps(root: folder) + [copy.path]
            process.standardError = output
            process.standardOutput = output
            try process.run()
            let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            return (process.terminationStatus, text)
        }
    }

    /// The C libraries below the module, which the compiler reads along with it.
    private static func moduleMaps(root tests: URL) -> [String] {
        let checkouts = BuildFolder.path.deletingLastPathComponent().deletingLastPathComponent()
        let package = tests.deletingLastPathComponent().deletingLastPathComponent()
        let maps = [
            package.appending(path: "Sources/CLibpq/module.modulemap"),
            checkouts.appending(path: "checkouts/GRDB.swift/Sources/GRDBSQLite/module.modulemap"),
        ]
        return maps.flatMap { ["-Xcc", "-fmodule-map-file=\($0.path)"] } + ["-Xcc", "-I/usr/include/postgresql"]
    }
}
