import Database
import Documents
import Domain
import Sodium

/// Takes over a published file of a day: institutions with their attributes of that day, membership in the list, and the hospital
/// status reports, marked as carried over (R5 R8 R30). All or nothing; the same file again changes nothing; the order in which days
/// are taken over does not matter (decision 0003).
public struct OpenDataImport: Sendable {
    /// Unpacked, a file may not be larger: several times the largest known one (13 MB).
    public static let largestFile = 64 * 1024 * 1024

    /// What was done.
    public struct Summary: Sendable, Equatable {
        public let day: Day
        public let rows: Int
        public let facilities: Int
        /// Institutions that were not known before.
        public var newFacilities = 0
        public var changedAttributes = 0
        public var enteredList = 0
        public var leftList = 0
        /// Revisions stored as carried over.
        public var revisions = 0
        /// Reports left alone because a reporting party entered them.
        public var keptReports = 0
        /// The same file was the last one taken over for the day; nothing was changed.
        public var isUnchanged = false
    }

    /// How far it is: 0 to 1.
    public typealias Progress = @Sendable (_ stage: Stage, _ fraction: Double) -> Void

    public enum Stage: Sendable { case reading, storing }

    private let surveys: Surveys
    private let progress: Progress

    public init(surveys: Surveys, progress: @escaping Progress = { _, _ in }) {
        self.surveys = surveys
        self.progress = progress
    }

    /// - Parameter bytes: the file, CSV or zip.
    /// - Throws: `Problem.refusedFile` with the first places at fault.
    public func run(_ bytes: [UInt8], into pool: any ConnectionPool, at now: Instant) async throws -> Summary {
        let csv = try unpacked(bytes)
        let records = try CSVRecords.read(csv)
        let surveys = surveys
        let progress = progress
        var reading = DailySurveyReading { surveys.form(DailySurvey.survey, on: $0) }
        let file = try reading.read(records) { progress(.reading, Double($0) / Double(max(1, records.count))) }
        progress(.reading, 1)
        guard file.day <= now.day else {
            throw Problem.refusedFile(
                [
                    LineProblem(
                        line: 2, column: DailySurveyColumn.submitDate.heading,
                        japanese: "提出日 \(file.day.text) は先の日付です。", english: "\(file.day.text) is in the future")
                ], total: 1)
        }
        let digest = Sodium.hex(Sodium.sha256(csv))
        // A report entered while the file is being stored makes the store start over; three times are more than enough.
        var attempt = 1
        while true {
            do {
                return try await pool.writeAlone { db in
                    var storing = OpenDataStoring(
                        db: db, surveys: surveys, file: file, rows: records.count - 1, digest: digest, now: now,
                        progress: progress)
                    return try storing.run()
                }
            } catch DatabaseError.uniqueViolation where attempt < 3 {
                attempt += 1
            }
        }
    }

    private func unpacked(_ bytes: [UInt8]) throws(Problem) -> [UInt8] {
        guard Zip.looksLikeZip(bytes) else {
            guard bytes.count <= Self.largestFile else { throw Self.refusal(.tooLarge(limit: Self.largestFile)) }
            return bytes
        }
        do {
            return try Zip.unpackOne(bytes, ending: ".csv", limit: Self.largestFile)
        } catch {
            throw Self.refusal(error)
        }
    }

    private static func refusal(_ error: ZipError) -> Problem {
        let problem =
            switch error {
            case .unreadable(let reason):
                LineProblem(
                    line: nil, japanese: "ZIPファイルを読み取れません。途中で切れていないか確かめてください（\(reason)）。",
                    english: "the zip archive cannot be read, is it cut off? (\(reason))")
            case .contents(let names):
                LineProblem(
                    line: nil,
                    japanese: "ZIPファイルの中のCSVファイルは1つだけにしてください（中身: \(names.prefix(5).joined(separator: "、"))）。",
                    english:
                        "the archive must hold exactly one CSV file, found: \(names.prefix(5).joined(separator: ", "))")
            case .tooLarge(let limit):
                LineProblem(
                    line: nil, japanese: "ファイルが大きすぎます。展開して\(limit / 1_048_576)MB以下のファイルにしてください。",
                    english: "larger than \(limit / 1_048_576) MB when unpacked")
            }
        return .refusedFile([problem], total: 1)
    }
}
