import Database
import Domain
import Foundation
import Sodium
import Store

/// Reports a second alone, and while 200 people sign in at once and go on doing so; rounds take turns, medians of three.
struct SignInRushBenchmark {
    private static let rounds = 3
    private static let seconds = 8
    private static let people = 200
    private static let password = "Rush-2021-Kengaku"
    private static let daysApart = 60

    private let plan = SubmissionPlan()
    private let folder: URL
    private let database: String
    private let generator: LoadGenerator
    private let list: URL
    private var alone: [LoadGenerator.Result] = []
    private var beside: [LoadGenerator.Result] = []
    private var signIns: [LoadGenerator.Result] = []

    /// - Parameter database: the address of a new, empty database.
    init(folder: URL, database: String) throws {
        self.folder = folder
        self.database = database
        generator = try LoadGenerator(plan, folder: folder)
        list = folder.appending(path: "sign-in-plan.lua")
    }

    /// The figures as a table.
    mutating func run() async throws -> String {
        try writeList()
        let hash = try Argon2id.hash(Self.password)
        try await world { world in
            try await world.build(at: .current)
            try await world.setPasswords(hash, of: Self.people)
        }
        for round in 0..<Self.rounds {
            try await measure(round * 2, withRush: false)
            try await measure(round * 2 + 1, withRush: true)
        }
        return table()
    }

    private mutating func measure(_ round: Int, withRush: Bool) async throws {
        try await world { try await $0.renewSessions(at: .current) }
        let first = plan.firstNumber + round * Self.daysApart * plan.clinics.count / 2
        let log = folder.appending(path: "rush-\(round).log")
        let process = try await ServerProcess.start(.product, database: database, first: first, log: log)
        do {
            _ = try generator.run(port: process.port, first: first, seconds: 1)
            let rush = withRush ? try startRush(process.port) : nil
            let result = try generator.run(port: process.port, first: first + 8_000, seconds: Self.seconds)
            if let rush { signIns.append(try rush.result()) }
            if withRush { beside.append(result) } else { alone.append(result) }
            try process.stop()
            FileHandle.standardError.write(Data("\(withRush) \(round): \(Int(result.perSecond))/s\n".utf8))
        } catch {
            try process.stop()
            throw error
        }
    }

    private func startRush(_ port: Int) throws -> RunningLoad {
        guard let script = Bundle.module.url(forResource: "sign-in", withExtension: "lua") else {
            throw SubmissionFault(what: "sign-in.lua is missing")
        }
        return try RunningLoad(
            script, connections: Self.people, port: port, seconds: Self.seconds, arguments: [list.path, Self.password])
    }

    private func writeList() throws {
        let visit = String(repeating: "a", count: 64)
        let csrf = Sodium.hex([UInt8](repeating: 0, count: 32) + Sodium.sha256("form:\(visit)".utf8))
        let ids = plan.clinics.prefix(Self.people).map { "'\($0.id)'" }.joined(separator: ",")
        try "return {visit='\(visit)',csrf='\(csrf)',ids={\(ids)}}\n".write(to: list, atomically: true, encoding: .utf8)
    }

    private func world(_ work: (SubmissionWorld) async throws -> Void) async throws {
        let pool = try await Pool.open(DatabaseURL(database))
        do {
            try await work(SubmissionWorld(plan: plan, pool: pool))
            await pool.close()
        } catch {
            await pool.close()
            throw error
        }
    }

    private func table() -> String {
        let (quiet, busy) = (median(alone) { $0.perSecond }, median(beside) { $0.perSecond })
        return """
            | | reports a second | median, ms | 99 of 100 within, ms |
            | --- | ---: | ---: | ---: |
            | alone | \(Int(quiet)) | \(median(alone) { $0.median }) | \(median(alone) { $0.p99 }) |
            | beside \(Self.people) people signing in | \(Int(busy)) | \(median(beside) { $0.median }) | \(median(beside) { $0.p99 }) |

            Slower by \(Int(((1 - busy / quiet) * 100).rounded())) %. Sign-ins meanwhile: \(Int(median(signIns) { $0.perSecond })) a second, \
            median \(Int(median(signIns) { $0.median })) ms; \(PasswordHashing.defaultThreads) hash(es) at once.
            """
    }

    private func median(_ results: [LoadGenerator.Result], _ value: (LoadGenerator.Result) -> Double) -> Double {
        let values = results.map(value).sorted()
        return values[values.count / 2]
    }
}
