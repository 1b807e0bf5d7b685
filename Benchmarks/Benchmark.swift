import Database
import Documents
import Domain
import Foundation
import NationalSurveys
import Sodium
import Store

/// Measures what docs/benchmarks.md tells of; prints Markdown. Settings: `TEST_DATABASE_URL` for PostgreSQL, `GMIS_TEST_DATA` for the
/// folder with the ministry's files. What is missing is left out and said.
@main
struct Benchmark {
    static func main() async {
        do {
            var arguments = CommandLine.arguments.dropFirst()
            if arguments.first == "serve" { return try await serve(Array(arguments)) }
            if arguments.isEmpty { arguments = ["queue", "submission", "rush", "days"] }
            try Sodium.start()
            let folder = FileManager.default.temporaryDirectory.appending(path: "gmis-bench-\(getpid())")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            for argument in arguments { try await measure(argument, folder) }
        } catch {
            FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
            exit(1)
        }
    }

    /// `queue`, `submission`, `rush` or `days`, on both engines where both are there.
    private static func measure(_ what: String, _ folder: URL) async throws {
        let environment = ProcessInfo.processInfo.environment
        let postgres = environment["TEST_DATABASE_URL"]
        var urls = [("SQLite", "sqlite:\(folder.path)/queue.sqlite")]
        if let postgres { urls.append(("PostgreSQL", postgres)) }
        switch what {
        case "queue":
            for (engine, url) in urls {
                print("## Commit queue, \(engine)\n")
                print(try await commitQueueBenchmark(url: DatabaseURL(url)), terminator: "\n\n")
            }
        case "submission":
            for (engine, url) in urls {
                print("## Submission, \(engine)\n")
                var benchmark = try await SubmissionBenchmark(folder: folder) { name in
                    try await newDatabase(name, beside: url, folder)
                }
                print(try await benchmark.run(), terminator: "\n\n")
            }
        case "rush":
            for (engine, url) in urls {
                print("## Sign-in rush, \(engine)\n")
                let database = try await newDatabase("rush", beside: url, folder)
                var benchmark = try SignInRushBenchmark(folder: folder, database: database)
                print(try await benchmark.run(), terminator: "\n\n")
            }
        case "days":
            guard let data = environment["GMIS_TEST_DATA"] else {
                print("GMIS_TEST_DATA is not set: import and export were not measured.")
                return
            }
            try await openData(URL(fileURLWithPath: data), folder: folder, postgres: postgres)
        default: throw SubmissionFault(what: "say queue, submission, rush or days, not \(what)")
        }
    }

    /// A server of the submission benchmark: `serve KIND PORT DATABASE FIRST`.
    private static func serve(_ arguments: [String]) async throws {
        guard arguments.count == 5, let server = SubmissionServer(rawValue: arguments[1]), let port = Int(arguments[2]),
            let first = Int(arguments[4])
        else { throw SubmissionFault(what: "serve KIND PORT DATABASE FIRST") }
        try await server.run(port: port, database: arguments[3], first: first)
    }

    /// A file of its own, or a schema of its own on the server.
    private static func newDatabase(_ name: String, beside url: String, _ folder: URL) async throws -> String {
        if url.hasPrefix("sqlite:") { return "sqlite:\(folder.path)/\(name).sqlite" }
        let pool = try await Pool.open(DatabaseURL(url), options: PoolOptions(readers: 1, writers: 1))
        let schema = try SQL.identifier(name)
        try await pool.write { _ = try $0.execute("CREATE SCHEMA \(schema)") }
        await pool.close()
        return url + (url.contains("?") ? "&" : "?") + "schema=\(name)"
    }

    private static func openData(_ data: URL, folder: URL, postgres: String?) async throws {
        print("## Published days, import and export\n")
        print("| engine | day | rows | import s | export s | export ÷ reading the file | memory MB |")
        print("| --- | --- | ---: | ---: | ---: | ---: | ---: |")
        var urls = [("SQLite", try DatabaseURL("sqlite:\(folder.path)/days.sqlite"))]
        if let postgres { urls.append(("PostgreSQL", try DatabaseURL(postgres))) }
        for (engine, url) in urls {
            let pool = try await Pool.open(url)
            _ = try await Migrator(Schema.migrations()).migrate(pool)
            let files = try NationalSurveys.files()
            let now = Instant(milliseconds: Int(Date().timeIntervalSince1970 * 1000))
            _ = try await pool.write { try $0.forms.publish(files, at: now) }
            let surveys = try await pool.read { try $0.forms.all() }
            for day in ["2020-12-09", "2021-09-20"] {
                try await measure(engine, day, data, pool, surveys, now)
            }
            await pool.close()
        }
    }

    private static func measure(
        _ engine: String, _ day: String, _ data: URL, _ pool: any ConnectionPool, _ surveys: Surveys, _ now: Instant
    ) async throws {
        guard let wanted = Day(day) else { return }
        let bytes = [UInt8](try Data(contentsOf: data.appending(path: "covid-19_daily_survey-\(day).zip")))
        let reading = try seconds {
            _ = try CSVReader().read(try Zip.unpackOne(bytes, ending: ".csv", limit: OpenDataImport.largestFile))
        }
        let clock = ContinuousClock()
        let begin = clock.now
        let summary = try await OpenDataImport(surveys: surveys).run(bytes, into: pool, at: now)
        let importing = begin.duration(to: clock.now) / .seconds(1)
        let middle = clock.now
        let publication = try await pool.read { try $0.openData(surveys).publication(of: wanted) }
        _ = publication.map(PublishedFile.csv)
        let exporting = middle.duration(to: clock.now) / .seconds(1)
        print(
            "| \(engine) | \(day) | \(summary.rows) | \(rounded(importing)) | \(rounded(exporting)) "
                + "| \(rounded(exporting / reading)) | \(peakMemory()) |")
    }

    private static func seconds(_ work: () throws -> Void) rethrows -> Double {
        let clock = ContinuousClock()
        return try clock.measure(work) / .seconds(1)
    }

    private static func rounded(_ value: Double) -> String { String(format: "%.2f", value) }

    /// The greatest resident size of this process so far, in MB.
    private static func peakMemory() -> Int {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
        else { return 0 }
        return (line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) / 1024
    }
}
