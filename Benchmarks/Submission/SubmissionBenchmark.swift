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
    private var results: [SubmissionServer: [LoadGenerator.Result]] = [:]

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
            result = try generator.run(
                port: process.port, first: first + warm.answers + 2 * LoadGenerator.connections, seconds: Self.seconds)
            try process.stop()
        } catch {
            try process.stop()
            throw error
        }
        results[server, default: []].append(result)
        let line = "\(server) \(round): \(Int(result.perSecond))/s, p99 \(result.p99) ms\n"
        FileHandle.standardError.write(Data(line.utf8))
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
        let rate = { (server: SubmissionServer) in median(results[server, default: []].map(\.perSecond)) }
        let (empty, writes, product) = (rate(.empty), rate(.writes), rate(.product))
        let p99 = median(results[.product, default: []].map(\.p99))
        return """
            | Hummingbird answering nothing | the same writes alone | the product | p99 ms | of the writes | of Hummingbird |
            | ---: | ---: | ---: | ---: | ---: | ---: |
            | \(Int(empty)) | \(Int(writes)) | \(Int(product)) | \(Int(p99.rounded())) | \(percent(product / writes)) \
            | \(percent(product / empty)) |
            """
    }

    private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
