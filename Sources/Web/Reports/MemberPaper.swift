import Documents
import Domain
import Store

/// A form on paper: what one institution is asked on one day, with boxes to write in, to be handed to its association (R18).
public struct MemberPaper: Sendable {
    public let form: Form
    public let day: Day
    /// Whose it is.
    public let association: Letterhead
    /// Who fills it in, and what is asked; nil for a blank form with everything.
    public let member: (id: Facility.ID, name: String, facts: AskedFacts)?

    public init(
        form: Form, day: Day, association: Letterhead, member: (id: Facility.ID, name: String, facts: AskedFacts)?
    ) {
        (self.form, self.day, self.association, self.member) = (form, day, association, member)
    }

    private static let left = 18.0
    private static let width = 174.0
    private static let top = 15.0
    private static let foot = 252.0

    /// One page, whatever the number of items.
    /// - Throws: ``PDFError``.
    public func draw(to document: PDFWriter) throws {
        try document.page { page in
            let head = drawHead(on: page)
            drawFoot(on: page)
            let about = drawAbout(on: page, y: head + 4)
            drawItems(on: page, y: about + 4, until: Self.foot - 4)
        }
    }

    private func drawHead(on page: PDFPage) -> Double {
        let title = PDFText(
            [PDFText.Run(form.title), PDFText.Run("  報告用紙")], PDFStyle(16, bold: true, lineHeight: 1.4), squeeze: 0.6)
        let when = PDFText(
            form.period == .day ? "\(day.longWords)の実績" : form.period.words(day),
            PDFStyle(13, bold: true, lineHeight: 1.5))
        return Self.top
            + page.column(
                [title, when], in: PDFBox(x: Self.left, y: Self.top, width: Self.width, height: 18)
            ).height
    }

    /// Who fills it in. Fields that are known are printed.
    private func drawAbout(on page: PDFPage, y: Double) -> Double {
        let fields: [(label: String, text: String, width: Double)] = [
            ("医療機関名", member?.name ?? "", 92), ("医療機関ID", member?.id.text ?? "", 42), ("記入した人", "", 40),
        ]
        var x = Self.left
        for field in fields {
            let box = PDFBox(x: x, y: y, width: field.width, height: 15)
            page.rectangle(box, width: 0.8)
            page.text(PDFText(field.label, PDFStyle(8, gray: 0.3)), x: x + 1.5, y: y + 0.5, width: field.width - 3)
            page.column(
                [PDFText(field.text, PDFStyle(12, bold: true, lineHeight: 1.3), squeeze: 0.6)],
                in: PDFBox(x: x + 1.5, y: y + 5, width: field.width - 3, height: 9))
            x += field.width
        }
        guard isClosable else { return y + 15 }
        let mark = PDFBox(x: Self.left, y: y + 18, width: 4, height: 4)
        page.rectangle(mark, width: 0.8)
        page.text(
            PDFText("この日は休診(開設なし・実績なし)。下の診療の項目は書かないでください。", PDFStyle(10, lineHeight: 1.4)),
            x: Self.left + 6, y: y + 17.5, width: Self.width - 6)
        return y + 22
    }

    private var isClosable: Bool {
        member.map { form.isClosable(for: $0.facts) } ?? form.hasClosableDays
    }

    private var sections: [Section] { member.map { form.sections(askedOf: $0.facts) } ?? form.sections }

    /// What stands below one another, in one column or two.
    private enum Line {
        case section(Section)
        case item(Item)

        /// Against an item's height.
        var weight: Double {
            switch self {
            case .section: 0.9
            case .item: 1
            }
        }
    }

    private func drawItems(on page: PDFPage, y top: Double, until end: Double) {
        let lines = sections.flatMap { section in [Line.section(section)] + section.items.map(Line.item) }
        let columns = lines.count > 24 ? 2 : 1
        let gap = 6.0
        let width = (Self.width - gap * Double(columns - 1)) / Double(columns)
        let perColumn = (lines.count + columns - 1) / columns
        let weight =
            (0..<columns).map { column in
                lines.dropFirst(column * perColumn).prefix(perColumn).reduce(0) { $0 + $1.weight }
            }.max() ?? 1
        let height = min(12.5, (end - top) / max(1, weight))
        for column in 0..<columns {
            let x = Self.left + (width + gap) * Double(column)
            var y = top
            for line in lines.dropFirst(column * perColumn).prefix(perColumn) {
                let box = PDFBox(x: x, y: y, width: width, height: height * line.weight)
                switch line {
                case .section(let section): draw(section, in: box, on: page)
                case .item(let item): draw(item, in: box, on: page, isNarrow: columns > 1)
                }
                y += box.height
            }
        }
    }

    private func draw(_ section: Section, in box: PDFBox, on page: PDFPage) {
        page.fill(
            PDFBox(x: box.x, y: box.y + box.height * 0.25, width: box.width, height: box.height * 0.75), gray: 0.9)
        let note = section.note(on: day).map { PDFText.Run("  \($0)", scale: 0.72) }
        page.column(
            [
                PDFText(
                    [PDFText.Run(section.title, bold: true)] + (note.map { [$0] } ?? []),
                    PDFStyle(10.5, lineHeight: 1.25),
                    squeeze: 0.6)
            ],
            in: PDFBox(x: box.x, y: box.y + box.height * 0.25, width: box.width, height: box.height * 0.75).inset(1.2))
    }

    private func draw(_ item: Item, in box: PDFBox, on page: PDFPage, isNarrow: Bool) {
        let indent = item.partOf == nil ? 1.5 : 6.0
        let answer = answerWidth(item, isNarrow: isNarrow)
        let hint = isNarrow || box.height < 8 ? nil : item.hint(on: day)
        let texts =
            [PDFText(item.label, PDFStyle(10, lineHeight: 1.25), squeeze: 0.7)]
            + (hint.map { [PDFText($0, PDFStyle(7.5, lineHeight: 1.25, gray: 0.3), squeeze: 0.7)] } ?? [])
        let label = PDFBox(
            x: box.x + indent, y: box.y + 0.6, width: box.width - indent - answer - 2, height: box.height - 1.2)
        let used = min(label.height, page.columnHeight(of: texts, in: label))
        page.column(
            texts,
            in: PDFBox(x: label.x, y: label.y + (label.height - used) / 2, width: label.width, height: label.height))
        draw(
            answerOf: item,
            in: PDFBox(x: box.x + box.width - answer, y: box.y + 0.8, width: answer, height: box.height - 1.6), on: page
        )
        page.line(
            fromX: box.x, y: box.y + box.height, toX: box.x + box.width, y: box.y + box.height, width: 0.3, gray: 0.6)
    }

    private func answerWidth(_ item: Item, isNarrow: Bool) -> Double {
        switch item.kind {
        case .count, .decimal, .time: isNarrow ? 28 : 46
        case .choice, .flag: isNarrow ? 46 : 92
        case .text: isNarrow ? 46 : 92
        }
    }

    private func draw(answerOf item: Item, in box: PDFBox, on page: PDFPage) {
        let words: [String]
        switch item.kind {
        case .choice(let choices): words = choices.map(\.label)
        case .flag: words = ["はい", "いいえ"]
        case .count, .decimal, .time, .text:
            let unit = item.unit ?? ""
            let unitWidth = unit.isEmpty ? 0 : 10.0
            page.rectangle(PDFBox(x: box.x, y: box.y, width: box.width - unitWidth, height: box.height), width: 0.8)
            page.column(
                [PDFText(unit, PDFStyle(9, lineHeight: 1.2), squeeze: 0.6)],
                in: PDFBox(
                    x: box.x + box.width - unitWidth + 1.5, y: box.y + max(0, box.height - 5), width: unitWidth - 1.5,
                    height: 5))
            return
        }
        page.column(
            [
                PDFText(
                    words.map { "□\u{A0}\($0)" }.joined(separator: "  "), PDFStyle(9.5, lineHeight: 1.3), squeeze: 0.6)
            ],
            in: PDFBox(x: box.x, y: box.y + max(0, box.height / 2 - 2.5), width: box.width, height: box.height))
    }

    private func drawFoot(on page: PDFPage) {
        let box = PDFBox(x: Self.left, y: Self.foot, width: Self.width, height: 30)
        page.rectangle(box, width: 1.2)
        let style = PDFStyle(9, lineHeight: 1.5)
        let place = [association.zipCode, association.address].filter { !$0.isEmpty }.joined(separator: " ")
        let reach = [place, association.phone.isEmpty ? "" : "電話 \(association.phone)", association.mail]
            .filter { !$0.isEmpty }.joined(separator: "  ")
        let due = form.schedule.deadline(for: day).words
        page.column(
            [
                PDFText(
                    [PDFText.Run("お渡し先: ", scale: 0.8), PDFText.Run(association.name, bold: true)],
                    PDFStyle(13, lineHeight: 1.35), squeeze: 0.6),
                PDFText(reach, style, squeeze: 0.7),
                PDFText("なかったときは 0 を書き、分からないところは空けてください。団体がG-MISに入力する締切は \(due) です。", style, before: 1),
                PDFText("厚生労働省・都道府県・G-MIS事務局では、この用紙をファクスや郵便で受け付けていません。", style),
            ], in: box.inset(2))
    }
}
