import Domain
import Foundation
import Sodium

/// `wrk` with the plan's reports: 64 connections that stay open, on the same cores as the server.
struct LoadGenerator {
    static let connections = 64

    /// What came back.
    struct Result {
        let answers: Int
        let perSecond: Double
        /// In milliseconds.
        let median: Double
        let p99: Double
    }

    private let script: URL
    private let plan: URL

    init(_ plan: SubmissionPlan, folder: URL) throws {
        guard let script = Bundle.module.url(forResource: "submission", withExtension: "lua") else {
            throw SubmissionFault(what: "submission.lua is missing")
        }
        self.script = script
        self.plan = folder.appending(path: "plan.lua")
        try Self.lua(plan).write(to: self.plan, atomically: true, encoding: .utf8)
    }

    /// Posts for so many seconds, from the report with this number on.
    func run(port: Int, first: Int, seconds: Int) throws -> Result {
        try start(port: port, first: first, seconds: seconds).result()
    }

    /// The same, going on by itself.
    func start(port: Int, first: Int, seconds: Int) throws -> RunningLoad {
        try RunningLoad(
            script, connections: Self.connections, port: port, seconds: seconds, arguments: [plan.path, String(first)])
    }

    static func result(_ line: Substring) throws -> Result {
        let numbers = line.split(separator: " ").compactMap { Int($0) }
        guard numbers.count == 6, numbers[1] == 0, numbers[2] == 0 else { throw SubmissionFault(what: String(line)) }
        return Result(
            answers: numbers[0], perSecond: Double(numbers[0]) / Double(numbers[3]) * 1_000_000,
            median: Double(numbers[4]) / 1000, p99: Double(numbers[5]) / 1000)
    }

    private static func lua(_ plan: SubmissionPlan) -> String {
        let clinics = plan.clinics.map { clinic in
            // The token of a form, with a mask of zeros.
            let token = Sodium.hex([UInt8](repeating: 0, count: 32) + Sodium.sha256("form:\(clinic.token)".utf8))
            return "{session='\(clinic.token)',csrf='\(token)'}"
        }
        let days = plan.days.map { day in
            let figures = SubmissionPlan.figures(on: day).map { item, value in
                "&\(item)=" + (item == "openHours" ? "\(value / 10).\(value % 10)" : "\(value)")
            }
            return "{day='\(day.text)',figures='\(figures.joined())'}"
        }
        return "return {clinics={\(clinics.joined(separator: ",\n"))},\ndays={\(days.joined(separator: ",\n"))}}\n"
    }
}
