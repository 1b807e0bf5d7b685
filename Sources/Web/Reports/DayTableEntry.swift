import Domain

/// The table's form: tabs, grid, and the text area for who has no script.
extension DayTablePage {
    var entry: HTML {
        let action = frame.links.manyDays(form.survey, of: subject.facility)
        return """
            <form class="stack" id="page-table" method="post" novalidate autocomplete="off"\(frame.draft(action)) \
            action="\(action)">
            <button class="vh" tabindex="-1" aria-hidden="true">報告する</button>\
            \(frame.csrfField)\(frame.actField)\
            <input type="hidden" name="\(DayField.from)" value="\(table.span.from.text)">\
            <input type="hidden" name="\(DayField.until)" value="\(table.span.until.text)">\
            <input type="hidden" name="\(TableField.show)" value="\(filter.text)">
            <nav aria-label="表示する行"><ul class="tabs">\(each: tabs, tab)</ul></nav>
            \(tools)
            \(DayGrid(page: self).html)
            \(below)
            \(pasteBox)
            \(about)
            </form>
            """
    }

    private var tabs: [(filter: MemberFilter, words: HTML, count: Int)] {
        let states: [MemberRowState.State] = [.error, .ask, .draft, .empty, .closed, .reported, .notAsked]
        return [(.all, "すべて", table.rows.count), (.left, "残り", table.left)]
            + states.filter { $0 == .empty || $0 == .draft || table.count($0) > 0 }
            .map { (.state($0), $0.chip.bare, table.count($0)) }
    }

    /// A link, or a button where what was typed has to come along.
    private func tab(_ tab: (filter: MemberFilter, words: HTML, count: Int)) -> HTML {
        let current: HTML = tab.filter == filter ? " aria-current=\"page\"" : ""
        let words: HTML = "\(tab.words) <span data-count=\"\(tab.filter.text)\">\(tab.count)</span>"
        let isHolding = table.rows.contains { $0.state.entry != nil } || !pasted.isEmpty
        guard isHolding else {
            let query = tab.filter == .all ? [] : [(name: TableField.show, value: tab.filter.text)]
            let link = frame.links.manyDays(form.survey, table.span, of: subject.facility, query: query)
            return #"<li><a href="\#(link)" data-show="\#(tab.filter.text)"\#(current)>\#(words)</a></li>"#
        }
        return """
            <li><button class="as-tab" name="\(TableField.wish)" value="show:\(tab.filter.text)" data-show="\(tab.filter.text)"\
            \(current)>\(words)</button></li>
            """
    }

    private var tools: HTML {
        """
        <div class="row apart small"><p class="muted" data-with-script hidden>\
        Excelの表をコピーして、貼り付けたい最初のマスで貼り付けてください。<span class="nb">1列目が日付なら、その日の行に入ります。</span></p>\
        <p class="muted" data-without-script>Excelの表は、下の「表を貼り付ける」から入れられます。</p>\
        <a href="\(frame.links.dayFile(form.survey, "file", table.span, of: subject.facility))">ファイルで入力(ひな形を取る・送る)</a></div>
        """
    }

    private var below: HTML {
        let links = frame.links
        return """
            <p class="small muted">報告済みの日は文字で表示します。日付を押すと、その日の報告が開きます。\
            \(if: isClosable, "休診の日が続くときは、<a href=\"\(links.closedDays(form.survey, table.span, of: subject.facility))\">休診の日をまとめて入れる</a>こともできます。")</p>
            """
    }

    private var pasteBox: HTML {
        let open = table.rows.filter(\.state.hasFields)
        return """
            <details class="more" id="page-paste"\(if: !pasted.isEmpty, " open")><summary>表を貼り付ける</summary>
            <div class="stack near">
            <p class="small">1列目が日付(例: 1/15)なら、その日の行に入ります。2列目からは、表の項目の順です。正しい行は、そのまま報告します。</p>
            <div class="field"><label for="page-rows">Excelからコピーした行</label>
            <textarea class="input" id="page-rows" name="\(TableField.paste)" rows="5" wrap="off">
            \(pasted)</textarea></div>
            <div class="field"><label for="page-from">入れる場所</label>
            <select id="page-from" name="\(TableField.pasteFrom)"><option value="">1列目の日付で探す</option>\
            \(each: open, { "<option value=\"\($0.day.text)\">\($0.state.name) から下へ順に</option>" })</select></div>
            <p><button class="btn two-nd">貼り付けた行と入力した行を報告する</button></p>
            </div></details>
            """
    }

    /// Every item by its whole name, as its form explains it.
    private var about: HTML {
        let day = table.span.until
        let asked = Set(table.groups.map(\.id))
        return """
            <details class="more"><summary>項目の説明</summary>
            <dl class="kv keep">\(each: form.sections.filter { asked.contains($0.id) }, { section in
                "\(each: section.items, { item in "<dt>\(form.name(of: item))</dt><dd>\(item.hint(on: day) ?? section.note(on: day) ?? "—")</dd>" })"
            })</dl></details>
            """
    }
}
