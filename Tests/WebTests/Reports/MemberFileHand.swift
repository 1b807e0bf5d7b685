import Database
import Documents
import Domain
import Foundation
import HTTPTypes
import Store
import TestSupport
import Testing

@testable import Web

/// An association's secretary with files: what tests of files say in one line.
struct MemberFileHand {
    static let day = "2021-09-20"
    static let base = "/members/clinic-daily/\(day)"

    let world: WebWorld
    let visitor: Visitor

    /// The association of the test world gets so many clinics.
    static func run(clinics: Int, _ body: @escaping @Sendable (MemberFileHand) async throws -> Void) async throws {
        try await WebWorld.run { world in
            try await TestWorld.addClinics(clinics, to: Person.associationId, world.pool, world.house.surveys)
            try await body(MemberFileHand(world: world, visitor: try await world.visitor(.association)))
        }
    }

    /// A file that was saved, as rows of text.
    func table(_ path: String) async throws -> TextTable {
        let page = try await visitor.get(path)
        #expect(page.status == 200, "\(path)")
        return try TableReading().read(page.bytes)
    }

    func send(_ file: [UInt8], named name: String = "table.xlsx", pasted: String = "") async throws -> Page {
        let body = MultipartTests.body([
            (#"name="csrf""#, Array(visitor.formToken.utf8)), (#"name="text""#, Array(pasted.utf8)),
            ("name=\"file\"; filename=\"\(name)\"", file),
        ])
        return try await visitor.send(
            .post, Self.base + "/file", ["Content-Type": "multipart/form-data; boundary=gmis"], body: body)
    }

    /// The page with the result.
    func result(_ answer: Page) async throws -> Page {
        #expect(answer.status == 303, "\(answer.text)")
        return try await visitor.get(answer.location)
    }

    static func csv(_ rows: [[String]], _ encoding: TableEncoding = .utf8) -> [UInt8] { encoding.csv(rows).bytes }

    /// A workbook of texts alone.
    static func workbook(_ rows: [[String]]) throws -> [UInt8] {
        let writer = try WorkbookWriter(created: 0)
        try writer.begin(WorkbookSheetPlan(name: "表", columns: [.init(width: 9)]))
        for row in rows { try writer.write(row.map { .text($0) }) }
        return try writer.finish()
    }

    /// The answers of the n-th clinic.
    func answers(_ number: Int, on day: String = day) async throws -> [String: String] {
        let surveys = world.house.surveys
        let day = Day.written(day)
        let report = try await world.pool.read { db in
            try db.reports.current(
                "clinic-daily", day, .product(.readReports, .facility(TestWorld.clinic(number), in: TestWorld.tokyo)),
                surveys)
        }
        guard let report, let form = surveys.form("clinic-daily", version: report.form) else { return [:] }
        var answers: [String: String] = [:]
        for item in form.items {
            if let answer = report.answers[item.code, in: form] { answers[item.code] = item.write(answer) }
        }
        return answers
    }
}

extension TextTable {
    /// Where a column stands, by the beginning of its heading.
    func column(_ heading: String) throws -> Int {
        try #require(rows.lazy.compactMap { $0.cells.firstIndex { $0.hasPrefix(heading) } }.first, "\(heading)")
    }

    /// The rows below the heading, as cells of equal number.
    var members: [[String]] {
        let width = rows.map(\.cells.count).max() ?? 0
        return rows.filter { $0.cells.contains { $0.hasPrefix("C13") } }.map { row in
            (0..<width).map { row[$0] }
        }
    }

    /// The line of headings.
    var head: [String] { rows.first { $0.cells.contains("医療機関ID") }?.cells ?? [] }
}
