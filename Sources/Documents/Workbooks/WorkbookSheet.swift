/// One sheet of a workbook as text.
public struct WorkbookSheet: Sendable, Equatable {
    /// A row in which something stands.
    public struct Row: Sendable, Equatable {
        /// As the spreadsheet shows it, from 1.
        public let line: Int
        /// From column A to the last in which something stands. A number as its digits, a date as "2021-01-19", a time as
        /// "13:00", both as "2021-01-19 13:00", a share as "50%", truth as "TRUE" or "FALSE".
        public var cells: [String]
        /// Whether the spreadsheet hides it.
        public let isHidden: Bool
    }

    /// Cells that were joined into one; what stands there is in the first of them.
    public struct Merge: Sendable, Equatable {
        /// From 1.
        public let lines: ClosedRange<Int>
        /// Places in `Row.cells`.
        public let columns: ClosedRange<Int>
    }

    /// A cell whose value cannot be taken. Its text is what Excel calls the error, or the formula with its equals sign, so
    /// that nobody takes it for an empty one.
    public struct Fault: Sendable, Equatable {
        public enum Kind: Sendable, Equatable {
            /// #N/A, #REF! and the like.
            case error(String)
            /// A formula whose result was never stored: the file was written by a program and not yet opened in Excel.
            case uncalculated
            /// No number, though it says so.
            case number
        }

        /// From 1.
        public let line: Int
        /// The place in `Row.cells`.
        public let column: Int
        public let kind: Kind
    }

    /// Of the sheet.
    public var name = ""
    /// The rows in which something stands, from above.
    public var rows: [Row] = []
    /// The first faults, at most `WorkbookLimits.faults`.
    public var faults: [Fault] = []
    /// How many there are in all.
    public var totalFaults = 0
    public var merges: [Merge] = []
    /// Places in `Row.cells` of columns that the spreadsheet hides; they are read like the others.
    public var hiddenColumns: Set<Int> = []

    /// "A" for 0, "AA" for 26.
    public static func columnName(_ column: Int) -> String {
        var (rest, name) = (max(0, column), "")
        repeat {
            name = String(UnicodeScalar(UInt8(65 + rest % 26))) + name
            rest = rest / 26 - 1
        } while rest >= 0
        return name
    }
}

extension WorkbookSheet.Fault {
    /// What is wrong and how to mend it, in Japanese.
    public var japanese: String {
        switch kind {
        case .error(let name): "セルの計算がエラー(\(name))になっています。値を直してください。"
        case .uncalculated: "数式の計算結果が保存されていません。Excelで開いて保存し直すか、値を入れてください。"
        case .number: "数として読み取れません。"
        }
    }

    /// What is wrong, in English.
    public var english: String {
        switch kind {
        case .error(let name): "the cell holds the error \(name)"
        case .uncalculated: "the result of the formula is not stored"
        case .number: "not a number"
        }
    }
}
