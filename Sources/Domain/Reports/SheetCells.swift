/// What stands in the cells of files: words that people write into spreadsheets, and how they are taken.
extension Item {
    /// As it stands in a file: choices and flags in words. `typed(cell:)` takes it back.
    public func cell(_ answer: Answer?) -> String {
        switch answer {
        case .choice, .flag: words(answer)
        default: write(answer)
        }
    }

    /// What a cell says, as `read` wants it.
    public func typed(cell: String) -> String {
        switch kind {
        case .choice(let choices):
            let key = SearchKey.fold(cell)
            return choices.first { SearchKey.fold($0.label) == key || SearchKey.fold($0.code) == key }?.code ?? cell
        case .flag:
            switch SheetMark(cell) {
            case .yes?: return "yes"
            case .no?: return Typed.trimmed(cell).isEmpty ? "" : "no"
            case nil: return cell
            }
        case .count, .decimal, .time, .text: return cell
        }
    }

    /// What a cell says of an item that has an answer already: a text that only went through a file stays as it stands.
    func typed(cell: String, where stands: Answer?, asWritten: (String) -> String) -> String {
        let plain = CellGuard.unguarded(cell)
        if case .text(let text)? = stands {
            let kept = asWritten(text)
            if [cell, plain].contains(where: { asWritten(Typed.trimmed($0)) == kept }) { return text }
        }
        return typed(cell: plain)
    }

    /// Spreadsheets may add it up.
    var isNumber: Bool {
        switch kind {
        case .count, .decimal: true
        case .choice, .time, .flag, .text: false
        }
    }
}

/// 「○」 or nothing, as people write it.
public enum SheetMark: Sendable {
    case yes, no

    /// As we write it.
    public static let sign = "○"

    /// nil for anything that is neither.
    public init?(_ text: String) {
        switch SearchKey.fold(text) {
        case "○", "〇", "◯", "o", "1", "はい", "yes", "true", "休診", "休", "有", "済", "確認済", "確認済み", "✓", "✔": self = .yes
        case "", "×", "x", "-", "ー", "−", "—", "0", "いいえ", "no", "false", "無": self = .no
        default: return nil
        }
    }
}

/// A day as people and spreadsheets write it into a cell.
public enum SheetDay {
    /// `2021-01-19`, `2021/1/19`, 「2021年1月19日(火)」, 「令和3年1月19日」, `R3.1.19`, `20210119`, `1/19`, or the number under which
    /// spreadsheets keep it; a year that is left out is found among the days that can be meant.
    public static func read(_ text: String, among days: [Day]) -> Day? {
        var words = Typed.halfWidth(Typed.trimmed(text))[...]
        if words.contains(":"), let time = words.firstIndex(where: { " T".contains($0) }) { words = words[..<time] }
        let plain = SearchKey.fold(String(words)).prefix { $0 != "(" }
        let pieces = plain.split { !$0.isASCII || !$0.isNumber }.map { Int($0) }
        guard !pieces.isEmpty, pieces.allSatisfy({ $0 != nil }) else { return nil }
        let numbers = pieces.compactMap(\.self)
        let isReiwa = plain.hasPrefix("r") || plain.hasPrefix("令和")
        if numbers.count == 1 { return alone(numbers[0], digits: plain.utf8.count) }
        if numbers.count == 2 {
            return days.last { $0.civil.month == numbers[0] && $0.civil.day == numbers[1] }
        }
        guard numbers.count == 3 else { return nil }
        return Day(year: numbers[0] + (isReiwa ? 2018 : 0), month: numbers[1], day: numbers[2])
    }

    private static func alone(_ number: Int, digits: Int) -> Day? {
        if digits == 8 { return Day(compact: String(number)) }
        guard (30_000...80_000).contains(number), let zero = Day("1899-12-30") else { return nil }
        return zero.adding(number)
    }
}

/// Keeps text that others wrote from becoming a formula in a spreadsheet that opens a CSV file.
public enum CellGuard {
    private static let signs = Set("=+-@\t\r\n＝＋－＠".unicodeScalars)

    /// An apostrophe goes before text that could be taken for a formula; `unguarded` takes it away again.
    public static func guarded(_ text: String) -> String { isRisky(text) ? "'" + text : text }

    /// What `guarded` was given.
    public static func unguarded(_ text: String) -> String {
        text.hasPrefix("'") && isRisky(text) ? String(text.unicodeScalars.dropFirst()) : text
    }

    private static func isRisky(_ text: String) -> Bool {
        text.unicodeScalars.first { $0 != "'" }.map(signs.contains) ?? false
    }
}
