import Domain

/// The sums of an area, item by item: counts per choice with their share, totals of figures with the number of reports.
struct TallyTable {
    var form: Form
    var lines: [TallyLine]
    /// Reports that count: what the sums are made of.
    var reported: Int

    var html: HTML {
        """
        <section class="stack near" aria-labelledby="page-sums">
        <h2 id="page-sums">項目ごとの集計</h2>
        <div class="scroll" role="group" aria-labelledby="page-sums" tabindex="0">
        <table class="tbl dense sums">
        <thead><tr><th scope="col">項目</th>\(if: hasChoices, "<th scope=\"col\">答え</th>")<th scope="col" class="n">数</th>\
        <th scope="col" class="n">答えた医療機関</th>\(if: hasChoices, "<th scope=\"col\" class=\"n\">割合</th>")</tr></thead>
        \(each: form.sections, section)
        </table>
        </div>
        <p class="small muted">報告のあった \(Figure.grouped(reported)) の医療機関の答えです。\(if: hasChoices, "割合は、その項目に答えた医療機関のうちの割合です。")</p>
        </section>
        """
    }

    /// Where every item is a figure, there is no answer to name and no share to give.
    private var hasChoices: Bool {
        form.items.contains { item in
            if case .choice = item.kind { true } else { item.kind == .flag }
        }
    }

    private func section(_ section: Section) -> HTML {
        """
        <tbody>
        <tr><th colspan="\(hasChoices ? 5 : 3)" scope="rowgroup"><b>\(section.title)</b></th></tr>
        \(each: section.items.filter { $0.adds != .none }, rows)</tbody>
        """
    }

    private func rows(_ item: Item) -> HTML {
        switch item.kind {
        case .choice(let choices): choiceRows(item, choices.map { ($0.code, $0.label) })
        case .flag: choiceRows(item, [(FlagWords.yes, "はい"), (FlagWords.no, "いいえ")])
        case .count, .decimal: sumRow(item)
        case .time, .text: .empty
        }
    }

    private func line(_ item: Item, _ choice: String) -> TallyLine? {
        lines.first { $0.item == item.code && $0.choice == choice }
    }

    private func choiceRows(_ item: Item, _ choices: [(code: String, label: String)]) -> HTML {
        let answered = choices.reduce(0) { $0 + (line(item, $1.code)?.reports ?? 0) }
        return """
            \(each: choices.enumerated(), { index, choice in
                choiceRow(item, choice, isFirst: index == 0, of: choices.count, answered: answered)
            })
            """
    }

    private func choiceRow(
        _ item: Item, _ choice: (code: String, label: String), isFirst: Bool, of rows: Int, answered: Int
    ) -> HTML {
        let reports = line(item, choice.code)?.reports ?? 0
        let chip: HTML = Chip.State.ofFunction(choice.label).map { Chip($0, choice.label).bare } ?? "\(choice.label)"
        return """
            <tr>\(if: isFirst, "<th scope=\"row\" rowspan=\"\(rows)\">\(item.label)</th>")<td>\(chip)</td>\
            <td class="n"><b>\(Figure.grouped(reports))</b></td><td class="n">\(Figure.grouped(answered))</td>\
            <td class="n">\(Figure.share(reports, of: answered) ?? "—")</td></tr>

            """
    }

    private func sumRow(_ item: Item) -> HTML {
        // Answered by nobody is no zero.
        let line = line(item, "").flatMap { $0.reports > 0 ? $0 : nil }
        let answer: Answer? = line.map {
            if case .decimal = item.kind { .decimal($0.total) } else { .count($0.total) }
        }
        return """
            <tr><th scope="row"\(if: hasChoices, " colspan=\"2\"")\(if: item.partOf != nil, " class=\"part\"")>\(item.label)</th>\
            <td class="n">\(AnswerWords(item, answer).cell)</td>\
            <td class="n">\(Figure.grouped(line?.reports ?? 0))</td>\(if: hasChoices, "<td class=\"n\"></td>")</tr>

            """
    }
}
