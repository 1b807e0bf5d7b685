/// What is written into one cell of a workbook.
public struct WorkbookCell: Sendable, Equatable {
    public enum Value: Sendable, Equatable {
        /// Written as text whatever it looks like: "=1+1" is no formula, "007" keeps its zeros.
        case text(String)
        case number(Double)
        case empty
    }

    /// How it looks.
    public enum Look: Sendable, Equatable, Hashable, CaseIterable {
        case plain
        /// Of the sheet itself.
        case title
        /// Of a column or row.
        case heading
        /// Tinted: something is wrong here.
        case faulty
        /// Grey: nothing is to be entered here.
        case notAsked
    }

    public var value: Value
    public var look: Look
    /// A note that opens beside the cell.
    public var comment: String?

    public init(_ value: Value = .empty, look: Look = .plain, comment: String? = nil) {
        (self.value, self.look, self.comment) = (value, look, comment)
    }

    /// A text; an empty one leaves the cell empty.
    public static func text(_ text: String, look: Look = .plain, comment: String? = nil) -> WorkbookCell {
        WorkbookCell(text.isEmpty ? .empty : .text(text), look: look, comment: comment)
    }

    /// A whole number.
    public static func number(_ number: Int, look: Look = .plain, comment: String? = nil) -> WorkbookCell {
        WorkbookCell(.number(Double(number)), look: look, comment: comment)
    }
}

/// How a sheet is laid out before its rows are written.
public struct WorkbookSheetPlan: Sendable, Equatable {
    public struct Column: Sendable, Equatable {
        /// In characters of the ordinary font.
        public var width: Double
        /// Whether what people type here is kept as text, with leading zeros.
        public var isText: Bool
        public var isHidden: Bool
        /// What may be chosen; Excel warns of anything else. At most 255 characters together with the commas between them.
        public var choices: [String]

        public init(width: Double, isText: Bool = true, isHidden: Bool = false, choices: [String] = []) {
            (self.width, self.isText, self.isHidden, self.choices) = (width, isText, isHidden, choices)
        }
    }

    /// Made fit for Excel: 31 characters, some replaced.
    public var name: String
    public var columns: [Column]
    /// So many rows from above stay in sight and are repeated on each printed page.
    public var frozenRows: Int
    /// So many columns from the left stay in sight.
    public var frozenColumns: Int
    /// The rows below the frozen ones, from 1, for which the choices hold; nil for none.
    public var choiceLines: ClosedRange<Int>?

    public init(
        name: String, columns: [Column], frozenRows: Int = 1, frozenColumns: Int = 0,
        choiceLines: ClosedRange<Int>? = nil
    ) {
        (self.name, self.columns) = (name, columns)
        (self.frozenRows, self.frozenColumns, self.choiceLines) = (frozenRows, frozenColumns, choiceLines)
    }
}

/// Why a workbook was not written.
public enum WorkbookWritingError: Error, Sendable, Equatable {
    /// More than Excel takes in one cell, 32,767 characters.
    case textTooLong(line: Int, column: Int)
    /// More rows or columns than Excel has.
    case tooMany
    /// The choices of a column have more than 255 characters, or a comma.
    case choices(column: Int)
    /// Rows before the first sheet, or no sheet at all.
    case noSheet
    /// The disk or the library; its reason in English.
    case failed(String)
}
