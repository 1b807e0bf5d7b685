/// What is wrong in a file of records below a heading, noted while it is read: every place is counted, the first are told (R3).
public struct FileFaults {
    /// One record of the file: its line and its fields.
    public typealias Record = (line: Int, fields: [String])

    /// So many faults are told in full.
    static let told = 50

    private var faults: [LineProblem] = []
    public private(set) var count = 0

    public init() {}

    /// - Throws: `Problem.refusedFile` for a file without any record.
    static func heading(of records: [Record]) throws(Problem) -> Record {
        guard let heading = records.first else {
            throw .refusedFile([LineProblem(line: nil, japanese: "ファイルが空です。", english: "the file is empty")], total: 1)
        }
        return heading
    }

    public mutating func note(_ line: Int?, _ column: String?, _ japanese: String, _ english: String) {
        count += 1
        guard faults.count < Self.told else { return }
        faults.append(LineProblem(line: line, column: column, japanese: japanese, english: english))
    }

    /// Whether a record below the heading has as many fields as it; false as well for a line with nothing in it.
    mutating func isWhole(_ record: Record, below heading: Record) -> Bool {
        guard record.fields != [""] else { return false }
        guard record.fields.count != heading.fields.count else { return true }
        note(
            record.line, nil, "列の数が \(record.fields.count) です。見出しと同じ \(heading.fields.count) 列が必要です。",
            "\(record.fields.count) fields where the heading has \(heading.fields.count)")
        return false
    }

    /// - Throws: `Problem.refusedFile` where anything was noted.
    public func refuse() throws(Problem) {
        guard count == 0 else { throw .refusedFile(faults, total: count) }
    }
}
