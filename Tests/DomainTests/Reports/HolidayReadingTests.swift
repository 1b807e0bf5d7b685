import Domain
import Testing

struct HolidayReadingTests {
    private func faults(_ rows: [[String]]) -> [LineProblem] {
        do {
            _ = try HolidayReading.read(rows.enumerated().map { (line: $0 + 1, fields: $1) })
            return []
        } catch {
            guard case .refusedFile(let faults, let total) = error, total == faults.count else { return [] }
            return faults
        }
    }

    private let heading = ["day", "name", "state"]

    @Test func `a good file is read in its order`() throws {
        let rows = Self.year(2031, "expected") + Self.year(2000, "attested")
        let holidays = try HolidayReading.read(([heading] + rows).enumerated().map { ($0 + 1, $1) })
        #expect(holidays.map(\.day.text) == rows.map { $0[0] })
        #expect(holidays.map(\.state.rawValue) == rows.map { $0[2] })
    }

    /// As few holidays as a year may have.
    private static func year(_ year: Int, _ state: String) -> [[String]] {
        (1...HolidayReading.fewest).map { ["\(year)-\($0 < 10 ? "0" : "")\($0)-01", "休日", state] }
    }

    @Test func `a year of which most is missing is refused, since the file would take the rest away`() {
        let faults = faults([heading] + Self.year(2031, "expected") + Self.year(2032, "expected").dropLast())
        #expect(faults.map(\.line) == [nil])
        #expect(faults.allSatisfy { $0.japanese.contains("2032年") && $0.english.contains("2032") })
    }

    @Test(
        arguments: [
            (["2031-1-1", "元日", "expected"], "day"), (["2031-02-29", "元日", "expected"], "day"),
            (["1999-12-31", "元日", "expected"], "day"), (["2100-01-01", "元日", "expected"], "day"),
            (["2030-01-01", "元日", "expected"], "day"), (["2031-01-01", "", "expected"], "name"),
            (["2031-01-01", " \u{3000}", "expected"], "name"), (["2031-01-01", "元\n日", "expected"], "name"),
            (["2031-01-01", String(repeating: "日", count: 51), "expected"], "name"),
            (["2031-01-01", "元日", "Expected"], "state"), (["2031-01-01", "元日", ""], "state"),
        ])
    func `a bad row is told by line and column`(row: [String], column: String) {
        let faults = faults([heading, ["2030-01-01", "元日", "expected"], row])
        #expect(faults.map(\.line) == [3])
        #expect(faults.map(\.column) == [column])
        #expect(faults.allSatisfy { $0.sentence.hasPrefix("3行目「\(column)」: ") })
        #expect(faults.allSatisfy { $0.englishSentence.hasPrefix("line 3, column \(column): ") })
    }

    @Test func `every bad row is told, and every fault of a row`() {
        let bad = Array(repeating: ["x", "", "y"], count: 40)
        #expect(faults([heading] + bad).count == 120)
        #expect(faults([heading, ["2031-01-01", "元日"], ["2031-01-01"]]).map(\.line) == [2, 3])
    }

    @Test func `without its heading or without rows it is no file of holidays`() {
        #expect(faults([]).map(\.line) == [1])
        #expect(faults([["day", "name"]]).map(\.line) == [1])
        #expect(faults([["2031-01-01", "元日", "expected"]]).map(\.line) == [1])
        #expect(faults([heading]).map(\.line) == [nil])
    }
}
