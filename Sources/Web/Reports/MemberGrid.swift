import Domain

/// The table itself. Whoever is done stands there as plain text: of 300 members only those that need somebody have fields.
struct MemberGrid {
    var page: MemberTablePage

    private let columns: [Column]
    private let sections: [Section]

    private struct Column {
        let item: Item
        let head: ColumnHead
        let id: String
        /// The last of its group: a stronger line follows.
        let isLast: Bool
    }

    init(page: MemberTablePage) {
        self.page = page
        let form = page.form
        sections = page.table.sections
        var columns: [Column] = []
        for section in sections {
            for item in section.items {
                columns.append(
                    Column(
                        item: item, head: ColumnHead(item, in: section, of: form), id: "c-\(columns.count + 1)",
                        isLast: item.code == section.items.last?.code))
            }
        }
        self.columns = columns
    }

    var html: HTML {
        let isMany = columns.count > 15
        return """
            <div class="grid-scroll\(if: isMany, " many")" role="region" aria-label="会員ごとの入力表" tabindex="0">
            <table class="grid widekey members\(if: isMany, " many")\(if: page.isEarlier, " with-was")">
            <caption class="vh">\(page.form.period.title(of: page.day, in: page.frame.today)) 会員ごとの入力</caption>
            <colgroup><col class="ck"><col class="cs"><col span="\(columns.count)"></colgroup>
            <thead><tr><th class="key" rowspan="2" scope="col">医療機関</th><th rowspan="2" scope="col">状態</th>\
            \(each: sections, { "<th colspan=\"\($0.items.count)\" scope=\"colgroup\" class=\"g\">\($0.title)</th>" })</tr>
            <tr>\(each: columns, head)</tr></thead>
            <tbody>
            \(each: page.table.rows, row)</tbody>
            </table></div>
            """
    }

    private func head(_ column: Column) -> HTML {
        """
        <th scope="col" id="\(column.id)" aria-label="\(column.head.name)" title="\(column.head.name)"\
        \(if: column.isLast, " class=\"g\"")>\(column.head.html)</th>
        """
    }

    private func row(_ row: MemberRowState) -> HTML {
        let state = row.state
        let isHidden = !page.filter.shows(state)
        let asked = Set(row.asked(by: page.form).flatMap(\.items).map(\.code))
        return """
            <tr\(rowClass(state)) data-s="\(state.rawValue)"\(if: isHidden, " hidden")>\
            <th class="key" scope="row" id="\(row.facility.text)"><a href="\(link(row))"><bdi>\(row.name)</bdi></a></th>\
            <td class="say">\(chip(row))\(acts(row))\(if: row.hasFields, hidden(row))</td>\
            \(state == .closed ? closedCell(row) : "\(each: columns, { cell(row, $0, isAsked: asked.contains($0.item.code)) })")</tr>
            \(messages(row, isHidden: isHidden))
            """
    }

    private func rowClass(_ state: MemberRowState.State) -> HTML? {
        switch state {
        case .error: " class=\"bad\""
        case .ask: " class=\"ask\""
        case .closed, .notAsked: " class=\"off\""
        case .draft, .empty, .reported: nil
        }
    }

    /// To the report where there is one, to a page of its own where it is still open, as on a phone.
    private func link(_ row: MemberRowState) -> Link {
        let links = page.frame.links
        if row.answers != nil && row.entry == nil { return links.report(page.form.survey, page.day, of: row.facility) }
        return row.hasFields
            ? links.member(page.form.survey, page.day, row.facility) : links.facility(row.facility)
    }

    private func chip(_ row: MemberRowState) -> HTML {
        let chip = row.state.chip
        guard row.state.isLeft else { return chip.bare }
        // Its deadline is later than the table says.
        let moved = row.moved.map { own -> HTML in
            #"<br><span class="small">期限延長 <span class="nb">\#(own.words)</span></span>"#
        }
        return "\(chip.html)\(moved)"
    }

    /// Of the row, told apart by its head.
    private func acts(_ row: MemberRowState) -> HTML? {
        if !row.hasFields { return row.facts != nil && row.answers != nil ? act("open", "訂正する", row) : nil }
        guard row.state == .empty else {
            return row.entry?.conflict == nil ? nil : act("theirs", "保存された値に", row)
        }
        let isClosable = row.facts.map(page.form.isClosable) ?? false
        let hasFigures = columns.contains(where: \.item.isFigure)
        return "\(if: hasFigures, act("zero", "すべて0", row))\(if: isClosable, act("close", "休診", row))"
    }

    private func act(_ wish: String, _ words: HTML, _ row: MemberRowState) -> HTML {
        """
         <button class="as-link" name="\(TableField.wish)" value="\(wish):\(row.facility.text)" \
        aria-describedby="\(row.facility.text)">\(words)</button>
        """
    }

    private func closedCell(_ row: MemberRowState) -> HTML {
        """
        <td colspan="\(columns.count)" class="txt">この日は入力しません。\(act("reopen", "休診を取り消す", row))</td>
        """
    }

    private func hidden(_ row: MemberRowState) -> HTML {
        let notes = Set(row.entry?.notes.map(\.check) ?? [])
        let silent = (row.entry?.passed ?? []).subtracting(notes).sorted().joined(separator: " ")
        let id = row.facility.text
        return """
            \(if: row.basedOn > 0, "<input type=\"hidden\" name=\"\(id).\(FieldName.revision)\" value=\"\(row.basedOn)\">")\
            \(if: !silent.isEmpty, "<input type=\"hidden\" name=\"\(id).\(FieldName.passed)\" value=\"\(silent)\">")\
            \(hiddenReason(row))
            """
    }

    private func cell(_ row: MemberRowState, _ column: Column, isAsked: Bool) -> HTML {
        guard isAsked || row.answers?[column.item.code] != nil else {
            return "<td class=\"na\(if: column.isLast, " g")\"><span class=\"vh\">対象外</span></td>"
        }
        guard row.hasFields, isAsked else {
            let words = AnswerWords(column.item, row.answers?[column.item.code])
            let isText = ItemField.isGroup(column.item) || !ItemField.isNarrow(column.item)
            return "<td\(mark(column, isText: isText))>\(words.bare)</td>"
        }
        let field = MemberCell(
            row: row, item: column.item, head: column.id,
            error: row.entry?.errors.first { $0.field == column.item.code },
            isAsking: row.entry?.notes.contains { $0.item == column.item.code } ?? false)
        return "<td\(mark(column, isText: false))>\(field.html)\(was(row, column.item))</td>"
    }

    private func mark(_ column: Column, isText: Bool) -> HTML? {
        switch (column.isLast, isText) {
        case (true, true): " class=\"g txt\""
        case (true, false): " class=\"g\""
        case (false, true): " class=\"txt\""
        case (false, false): nil
        }
    }

    private func was(_ row: MemberRowState, _ item: Item) -> HTML? {
        guard page.isEarlier else { return nil }
        return
            "<small class=\"was\"><span class=\"vh\">前の値 </span>\(AnswerWords(item, row.earlier?[item.code]).bare)</small>"
    }

    private func messages(_ row: MemberRowState, isHidden: Bool) -> HTML? {
        guard let entry = row.entry, row.state == .error || row.state == .ask else { return nil }
        let isAsking = row.state == .ask
        return """
            <tr class="msg\(if: isAsking, " ask")" data-of="\(row.facility.text)"\(if: isHidden, " hidden")>\
            <td colspan="\(columns.count + 2)">\(isAsking ? tick(row, entry) : fault(row, entry))</td></tr>

            """
    }

    private func tick(_ row: MemberRowState, _ entry: MemberRowState.Entry) -> HTML {
        let checks = entry.notes.map(\.check).joined(separator: " ")
        let words = entry.notes.map(\.message).joined(separator: " ")
        let id = row.facility.text
        return """
            <label class="check"><input type="checkbox" id="n-\(id)" name="\(id).\(FieldName.passed)" value="\(checks)"> \
            <span><bdi>\(row.name)</bdi>: \(words) <b>このままで正しい</b></span></label> \(why(row, entry))
            """
    }

    /// Why the notes of a row are passed: one for all of them.
    private func why(_ row: MemberRowState, _ entry: MemberRowState.Entry) -> HTML {
        let name = "\(row.facility.text).\(FieldName.why)"
        let isFaulty = entry.errors.contains { $0.field == FieldName.why }
        return """
            <label class="why" for="\(name)">\(NoteReason.label) <small>任意・都道府県にも見えます</small> <input class="input" \
            id="\(name)" name="\(name)" autocomplete="off" value="\(entry.reason)"\
            \(if: isFaulty, " aria-invalid=\"true\" aria-describedby=\"m-\(row.facility.text)\"")></label>
            """
    }

    /// Sent along where its field is not on the page.
    private func hiddenReason(_ row: MemberRowState) -> HTML? {
        guard let entry = row.entry, !entry.reason.isEmpty, row.state != .ask,
            !entry.errors.contains(where: { $0.field == FieldName.why })
        else { return nil }
        return "<input type=\"hidden\" name=\"\(row.facility.text).\(FieldName.why)\" value=\"\(entry.reason)\">"
    }

    private func fault(_ row: MemberRowState, _ entry: MemberRowState.Entry) -> HTML {
        let sentences = entry.errors.map(\.sentence) + [entry.refusal].compactMap(\.self)
        return """
            <span id="m-\(row.facility.text)" tabindex="-1"><span><bdi>\(row.name)</bdi> \
            \(each: sentences, { "<b>\($0)</b> " })\(entry.conflict.map(conflict))</span></span>\
            \(if: entry.errors.contains { $0.field == FieldName.why }, why(row, entry))
            """
    }

    /// Both values, where both changed the same.
    private func conflict(_ conflict: ReportConflict) -> HTML {
        let what = conflict.isWithdrawn ? "この報告が取り下げられました" : "第\(conflict.revision)版が保存されました"
        return """
            <b>別の画面で\(what)</b>(\(conflict.at.words) <bdi>\(conflict.by)</bdi>)。この表の値はまだ保存していません。\
            \(each: conflict.differences, { difference in
                "「\(page.form.name(of: difference.item))」 保存された値 <b>\(AnswerWords(difference.item, difference.theirs).text)</b>・この表の値 <b>\(difference.yours.isEmpty ? "—" : difference.yours)</b>。"
            })\
            確かめて、もう一度送ると、この表の値で訂正します。
            """
    }
}

/// The field of one cell; its name is `FACILITY.item`, its label its row and column.
private struct MemberCell {
    var row: MemberRowState
    var item: Item
    /// The id of its column's head.
    var head: String
    var error: FieldProblem?
    var isAsking: Bool

    private var id: String { row.facility.text }

    var html: HTML {
        switch item.kind {
        case .count: input(mode: " inputmode=\"numeric\"")
        case .decimal: input(mode: " inputmode=\"decimal\"")
        case .time, .text: input(mode: nil)
        case .choice(let choices): select(choices.map { ($0.code, $0.label) })
        case .flag: select([(FlagWords.yes, "はい"), (FlagWords.no, "いいえ")])
        }
    }

    private func input(mode: HTML?) -> HTML {
        let typed = row.typed(item)
        return "<input \(common)\(mode)\(if: !typed.isEmpty, " value=\"\(typed)\"")>"
    }

    /// What was sent and is no choice stays to be seen.
    private func select(_ choices: [(code: String, label: String)]) -> HTML {
        let typed = row.typed(item)
        let isStray = !typed.isEmpty && !choices.contains { $0.code == typed }
        return """
            <select \(common)><option value=""></option>\
            \(if: isStray, "<option value=\"\(typed)\" selected>\(typed)</option>")\
            \(each: choices, { "<option value=\"\($0.code)\"\(if: typed == $0.code, " selected")>\($0.label)</option>" })</select>
            """
    }

    private var common: HTML {
        """
        class="cell\(if: isAsking, " q")" name="\(id).\(item.code)" aria-labelledby="\(id) \(head)"\
        \(if: error != nil, " id=\"\(id).\(item.code)\" aria-invalid=\"true\" aria-describedby=\"m-\(id)\"")
        """
    }
}
