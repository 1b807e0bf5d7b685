import Documents
import Domain

extension Problem {
    /// A table that was refused whole, told like any other fault of a file.
    public init(_ problem: TableProblem) {
        self = .refusedFile(
            [LineProblem(line: problem.line, japanese: problem.japanese, english: problem.english)], total: 1)
    }

    /// Cells of a table whose values cannot be taken, by row and heading.
    public init(faultsOf table: TextTable, most: Int = 500) {
        let faults = table.faults.prefix(most).map { fault in
            LineProblem(
                line: fault.line, column: table.heading(of: fault.column), japanese: fault.japanese,
                english: fault.english)
        }
        self = .refusedFile(faults, total: table.totalFaults)
    }
}

/// The records of a CSV file that people hand in; what is wrong with its form is told like any other fault of the file.
enum CSVRecords {
    /// - Throws: `Problem.refusedFile`.
    static func read(
        _ csv: [UInt8], by reader: CSVReader = CSVReader()
    ) throws(Problem) -> [(line: Int, fields: [String])] {
        do {
            return try reader.read(csv).records.map { ($0.line, $0.fields) }
        } catch {
            throw Problem(TableProblem(error))
        }
    }
}
