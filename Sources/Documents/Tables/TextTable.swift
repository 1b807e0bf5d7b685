/// What people send as a table, whatever program saved it: rows of text.
public struct TextTable: Sendable, Equatable {
    /// What it was read from.
    public enum Source: Sendable, Equatable {
        /// The sheet's name.
        case workbook(sheet: String)
        case csv
        /// Tabs between cells, as spreadsheets copy them.
        case tabs
    }

    /// A row in which something stands.
    public struct Row: Sendable, Equatable {
        /// In the file, from 1.
        public let line: Int
        public let cells: [String]

        public init(line: Int, cells: [String]) { (self.line, self.cells) = (line, cells) }

        /// The text of a cell; "" beyond the last.
        public subscript(_ column: Int) -> String { cells.indices.contains(column) ? cells[column] : "" }
    }

    /// A cell whose value cannot be taken. Its text is not empty, so that nobody takes it for one left out.
    public struct Fault: Sendable, Equatable {
        /// From 1.
        public let line: Int
        /// The place in `Row.cells`.
        public let column: Int
        /// What is wrong and how to mend it, in Japanese.
        public let japanese: String
        /// What is wrong, in English.
        public let english: String
    }

    public var source: Source
    /// From above; a row in which nothing stands is left out.
    public var rows: [Row]
    /// The first faults by cell; only workbooks have such.
    public var faults: [Fault] = []
    /// How many there are in all.
    public var totalFaults = 0
    /// Cells that a workbook joined into one; what stands there is in the first of them.
    public var merges: [WorkbookSheet.Merge] = []
    /// Places in `Row.cells` of columns that a workbook hides; they are read like the others.
    public var hiddenColumns: Set<Int> = []

    /// How a person finds a column: what its first row says, or its letter.
    public func heading(of column: Int) -> String {
        let heading = String(rows.first?[column].prefix(40) ?? "")
        return heading.isEmpty ? WorkbookSheet.columnName(column) + "列" : heading
    }
}

/// Why a table was refused whole.
public struct TableProblem: Error, Sendable, Equatable {
    /// From 1; nil where the file as a whole is meant.
    public let line: Int?
    /// What is wrong and how to mend it, in Japanese.
    public let japanese: String
    /// What is wrong, in English.
    public let english: String

    init(line: Int? = nil, japanese: String, english: String) {
        (self.line, self.japanese, self.english) = (line, japanese, english)
    }

    /// A workbook's refusal.
    public init(_ problem: WorkbookProblem) {
        self.init(
            line: problem.line.flatMap { $0 > 0 ? $0 : nil }, japanese: problem.japanese, english: problem.english)
    }

    /// A CSV file's refusal.
    public init(_ error: CSVError) {
        switch error {
        case .notUTF8(let line):
            self.init(line: line, japanese: "文字コードがUTF-8ではありません。", english: "not UTF-8")
        case .openQuote(let line):
            self.init(
                line: line, japanese: "引用符が閉じていません。ファイルが途中で切れていないか確かめてください。",
                english: "a quote is not closed; is the file cut off?")
        case .textAfterQuote(let line):
            self.init(line: line, japanese: "引用符のあとに余分な文字があります。", english: "text after a closing quote")
        case .tooMany(let line):
            self.init(line: line, japanese: "行か列が多すぎます。", english: "too many rows or columns")
        }
    }
}
