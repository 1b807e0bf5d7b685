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
            own.until == nil
                ? #"<br><span class="small">期限延長</span>"#
                : #"<br><span class="small">期限延長 <span class="nb">\#(own.words)</span></span>"#
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
            \(RowMessage.hiddenReason(id, row))
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
            id: row.facility.text, row: row, item: column.item, head: column.id,
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
        let message = RowMessage(id: row.facility.text, name: row.name, entry: entry, form: page.form)
        return """
            <tr class="msg\(if: isAsking, " ask")" data-of="\(row.facility.text)"\(if: isHidden, " hidden")>\
            <td colspan="\(columns.count + 2)">\(isAsking ? message.tick : message.fault)</td></tr>

            """
    }
}

/// The field of one cell; its name is `ROW.item`, its label its row and column.
struct MemberCell {
    /// Of its row: an institution, or a day.
    var id: String
    var row: MemberRowState
    var item: Item
    /// The id of its column's head.
    var head: String
    var error: FieldProblem?
    var isAsking: Bool

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
