import Documents
import Domain

/// An association's file as bytes: a fresh one, or the one that was sent, with what is to be mended (R18).
struct MemberWorkbook {
    let sheet: MemberSheet
    let title: String
    /// When it is made.
    let made: Instant
    /// How it is filled in.
    var rules = MemberFileWords.rules

    // MARK: Fresh

    /// One sheet with a row for each member and day, and one that explains.
    /// - Throws: ``WorkbookWritingError``.
    func fresh() throws -> [UInt8] {
        let writer = try WorkbookWriter(created: made.milliseconds / 1000)
        let last = sheet.rows.count + 2
        try writer.begin(
            WorkbookSheetPlan(
                name: "入力", columns: sheet.columns.map(column), frozenRows: 2, frozenColumns: sheet.isOfOne ? 1 : 3,
                choiceLines: last > 2 ? 3...last : nil))
        try writer.write(sheet.columns.map { .text($0.code, look: .notAsked) }, isHidden: true)
        try writer.write(sheet.columns.map { .text(sheet.heading($0), look: .heading) })
        for row in sheet.rows {
            try writer.write(sheet.cells(row).map { Self.cell($0.text, isNumber: $0.isNumber, isAsked: $0.isAsked) })
        }
        try explain(to: writer)
        return try writer.finish()
    }

    private func column(_ column: MemberColumn) -> WorkbookSheetPlan.Column {
        switch column {
        case .day: .init(width: 12)
        case .facility: .init(width: 14)
        case .name: .init(width: 32)
        case .item(let code):
            .init(
                width: 13, isText: !sheet.isNumber(code),
                choices: sheet.choices(code))
        case .closed: .init(width: 7, choices: [SheetMark.sign])
        case .confirmed: .init(width: 9, choices: ["確認済"])
        case .revision: .init(width: 5, isHidden: true)
        case .mend: .init(width: 60)
        }
    }

    private static func cell(
        _ text: String, isNumber: Bool, isAsked: Bool = true, look: WorkbookCell.Look = .plain,
        comment: String? = nil
    ) -> WorkbookCell {
        guard isAsked else { return WorkbookCell(.empty, look: .notAsked) }
        if isNumber, let number = Self.number(text) {
            return WorkbookCell(.number(number), look: look, comment: comment)
        }
        return .text(text, look: look, comment: comment)
            .marked(look)
    }

    /// What looks the same as a number; everything else stays as it was typed.
    private static func number(_ text: String) -> Double? {
        guard text.utf8.count <= 12, text.utf8.allSatisfy({ (48...57).contains($0) || $0 == 46 }),
            text == "0" || !text.hasPrefix("0") || text.hasPrefix("0."), !text.hasSuffix("."), !text.hasPrefix(".")
        else { return nil }
        return Double(text)
    }

    // MARK: Given back

    /// The file that was sent: the same lines, the cells at fault marked, what is to be mended in the last column.
    /// - Throws: ``WorkbookWritingError``.
    func returned(_ sent: SentSheet) throws -> [UInt8] {
        let writer = try WorkbookWriter(created: made.milliseconds / 1000)
        let width = sent.lines.map(\.cells.count).max() ?? 0
        let mend = sent.place(.mend) ?? width
        let columns = (0..<max(width, mend + 1)).map { index in
            sent.column(at: index, of: sheet).map(column) ?? WorkbookSheetPlan.Column(width: index == mend ? 60 : 14)
        }
        let head = sent.headLines.last ?? 1
        try writer.begin(
            WorkbookSheetPlan(
                name: "入力", columns: columns, frozenRows: head <= 20 ? head : 1,
                frozenColumns: min(sheet.isOfOne ? 1 : 3, columns.count)))
        let results = Dictionary(sent.results.map { ($0.line, $0) }) { first, _ in first }
        // Lines keep their numbers where nothing but a few empty ones lies between them.
        let keepsNumbers = (sent.lines.last?.number ?? 0) <= sent.lines.count + 10_000
        var next = 1
        for line in sent.lines {
            while keepsNumbers, next < line.number {
                try writer.write([])
                next += 1
            }
            let isCodes = line.cells.contains(MemberColumn.revision.code)
            try writer.write(
                cells(line, results[line.number], sent, mend: mend), isHidden: isCodes)
            next += 1
        }
        try explain(to: writer)
        return try writer.finish()
    }

    private func cells(
        _ line: SentSheet.Line, _ result: SentSheet.Result?, _ sent: SentSheet, mend: Int
    ) -> [WorkbookCell] {
        let faults = Dictionary(grouping: result?.faults ?? []) { $0.column ?? mend }
        let isHead = sent.headLines.contains(line.number)
        return (0...max(line.cells.count - 1, mend)).map { index in
            let text = index < line.cells.count ? line.cells[index] : ""
            let column = sent.column(at: index, of: sheet)
            if isHead {
                let heading = index == mend && text.isEmpty ? sheet.heading(.mend) : text
                return .text(heading, look: .heading)
            }
            if index == mend {
                let words = result?.words ?? ""
                return .text(words, look: words.isEmpty ? .plain : .faulty)
            }
            if column == .revision, let revision = result?.revision { return .text(String(revision)) }
            let here = faults[index].map { $0.map(\.sentence).joined(separator: "\n") }
            var isNumber = false
            if case .item(let code)? = column { isNumber = sheet.isNumber(code) }
            return Self.cell(text, isNumber: isNumber, look: here == nil ? .plain : .faulty, comment: here)
        }
    }

    private func explain(to writer: WorkbookWriter) throws {
        try writer.begin(WorkbookSheetPlan(name: "書き方", columns: [.init(width: 100)], frozenRows: 0))
        try writer.write([.text(title, look: .title)])
        for sentence in rules { try writer.write([.text(sentence)]) }
    }

    // MARK: CSV

    /// The same rows as CSV; names and texts cannot begin a formula.
    func csv(_ encoding: TableEncoding) -> [UInt8] { encoded(encoding).bytes }

    /// The same, with what the encoding lacks.
    func encoded(_ encoding: TableEncoding) -> TableEncoding.Encoded {
        let head = sheet.columns.map(sheet.heading)
        let rows = sheet.rows.map { row in sheet.cells(row).map { CellGuard.guarded($0.text) } }
        return encoding.csv([head] + rows)
    }
}

extension WorkbookCell {
    /// An empty cell shows its look too.
    fileprivate func marked(_ look: Look) -> WorkbookCell {
        var cell = self
        cell.look = look
        return cell
    }
}

extension SentSheet {
    /// What a column of the file holds; nil for one of the sender's own.
    fileprivate func column(at index: Int, of sheet: MemberSheet) -> MemberColumn? {
        sheet.columns.first { place($0) == index }
    }
}

extension SentSheet.Result {
    /// What stands in 「直すところ」.
    var words: String {
        // Most sentences begin with the item's name already.
        faults.map { $0.sentence.hasPrefix("「") ? $0.sentence : "「\($0.heading)」\($0.sentence)" }
            .joined(separator: " ")
    }
}

/// How a file is filled in: on the page and in its second sheet.
enum MemberFileWords {
    static let rules = [
        "「入力」のシートの、医療機関と日ごとの行に、数を入れてください。灰色のマスは入力しません。",
        "なかったときは 0 を入れます。空欄は「まだ分からない」で、0とは違います。",
        "何も入っていない行は、報告になりません。報告済の数を空欄にしても、取り下げにはなりません。",
        "休診(開設なし・実績なし)の日は、「休診」の列に ○ を入れ、診療の項目を空欄にします。検査をしたときは、検査の数だけ入れられます。",
        "直すところのある行は、報告されません。ほかの行は報告されます。直して、同じファイルをもう一度送ってください。",
        "「ご確認ください」と書かれた数が正しいときは、「確認」の列に「確認済」と入れて、もう一度送ってください。",
        "列を動かしたり、ほかの列を足したりしてもかまいません。医療機関ID・日付・見出しの文字は変えないでください。",
        "ファイルを取ったあとに別の人が訂正した行は、上書きせずにお知らせします。",
        "CSVでは、「=」「+」「-」「@」で始まる名前や文章の前に「'」を付けてあります。読み込むときに外します。",
    ]
}
