/// A filled file of an association, read row by row against what was asked (R18). What cannot be taken is told at its row and
/// column; every other row stands by itself.
public struct MemberSheetReading: Sendable {
    /// A line of the file: its number, from 1, and its cells.
    public typealias Line = (line: Int, cells: [String])

    /// One row in which something stands.
    public struct Row: Sendable {
        /// In the file, from 1, the head included.
        public let line: Int
        /// Which member and day; nil where that cannot be told.
        public internal(set) var member: MemberDay?
        /// What was typed, by item code.
        public internal(set) var cells: [String: String] = [:]
        public internal(set) var isClosed = false
        /// The person has passed what is to be looked at again.
        public internal(set) var isConfirmed = false
        /// The newest revision that the person had seen.
        public internal(set) var basedOn = 0
        public internal(set) var faults: [MemberFault] = []
        /// Something stands in a cell of an item.
        public internal(set) var isFilled = false
    }

    public private(set) var rows: [Row] = []
    /// Where each column stands, from 0.
    public private(set) var places: [MemberColumn: Int] = [:]
    /// Lines above the first row that are no members'.
    public private(set) var headLines: [Int] = []
    /// Headings that mean nothing here.
    public private(set) var unknown: [String] = []
    private let sheet: MemberSheet
    /// The day of every row, where no column says it.
    private let usualDay: Day
    private let finder: MemberFinder
    /// Cells whose value could not be read, with the reason.
    private let broken: [SheetCell: String]
    /// How a text looks that went through a file and back.
    private let asWritten: @Sendable (String) -> String

    /// So many lines above the members may be something else.
    static let mostHeadLines = 20

    /// - Parameters:
    ///   - usualDay: the day of every row where the file has no column of days.
    ///   - broken: cells whose value could not be read, with what is told of them.
    ///   - asWritten: how a text looks that went through a file and back: encodings write some signs as others that look alike.
    /// - Throws: `Problem.refusedFile` for a file in which no head can be found.
    public init(
        _ lines: [Line], for sheet: MemberSheet, usualDay: Day, broken: [SheetCell: String] = [:],
        asWritten: @escaping @Sendable (String) -> String = { $0 }
    ) throws(Problem) {
        self.asWritten = asWritten
        self.sheet = sheet
        self.broken = broken
        self.usualDay = usualDay
        finder = MemberFinder(sheet)
        let first = try readHead(lines)
        for line in lines[first...] { read(line) }
        refuseRepeated()
    }

    public func heading(_ column: MemberColumn) -> String { sheet.heading(column) }

    /// Where something is told of a row as a whole.
    var rowColumn: MemberColumn { sheet.rowColumns.first { places[$0] != nil } ?? sheet.rowColumns.last ?? .day }

    // The head

    private mutating func readHead(_ lines: [Line]) throws(Problem) -> Int {
        let meanings = sheet.meanings
        func columns(_ line: Line) -> [Int: MemberColumn] {
            var found: [Int: MemberColumn] = [:]
            for (index, cell) in line.cells.enumerated() { found[index] = meanings[MemberSheet.key(cell)] }
            return found
        }
        func isHead(_ line: Line) -> Bool {
            let found = Set(columns(line).values)
            return found.count > 1 && !found.isDisjoint(with: sheet.rowColumns)
        }
        guard let first = lines.prefix(Self.mostHeadLines).firstIndex(where: isHead) else {
            throw Self.refused(
                nil, "見出しの行が見つかりません。「\(sheet.heading(sheet.rowColumns[0]))」と項目の名前が並んだ行が必要です。ひな形の見出しをお使いください。", "no head"
            )
        }
        let last = lines[first...].prefix(while: isHead).indices.last ?? first
        headLines = lines[...last].map(\.line)
        for line in lines[first...last] { try place(columns(line), line) }
        guard places.keys.contains(where: { if case .item = $0 { true } else { $0 == .closed } }) else {
            throw Self.refused(nil, "この調査の項目の見出しがありません。ほかの調査のファイルではないか、ご確認ください。", "no item")
        }
        let known = Set(places.values)
        unknown = lines[last].cells.enumerated().compactMap { index, cell in
            known.contains(index) || SearchKey.fold(cell).isEmpty ? nil : cell
        }
        return last + 1
    }

    /// The codes stand above the headings where the file has them, and go before.
    private mutating func place(_ found: [Int: MemberColumn], _ line: Line) throws(Problem) {
        var here: [MemberColumn: Int] = [:]
        for (index, column) in found.sorted(by: { $0.key < $1.key }) {
            if let other = here.updateValue(index, forKey: column) {
                throw Self.refused(
                    line.line,
                    "「\(sheet.heading(column))」の列が2つあります(\(SheetPlace.letters(other))列と\(SheetPlace.letters(index))列)。1つにしてください。",
                    "column twice")
            }
        }
        let taken = Set(places.values)
        for (column, index) in here where places[column] == nil && !taken.contains(index) { places[column] = index }
    }

    private static func refused(_ line: Int?, _ japanese: String, _ english: String) -> Problem {
        .refusedFile([LineProblem(line: line, japanese: japanese, english: english)], total: 1)
    }

    // The rows

    private mutating func read(_ line: Line) {
        func cell(_ column: MemberColumn) -> String {
            guard let index = places[column], index < line.cells.count else { return "" }
            return line.cells[index]
        }
        let id = cell(.facility)
        let name = CellGuard.unguarded(cell(.name))
        var row = Row(line: line.line)
        for (column, _) in places {
            if case .item(let code) = column, !SearchKey.fold(cell(column)).isEmpty {
                row.cells[code] = cell(column)
                row.isFilled = true
            }
        }
        let isEmpty = SearchKey.fold(id + name).isEmpty && !row.isFilled && SearchKey.fold(cell(.closed)).isEmpty
        if isEmpty || MemberFinder.isTotal([cell(.day), id, name]) { return }
        let day = readDay(cell(.day), &row)
        readMarks(closed: cell(.closed), confirmed: cell(.confirmed), revision: cell(.revision), &row)
        switch finder.find(id: id, name: name, hasId: places[.facility] != nil) {
        case .failure(let wrong): row.faults.insert(fault(wrong.column, wrong.sentence), at: 0)
        case .success(let facility): if let day { take(facility, day, &row) }
        }
        noteBroken(&row)
        rows.append(row)
    }

    /// The reason says more than that the text of the cell is no number.
    private func noteBroken(_ row: inout Row) {
        for (column, place) in places.sorted(by: { $0.value < $1.value }) where column != .mend {
            guard let reason = broken[SheetCell(line: row.line, column: place)] else { continue }
            row.faults.removeAll { $0.column == place }
            row.faults.append(fault(column, reason))
        }
    }

    private func readDay(_ text: String, _ row: inout Row) -> Day? {
        guard places[.day] != nil else { return usualDay }
        guard !SearchKey.fold(text).isEmpty else {
            // A single day is meant where the file can speak of no other.
            if sheet.days.count == 1 { return usualDay }
            row.faults.append(fault(.day, "日付を入れてください(例: \(usualDay.text))。"))
            return nil
        }
        guard let day = SheetDay.read(text, among: sheet.days) else {
            row.faults.append(fault(.day, "「\(text.prefix(30))」は日付として読み取れません。\(usualDay.text) のように入れてください。"))
            return nil
        }
        guard sheet.form(on: day) != nil else {
            let (first, last) = (sheet.days.first ?? usualDay, sheet.days.last ?? usualDay)
            let span = first == last ? first.words : "\(first.words)から\(last.words)まで"
            row.faults.append(fault(.day, "\(day.longWords)は、この画面で送れる日ではありません。送れるのは\(span)です。"))
            return nil
        }
        return day
    }

    private func readMarks(closed: String, confirmed: String, revision: String, _ row: inout Row) {
        switch SheetMark(closed) {
        case .yes?: row.isClosed = true
        case .no?: break
        case nil: row.faults.append(fault(.closed, "休診の日は「○」を入れ、そうでない日は空欄にしてください。"))
        }
        switch SheetMark(confirmed) {
        case .yes?: row.isConfirmed = true
        case .no?: break
        case nil: row.faults.append(fault(.confirmed, "確かめて正しいときは「確認済」と入れ、そうでないときは空欄にしてください。"))
        }
        let digits = Typed.trimmed(revision)
        if digits.isEmpty { return }
        if case .success(let number) = Typed.number(digits, places: 0) {
            row.basedOn = number
        } else {
            row.faults.append(fault(.revision, "版の番号を読み取れません。ひな形を取り直してください。"))
        }
    }

    private func take(_ facility: Facility.ID, _ day: Day, _ row: inout Row) {
        guard let member = finder.day(of: facility, on: day) else {
            row.faults.append(fault(sheet.rowColumns[0], "\(day.words)は、この医療機関にこの調査をお願いしていません。"))
            return
        }
        row.member = member
        guard let form = sheet.form(on: day) else { return }
        let asked = form.codes(askedOf: member.facts)
        for (code, text) in row.cells.sorted(by: { $0.key < $1.key }) where !asked.contains(code) {
            row.cells[code] = nil
            // A zero where nothing is asked says nothing wrong.
            if SheetMark(text) == .no { continue }
            row.faults.append(fault(.item(code), "この医療機関には、この項目をお願いしていません。空欄にしてください。"))
        }
        row.isFilled = !row.cells.isEmpty
        if row.isClosed, form.isClosable(for: member.facts) { refuseOpened(member, form, &row) }
        for item in form.items where asked.contains(item.code) {
            let stands = member.answers[item.code, in: form]
            if let text = row.cells[item.code] {
                row.cells[item.code] = item.typed(cell: text, where: stands, asWritten: asWritten)
            } else if places[.item(item.code)] == nil {
                // A column that is not in the file leaves what stands.
                row.cells[item.code] = item.write(stands)
            }
        }
    }

    /// On a day that was not opened there may have been tests, and nothing else (R33 R34).
    private func refuseOpened(_ member: MemberDay, _ form: Form, _ row: inout Row) {
        let asked = form.codes(askedOf: member.facts.notOpened)
        if row.cells.keys.contains(where: { !asked.contains($0) }) {
            row.faults.append(
                fault(.closed, "休診の日は、診療の項目を空欄にしてください。実績があるときは、「休診」を空欄にしてください。"))
        }
    }

    /// Which of two rows is meant nobody knows: neither is taken.
    private mutating func refuseRepeated() {
        struct Key: Hashable { let facility: Facility.ID, day: Day }
        var seen: [Key: [Int]] = [:]
        for (index, row) in rows.enumerated() {
            guard let member = row.member else { continue }
            seen[Key(facility: member.facility, day: member.day), default: []].append(index)
        }
        for same in seen.values where same.count > 1 {
            for index in same {
                let others = same.filter { $0 != index }.prefix(3).map { "\(rows[$0].line)行目" }.joined(separator: "、")
                rows[index].faults.insert(fault(rowColumn, "同じ医療機関・同じ日の行が\(others)にもあります。1行にしてください。"), at: 0)
            }
        }
    }
}

extension Form {
    /// The codes of the items that are asked of an institution with these facts.
    func codes(askedOf facts: AskedFacts) -> Set<String> {
        Set(sections(askedOf: facts).flatMap(\.items).map(\.code))
    }
}
