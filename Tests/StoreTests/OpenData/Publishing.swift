import Database
import Domain
import Store
import TestSupport
import Testing

/// Taking over and publishing in one line.
extension TestWorld {
    /// When files are taken over, unless a test says otherwise: after the newest of them.
    static let afterwards = Instant(.written("2021-10-01"))

    @discardableResult
    func takeOver(_ bytes: [UInt8], at now: Instant = afterwards) async throws -> OpenDataImport.Summary {
        try await OpenDataImport(surveys: surveys).run(bytes, into: pool, at: now)
    }

    @discardableResult
    func takeOver(_ file: InventedFile, at now: Instant = afterwards) async throws -> OpenDataImport.Summary {
        try await takeOver(file.bytes, at: now)
    }

    /// The day's file as it would be published now.
    func published(_ day: String) async throws -> [UInt8] {
        let surveys = surveys
        return try await pool.read { db in
            let publication = try db.openData(surveys).publication(of: .written(day))
            return PublishedFile.csv(try #require(publication))
        }
    }

    /// The same as text, for messages that can be read.
    func publishedText(_ day: String) async throws -> String {
        String(decoding: try await published(day), as: UTF8.self)
    }

    /// Takes over what must be refused, and gives the reasons; nothing at all may have been stored.
    func refusal(
        of bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> (lines: [LineProblem], total: Int) {
        let before = try await Contents(pool)
        var found: (lines: [LineProblem], total: Int) = ([], 0)
        do {
            let summary = try await takeOver(bytes)
            Issue.record("taken over: \(summary)", sourceLocation: sourceLocation)
        } catch Problem.refusedFile(let lines, let total) {
            found = (lines, total)
        }
        let after = try await Contents(pool)
        #expect(after.tables(changedSince: before) == [], sourceLocation: sourceLocation)
        return found
    }
}
