/// The cells of one sheet.
final class SheetReading: XMLReading {
    /// What a cell's value is, by its attribute `t`.
    private enum Kind {
        case number, shared, text, inline, truth, error, moment
    }

    private enum Place {
        case elsewhere, value, formula
    }

    private(set) var sheet = WorkbookSheet()
    private let limits: WorkbookLimits
    private let strings: [String]
    private let shapes: [NumberShape]
    private let from1904: Bool

    // The row
    private var line = 0
    private var isHidden = false
    private var cells: [String] = []
    private var column = -1
    // The cell
    private var isInCell = false
    private var kind = Kind.number
    private var style = 0
    private var value: CellText
    private var formula: [UInt8] = []
    private var hasFormula = false
    private var hasValue = false
    private var isInPhonetic = false
    private var place = Place.elsewhere
    // The whole
    private var countedCells = 0
    private var countedBytes = 0

    init(strings: [String], shapes: [NumberShape], from1904: Bool, limits: WorkbookLimits) {
        (self.strings, self.shapes, self.from1904, self.limits) = (strings, shapes, from1904, limits)
        value = CellText(limits: limits)
    }

    func begin(_ element: XMLElement) throws(WorkbookProblem) {
        if element.matches("c") {
            try beginCell(element)
        } else if element.matches("row") {
            try beginRow(element)
        } else if isInCell {
            if element.matches("v") {
                (place, hasValue) = (kind == .inline ? .elsewhere : .value, true)
            } else if element.matches("f") {
                (place, hasFormula) = (.formula, true)
            } else if element.matches("t"), kind == .inline, !isInPhonetic {
                place = .value
            } else if element.matches("rPh") {
                isInPhonetic = true
            }
        } else if element.matches("col"), element.isTrue("hidden") {
            hide(element)
        } else if element.matches("mergeCell"), let range = element["ref"].flatMap(CellReference.range) {
            guard sheet.merges.count < limits.merges else { throw .tooLarge(.merges(limit: limits.merges)) }
            sheet.merges.append(range)
        }
    }

    func end(_ name: XMLName) throws(WorkbookProblem) {
        if name.matches("c") {
            try endCell()
        } else if name.matches("row") {
            try endRow()
        } else if place != .elsewhere {
            place = .elsewhere
        } else if name.matches("rPh") {
            isInPhonetic = false
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(WorkbookProblem) {
        switch place {
        case .value: try value.add(bytes, line: line)
        case .formula where formula.count < 100: formula.append(contentsOf: bytes.prefix(100))
        default: break
        }
    }

    private func beginRow(_ element: XMLElement) throws(WorkbookProblem) {
        let next = element.raw("r") == nil ? line + 1 : element.number("r") ?? 0
        guard next > line, next <= CellReference.lastLine else { throw .damaged("rows out of order") }
        line = next
        isHidden = element.isTrue("hidden")
        column = -1
    }

    private func beginCell(_ element: XMLElement) throws(WorkbookProblem) {
        var next = column + 1
        if let reference = element.raw("r") {
            guard let read = CellReference.read(reference), read.line == line else {
                throw .damaged("a misplaced cell")
            }
            next = read.column
        }
        guard next > column, next <= CellReference.lastColumn, line > 0, !isInCell else {
            throw .damaged("cells out of order")
        }
        column = next
        (isInCell, isInPhonetic, hasFormula, hasValue, place) = (true, false, false, false, .elsewhere)
        value.clear()
        formula.removeAll(keepingCapacity: true)
        style = element.number("s") ?? 0
        kind =
            switch element["t"] {
            case nil, "n": .number
            case "s": .shared
            case "str": .text
            case "inlineStr": .inline
            case "b": .truth
            case "e": .error
            case "d": .moment
            default: throw .damaged("a cell of unknown kind")
            }
    }

    private func endCell() throws(WorkbookProblem) {
        defer { isInCell = false }
        if hasFormula, kind == .text ? !hasValue : value.bytes.isEmpty {
            fault(.uncalculated)
            let formula = formula.isEmpty ? "…" : String(decoding: formula, as: UTF8.self)
            return try put("=" + formula)
        }
        guard !value.bytes.isEmpty else { return }
        try put(try cellText())
    }

    private func cellText() throws(WorkbookProblem) -> String {
        switch kind {
        case .text, .inline: return try value.text(line: line)
        case .shared:
            guard let index = Int(String(decoding: value.bytes, as: UTF8.self)), strings.indices.contains(index) else {
                throw .damaged("a text that is not there")
            }
            return strings[index]
        case .truth: return value.bytes == [UInt8(ascii: "0")] ? "FALSE" : "TRUE"
        case .error:
            let name = String(decoding: value.bytes.prefix(40), as: UTF8.self)
            fault(.error(name))
            return name
        case .moment: return NumberText.moment(iso: try value.text(line: line))
        case .number:
            let shape = shapes.indices.contains(style) ? shapes[style] : .plain
            if let text = NumberText.text(value.bytes, shape, from1904: from1904) { return text }
            fault(.number)
            return try value.text(line: line)
        }
    }

    private func put(_ text: String) throws(WorkbookProblem) {
        guard !text.isEmpty else { return }
        guard column < limits.columns else { throw .tooLarge(.columns(line: line, limit: limits.columns)) }
        countedCells += column + 1 - cells.count
        countedBytes += text.utf8.count
        guard countedCells <= limits.cells else { throw .tooLarge(.cells(limit: limits.cells)) }
        guard countedBytes <= limits.textBytes else { throw .tooLarge(.strings(limit: limits.textBytes)) }
        while cells.count < column { cells.append("") }
        cells.append(text)
    }

    private func endRow() throws(WorkbookProblem) {
        guard !cells.isEmpty else { return }
        guard sheet.rows.count < limits.rows else { throw .tooLarge(.rows(limit: limits.rows)) }
        sheet.rows.append(WorkbookSheet.Row(line: line, cells: cells, isHidden: isHidden))
        cells.removeAll(keepingCapacity: false)
    }

    private func fault(_ kind: WorkbookSheet.Fault.Kind) {
        sheet.totalFaults += 1
        guard sheet.faults.count < limits.faults else { return }
        sheet.faults.append(WorkbookSheet.Fault(line: line, column: column, kind: kind))
    }

    private func hide(_ element: XMLElement) {
        guard let first = element.number("min"), let last = element.number("max"), first > 0, first <= last else {
            return
        }
        for column in first...max(first, min(last, limits.columns)) where column <= limits.columns {
            sheet.hiddenColumns.insert(column - 1)
        }
    }
}
