import Foundation
import Glibc

/// The other process of the kill test.
struct Victim {
    struct NotFound: Error {
        let path: String
    }

    /// Starts it, kills it once it has acknowledged `acknowledgements` writes, and gives all the ids it acknowledged.
    static func run(_ address: String, word: String, callers: Int, killAfter acknowledgements: Int) async throws
        -> [String]
    {
        let program = BuildFolder.path.appending(path: "CommitVictim")
        guard FileManager.default.isExecutableFile(atPath: program.path) else { throw NotFound(path: program.path) }
        return try await onThread {
            let process = Process()
            let output = Pipe()
            process.executableURL = program
            process.arguments = [address, word, String(callers)]
            process.standardOutput = output
            try process.run()
            let lines = collect(from: output.fileHandleForReading, until: acknowledgements) {
                kill(process.processIdentifier, SIGKILL)
            }
            process.waitUntilExit()
            return lines
        }
    }

    /// Reads to the end; calls `onEnough` when so many lines have come. A last line without its end is not one.
    private static func collect(from handle: FileHandle, until enough: Int, _ onEnough: () -> Void) -> [String] {
        var text: [UInt8] = []
        var lines = 0
        while case let data = handle.availableData, !data.isEmpty {
            let before = lines
            lines += data.count { $0 == UInt8(ascii: "\n") }
            text += data
            if before < enough, lines >= enough { onEnough() }
        }
        return String(decoding: text, as: UTF8.self).split(separator: "\n").prefix(lines).map(String.init)
    }
}

/// Runs what blocks on a thread of its own.
func onThread<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
    try await withCheckedThrowingContinuation { caller in
        Thread.detachNewThread { caller.resume(with: Result { try body() }) }
    }
}
