import Foundation

/// `wrk` at work with one of our scripts.
struct RunningLoad {
    private let wrk = Process()
    private let output = Pipe()

    init(_ script: URL, connections: Int, port: Int, seconds: Int, arguments: [String]) throws {
        wrk.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        wrk.arguments =
            [
                "wrk", "-t1", "-c\(connections)", "-d\(seconds)s", "--timeout", "60s", "-s", script.path,
                "http://127.0.0.1:\(port)", "--",
            ] + arguments
        wrk.standardOutput = output
        try wrk.run()
    }

    /// Waits for its end.
    func result() throws -> LoadGenerator.Result {
        let told = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        wrk.waitUntilExit()
        guard wrk.terminationStatus == 0,
            let line = told.split(separator: "\n").last(where: { $0.hasPrefix("answers") })
        else { throw SubmissionFault(what: "wrk (script/bootstrap bench installs it): \(told)") }
        return try LoadGenerator.result(line)
    }
}
