import Domain

/// The table's form: tabs, grid, and the text area for who has no script.
extension MemberTablePage {
    var entry: HTML {
        """
        <form class="stack" id="page-table" method="post" novalidate autocomplete="off" \
        action="\(frame.links.members(form.survey, day))"\(frame.draft(frame.links.members(form.survey, day)))>
        <button class="vh" tabindex="-1" aria-hidden="true">報告する</button>\
        \(frame.csrfField)\(frame.actField)\
        <input type="hidden" name="\(TableField.show)" value="\(filter.text)">\
        <input type="hidden" name="\(TableField.earlier)" value="\(isEarlier ? 1 : 0)">
        <nav aria-label="表示する行"><ul class="tabs">\(each: tabs, tab)</ul></nav>
        \(tools)
        \(MemberGrid(page: self).html)
        \(pasteBox)
        \(about)
        </form>
        """
    }

    private var tabs: [(filter: MemberFilter, words: HTML, count: Int)] {
        let states: [MemberRowState.State] = [.error, .ask, .draft, .empty, .closed, .reported, .notAsked]
        return [(.all, "すべて", table.rows.count), (.left, "残り", table.left)]
            + states.filter { $0 != .notAsked || table.count($0) > 0 }
            .map { (.state($0), $0.chip.bare, table.count($0)) }
    }

    /// A link, or a button where what was typed has to come along.
    private func tab(_ tab: (filter: MemberFilter, words: HTML, count: Int)) -> HTML {
        let current: HTML = tab.filter == filter ? " aria-current=\"page\"" : ""
        let words: HTML = "\(tab.words) <span data-count=\"\(tab.filter.text)\">\(tab.count)</span>"
        guard isHolding else {
            let query = [("show", tab.filter.text)] + (isEarlier ? [("earlier", "1")] : [])
            let link = frame.links.members(form.survey, day, query: tab.filter == .all && !isEarlier ? [] : query)
            return #"<li><a href="\#(link)" data-show="\#(tab.filter.text)"\#(current)>\#(words)</a></li>"#
        }
        let wish = "show:\(tab.filter.text)"
        return """
            <li><button class="as-tab" name="\(TableField.wish)" value="\(wish)" data-show="\(tab.filter.text)"\
            \(current)>\(words)</button></li>
            """
    }

    private var tools: HTML {
        let unit = form.period == .week ? "前の週" : "前の日"
        return """
            <div class="row apart small not-phone"><p class="muted" data-with-script hidden>\
            Excelの表をコピーして、貼り付けたい最初のマスで貼り付けてください。<span class="nb">行の順番は会員名簿(医療機関ID)の順です。</span></p>\
            <p class="muted" data-without-script>行の順番は会員名簿(医療機関ID)の順です。</p>\
            <button class="as-link" name="\(TableField.wish)" value="earlier:\(isEarlier ? 0 : 1)">\
            \(isEarlier ? "\(unit)の値を隠す" : "\(unit)の値を並べて見る")</button></div>
            """
    }

    private var pasteBox: HTML {
        let open = table.rows.filter(\.hasFields)
        return """
            <details class="more not-phone" id="page-paste"\(if: !pasted.isEmpty, " open")><summary>表を貼り付ける</summary>
            <div class="stack near">
            <p class="small">1列目が医療機関IDか名前なら、その会員の行に入ります。2列目からは、表の項目の順です。正しい行は、そのまま報告します。</p>
            <div class="field"><label for="page-rows">Excelからコピーした行</label>
            <textarea class="input" id="page-rows" name="\(TableField.paste)" rows="5" wrap="off">
            \(pasted)</textarea></div>
            <div class="field"><label for="page-from">入れる場所</label>
            <select id="page-from" name="\(TableField.pasteFrom)"><option value="">1列目のIDか名前で探す</option>\
            \(each: open, { "<option value=\"\($0.facility.text)\">\($0.name) から下へ順に</option>" })</select></div>
            <button class="btn two-nd">貼り付けた行と入力した行を報告する</button>
            </div></details>
            """
    }

    /// Every item by its whole name, as its form explains it.
    private var about: HTML {
        """
        <details class="more not-phone"><summary>項目の説明</summary>
        <dl class="kv keep">\(each: table.sections, { section in
            "\(each: section.items, { item in "<dt>\(form.name(of: item))</dt><dd>\(item.hint(on: day) ?? section.note(on: day) ?? "—")</dd>" })"
        })</dl></details>
        """
    }
}
