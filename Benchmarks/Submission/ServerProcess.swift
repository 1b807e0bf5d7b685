import Foundation
import NIOCore
import NIOPosix

/// A server of the submission benchmark as a process of its own: this program started again.
struct ServerProcess {
    let port: Int
    private let process: Process
    private let log: URL

    /// Returns when it answers.
    static func start(_ server: SubmissionServer, database: String, first: Int, log: URL) async throws -> ServerProcess
    {
        let port = try await freePort()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["serve", server.rawValue, String(port), database, String(first)]
        _ = FileManager.default.createFile(atPath: log.path, contents: nil)
        process.standardError = try FileHandle(forWritingTo: log)
        try process.run()
        let started = ServerProcess(port: port, process: process, log: log)
        for _ in 0..<200 {
            if await started.isOpen() { return started }
            try await Task.sleep(for: .milliseconds(50))
        }
        try started.stop()
        throw SubmissionFault(what: "the server \(server.rawValue) does not answer: \(try started.told())")
    }

    /// Returns when it has ended.
    func stop() throws {
        process.terminate()
        process.waitUntilExit()
    }

    /// Processor time it has taken so far, in seconds.
    func processorSeconds() throws -> Double {
        let stat = try String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8)
        // Behind the name in brackets: its own time and the system's are the twelfth and thirteenth, in ticks.
        let fields = stat.split(separator: ")").last?.split(separator: " ").compactMap { Double($0) } ?? []
        guard fields.count > 11 else { throw SubmissionFault(what: "no processor time: \(stat)") }
        return (fields[10] + fields[11]) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// How many answers of the product were redirects, as its log tells.
    func redirects() throws -> Int {
        let word = Data("status=303".utf8)
        let text = try Data(contentsOf: log, options: .alwaysMapped)
        var count = 0
        var place = text.startIndex
        while let found = text.range(of: word, in: place..<text.endIndex) {
            count += 1
            place = found.upperBound
        }
        return count
    }

    private func told() throws -> String { try String(contentsOf: log, encoding: .utf8) }

    private func isOpen() async -> Bool {
        do {
            let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .connect(host: "127.0.0.1", port: port).get()
            try await channel.close()
            return true
        } catch {
            return false
        }
    }

    private static func freePort() async throws -> Int {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = channel.localAddress?.port ?? 0
        try await channel.close()
        return port
    }
}
