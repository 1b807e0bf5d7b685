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
            try Sodium.start()
            let environment = ProcessInfo.processInfo.environment
            let folder = FileManager.default.temporaryDirectory.appending(path: "gmis-bench-\(getpid())")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            var urls = [("SQLite", try DatabaseURL("sqlite:\(folder.path)/queue.sqlite"))]
            if let url = environment["TEST_DATABASE_URL"] { urls.append(("PostgreSQL", try DatabaseURL(url))) }
            for (engine, url) in urls {
                print("## Commit queue, \(engine)\n")
                print(try await commitQueueBenchmark(url: url), terminator: "\n\n")
            }
            guard let data = environment["GMIS_TEST_DATA"] else {
                print("GMIS_TEST_DATA is not set: import and export were not measured.")
                return
            }
            try await openData(URL(fileURLWithPath: data), folder: folder, postgres: environment["TEST_DATABASE_URL"])
        } catch {
            FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
            exit(1)
        }
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
