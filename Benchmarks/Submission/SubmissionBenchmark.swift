import Database
import Domain
import Foundation

/// Reports a second, from the form as a browser sends it to the answer after the durable commit, between two ceilings: Hummingbird
/// answering nothing, and a bare handler that only makes the same writes. A Markdown table; rounds take turns, medians of three.
struct SubmissionBenchmark {
    private static let rounds = 3
    private static let warmSeconds = 2
    private static let seconds = 8
    /// So many days lie between the first reports of two rounds, more than one could ever send.
    private static let daysApart = 80

    private let plan = SubmissionPlan()
    private let folder: URL
    private let generator: LoadGenerator
    /// A database for each server that writes.
    private let databases: [SubmissionServer: String]
    private var results: [SubmissionServer: [Round]] = [:]

    private struct Round {
        let load: LoadGenerator.Result
        /// Processor time of the server, in microseconds a request.
        let processor: Double
    }

    /// - Parameter address: gives the address of a new, empty database of this name.
    init(folder: URL, _ address: (String) async throws -> String) async throws {
        self.folder = folder
        generator = try LoadGenerator(plan, folder: folder)
        var databases: [SubmissionServer: String] = [:]
        for server in SubmissionServer.allCases { databases[server] = try await address("submission_\(server)") }
        self.databases = databases
    }

    /// The figures as a table.
    mutating func run() async throws -> String {
        for server in SubmissionServer.allCases where server != .empty {
            try await world(of: server) { try await $0.build(at: .current) }
        }
        for round in 0..<Self.rounds {
            for server in SubmissionServer.allCases { try await measure(server, round) }
        }
        return table()
    }

    private mutating func measure(_ server: SubmissionServer, _ round: Int) async throws {
        let first = plan.firstNumber + round * Self.daysApart * plan.clinics.count
        var before = 0
        if server != .empty {
            before = try await world(of: server) { world in
                try await world.renewSessions(at: .current)
                return try await world.revisions()
            }
        }
        let log = folder.appending(path: "\(server)-\(round).log")
        let process = try await ServerProcess.start(server, database: databases[server] ?? "", first: first, log: log)
        let warm: LoadGenerator.Result
        let result: LoadGenerator.Result
        do {
            warm = try generator.run(port: process.port, first: first, seconds: Self.warmSeconds)
            // What the first run had under way when it ended was stored as well.
            let spent = try process.processorSeconds()
            result = try generator.run(
                port: process.port, first: first + warm.answers + 2 * LoadGenerator.connections, seconds: Self.seconds)
            let processor = (try process.processorSeconds() - spent) / Double(max(result.answers, 1)) * 1_000_000
            results[server, default: []].append(Round(load: result, processor: processor))
            try process.stop()
            let line = "\(server) \(round): \(Int(result.perSecond))/s, p99 \(result.p99) ms, \(Int(processor)) µs\n"
            FileHandle.standardError.write(Data(line.utf8))
        } catch {
            try process.stop()
            throw error
        }
        guard server != .empty else { return }
        let stored = try await world(of: server) { try await $0.revisions() } - before
        let told = server == .product ? try process.redirects() : stored
        // wrk does not count what it has sent and not yet heard of when its time is over.
        let underWay = stored - warm.answers - result.answers
        guard stored == told, (0...2 * LoadGenerator.connections).contains(underWay) else {
            throw SubmissionFault(what: "\(server): \(stored) revisions for \(told) redirects, \(underWay) not counted")
        }
    }

    private func world<T>(of server: SubmissionServer, _ work: (SubmissionWorld) async throws -> T) async throws -> T {
        let pool = try await Pool.open(DatabaseURL(databases[server] ?? ""))
        do {
            let value = try await work(SubmissionWorld(plan: plan, pool: pool))
            await pool.close()
            return value
        } catch {
            await pool.close()
            throw error
        }
    }

    private func table() -> String {
        let of = { (server: SubmissionServer, value: (Round) -> Double) in
            median(results[server, default: []].map(value))
        }
        let rows: [(String, (Round) -> Double)] = [
            ("reports a second", { $0.load.perSecond }), ("median, ms", { $0.load.median }),
            ("99 of 100 within, ms", { $0.load.p99 }), ("processor time of the server, µs a report", { $0.processor }),
        ]
        let lines = rows.map { label, value in
            "| \(label) | " + SubmissionServer.allCases.map { grouped(of($0, value)) }.joined(separator: " | ") + " |"
        }
        let rate = { (server: SubmissionServer) in of(server) { $0.load.perSecond } }
        return """
            | | Hummingbird answering nothing | the same writes alone | the product |
            | --- | ---: | ---: | ---: |
            \(lines.joined(separator: "\n"))

            The product reaches \(percent(rate(.product) / rate(.writes))) of the same writes alone, \
            \(percent(rate(.product) / rate(.empty))) of Hummingbird answering nothing.
            """
    }

    private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

    /// 1,234, or 5.6 where it is small.
    private func grouped(_ value: Double) -> String {
        if value < 100 { return String(format: "%.1f", value) }
        let digits = String(Int(value.rounded()))
        return digits.count > 3 ? "\(digits.dropLast(3)),\(digits.suffix(3))" : digits
    }
}
