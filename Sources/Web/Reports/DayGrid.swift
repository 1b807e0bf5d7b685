import Domain

/// The table itself: days as rows. Whoever is done stands there as plain text.
struct DayGrid {
    var page: DayTablePage
    private let groups: [DayTable.Group]
    private let columns: [Column]

    private struct Column {
        let item: Item
        let head: ColumnHead
        let id: String
        /// The last of its group: a stronger line follows.
        let isLast: Bool
    }

    init(page: DayTablePage) {
        self.page = page
        groups = page.table.groups
        var columns: [Column] = []
        for group in groups {
            for (item, head) in group.items {
                columns.append(
                    Column(
                        item: item, head: head, id: "c-\(columns.count + 1)",
                        isLast: item.code == group.items.last?.item.code))
            }
        }
        self.columns = columns
    }

    var html: HTML {
        let isMany = columns.count > 15
        return """
            <div class="grid-scroll\(if: isMany, " many")" role="region" aria-label="\(page.form.period.unit)ごとの入力表" tabindex="0">
            <table class="grid days\(if: isMany, " many")">
            <caption class="vh">\(page.table.span.words(in: page.frame.today))の\(page.form.title)</caption>
            <colgroup><col class="ck"><col class="cs"><col span="\(columns.count)"></colgroup>
            <thead><tr><th class="key" rowspan="2" scope="col">\(page.form.period == .week ? "締切の日" : "実績の日")</th><th rowspan="2" scope="col">状態</th>\
            \(each: groups, { "<th colspan=\"\($0.items.count)\" scope=\"colgroup\" class=\"g\">\($0.title)</th>" })</tr>
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

    private func row(_ row: DayRow) -> HTML {
        let state = row.state.state
        let isHidden = !page.filter.shows(state)
        let asked = Set(row.state.asked(by: row.form).flatMap(\.items).map(\.code))
        let isShut = state == .closed && !row.state.hasFields
        return """
            <tr\(rowClass(row)) data-s="\(state.rawValue)"\(if: isHidden, " hidden")>\
            <th class="key" scope="row" id="\(row.day.text)"><a href="\(link(row))">\(row.day.words)</a></th>\
            <td class="say">\(state.isLeft ? state.chip.html : state.chip.bare)\(acts(row))\(if: row.state.hasFields, hidden(row))</td>\
            \(isShut ? closedCell(row) : "\(each: columns, { cell(row, $0, isAsked: asked.contains($0.item.code)) })")</tr>
            \(messages(row, isHidden: isHidden))
            """
    }

    private func rowClass(_ row: DayRow) -> HTML? {
        switch row.state.state {
        case .error: " class=\"bad\""
        case .ask: " class=\"ask\""
        case .closed where row.state.hasFields: nil
        case .closed, .notAsked: " class=\"off\""
        case .draft, .empty, .reported: nil
        }
    }

    /// To the report where there is one, to the day's own form where it is still open.
    private func link(_ row: DayRow) -> Link {
        let (links, survey, facility) = (page.frame.links, row.form.survey, page.subject.facility)
        if row.state.answers != nil { return links.report(survey, row.day, of: facility) }
        if row.state.state == .closed { return links.closedMark(survey, row.day, of: facility) }
        return links.reportForm(survey, row.day, of: facility)
    }

    /// Of the row, told apart by its head.
    private func acts(_ row: DayRow) -> HTML? {
        let state = row.state
        if !state.hasFields { return state.facts != nil && state.answers != nil ? act("open", "訂正する", row) : nil }
        guard state.state == .empty else {
            return state.entry?.conflict == nil ? nil : act("theirs", "保存された値に", row)
        }
        let isClosable = state.facts.map(row.form.isClosable) ?? false
        return """
            \(if: row.form.offersZeros, act("zeros", "すべて0", row))\(if: isClosable, act("close", "休診", row))
            """
    }

    private func act(_ wish: String, _ words: HTML, _ row: DayRow) -> HTML {
        """
         <button class="as-link" name="\(TableField.wish)" value="\(wish):\(row.day.text)" \
        aria-describedby="\(row.day.text)">\(words)</button>
        """
    }

    private func closedCell(_ row: DayRow) -> HTML {
        """
        <td colspan="\(columns.count)" class="txt">この日は入力しません。\(act("reopen", "休診を取り消す", row))\
        \(if: row.asksTests, act("open", "検査の数を入れる", row))</td>
        """
    }

    private func hidden(_ row: DayRow) -> HTML {
        let notes = Set(row.state.entry?.notes.map(\.check) ?? [])
        let silent = (row.state.entry?.passed ?? []).subtracting(notes).sorted().joined(separator: " ")
        let (day, basedOn) = (row.day.text, row.state.basedOn)
        return """
            \(if: basedOn > 0, "<input type=\"hidden\" name=\"\(day).\(FieldName.revision)\" value=\"\(basedOn)\">")\
            \(if: !silent.isEmpty, "<input type=\"hidden\" name=\"\(day).\(FieldName.passed)\" value=\"\(silent)\">")\
            \(RowMessage.hiddenReason(day, row.state))
            """
    }

    private func cell(_ row: DayRow, _ column: Column, isAsked: Bool) -> HTML {
        let code = column.item.code
        guard let item = row.form.item(code), isAsked || row.state.answers?[code] != nil else {
            return "<td class=\"na\(if: column.isLast, " g")\"><span class=\"vh\">対象外</span></td>"
        }
        guard row.state.hasFields, isAsked else {
            let isText = ItemField.isGroup(item) || !ItemField.isNarrow(item)
            return "<td\(mark(column, isText: isText))>\(AnswerWords(item, row.state.answers?[code]).bare)</td>"
        }
        let field = MemberCell(
            id: row.day.text, row: row.state, item: item, head: column.id,
            error: row.state.entry?.errors.first { $0.field == code },
            isAsking: row.state.entry?.notes.contains { $0.item == code } ?? false)
        return "<td\(mark(column, isText: false))>\(field.html)</td>"
    }

    private func mark(_ column: Column, isText: Bool) -> HTML? {
        switch (column.isLast, isText) {
        case (true, true): " class=\"g txt\""
        case (true, false): " class=\"g\""
        case (false, true): " class=\"txt\""
        case (false, false): nil
        }
    }

    private func messages(_ row: DayRow, isHidden: Bool) -> HTML? {
        let state = row.state.state
        guard let entry = row.state.entry, state == .error || state == .ask else { return nil }
        let message = RowMessage(
            id: row.day.text, name: row.state.name, entry: entry, form: row.form)
        return """
            <tr class="msg\(if: state == .ask, " ask")" data-of="\(row.day.text)"\(if: isHidden, " hidden")>\
            <td colspan="\(columns.count + 2)">\(state == .ask ? message.tick : message.fault)</td></tr>

            """
    }
}
