/// "B7" as numbers: the place of the column from 0, and the row from 1.
enum CellReference {
    /// Excel's last row and column.
    static let lastLine = 1_048_576
    static let lastColumn = 16_383

    /// - Parameter text: "B7", or "B" where only the column is given; ended by zero.
    static func read(_ text: UnsafePointer<CChar>) -> (column: Int, line: Int)? {
        var (at, column, line) = (text, 0, 0)
        while at[0] >= 0x41, at[0] <= 0x5A {
            column = column * 26 + Int(at[0] - 0x40)
            guard column <= lastColumn + 1 else { return nil }
            at += 1
        }
        while at[0] >= 0x30, at[0] <= 0x39 {
            line = line * 10 + Int(at[0] - 0x30)
            guard line <= lastLine else { return nil }
            at += 1
        }
        guard at[0] == 0, column > 0, line > 0 else { return nil }
        return (column - 1, line)
    }

    /// "A1:C2", also the wrong way round.
    static func range(_ text: String) -> WorkbookSheet.Merge? {
        let ends = text.split(separator: ":", omittingEmptySubsequences: false).map { read(String($0)) }
        guard let first = ends.first ?? nil, let last = ends.last ?? nil, ends.count <= 2 else { return nil }
        return WorkbookSheet.Merge(
            lines: min(first.line, last.line)...max(first.line, last.line),
            columns: min(first.column, last.column)...max(first.column, last.column))
    }

    private static func read(_ text: String) -> (column: Int, line: Int)? { text.withCString { read($0) } }
}
