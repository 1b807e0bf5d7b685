import Domain

/// A revision's answers by section; where the revision before it differs, its values are struck out beside them.
struct AnswerTable {
    var sections: [Section]
    var form: Form
    var revision: Revision
    var previous: Revision?

    var html: HTML {
        """
        <table class="tbl">
        <caption class="vh">第\(revision.number)版の内容</caption>
        <thead><tr><th scope="col">項目</th>\
        \(previous.map { "<th scope=\"col\" class=\"n\">第\($0.number)版の値</th>" })\
        <th scope="col" class="n">第\(revision.number)版</th></tr></thead>
        \(each: sections, section)
        </table>
        """
    }

    private func section(_ section: Section) -> HTML {
        """
        <tbody>
        <tr><th colspan="\(previous == nil ? 2 : 3)" scope="rowgroup"><b>\(section.title)</b></th></tr>
        \(each: section.items, row)</tbody>
        """
    }

    private func row(_ item: Item) -> HTML {
        """
        <tr><th scope="row"\(if: item.partOf != nil, " class=\"part\"")>\(item.label)</th>\
        \(previous.map { before(item, in: $0) })\
        <td class="n">\(AnswerWords(item, revision.answers[item.code, in: form]).cell)</td></tr>

        """
    }

    /// An unchanged value is not said twice.
    private func before(_ item: Item, in previous: Revision) -> HTML {
        let old = previous.answers[item.code, in: form]
        if old == revision.answers[item.code, in: form] { return #"<td class="n"></td>"# }
        return #"<td class="n"><span class="vh">変更前 </span><del>\#(AnswerWords(item, old).text)</del></td>"#
    }
}
