import Domain

/// What stands below a row of a table: what is to be mended, or what is to be looked at again.
struct RowMessage {
    /// What stands before the names of the row's fields.
    var id: String
    var name: String
    var entry: MemberRowState.Entry
    var form: Form

    /// One tick passes what is asked.
    var tick: HTML {
        let checks = entry.notes.map(\.check).joined(separator: " ")
        let words = entry.notes.map(\.message).joined(separator: " ")
        return """
            <label class="check"><input type="checkbox" id="n-\(id)" name="\(id).\(FieldName.passed)" value="\(checks)"> \
            <span><bdi>\(name)</bdi>: \(words) <b>このままで正しい</b></span></label> \(why)
            """
    }

    var fault: HTML {
        let sentences = entry.errors.map(\.sentence) + [entry.refusal].compactMap(\.self)
        return """
            <span id="m-\(id)" tabindex="-1"><span><bdi>\(name)</bdi> \
            \(each: sentences, { "<b>\($0)</b> " })\(entry.conflict.map(conflict))</span></span>\
            \(if: isReasonFaulty, why)
            """
    }

    private var isReasonFaulty: Bool { entry.errors.contains { $0.field == FieldName.why } }

    /// Why the notes of the row are passed: one for all of them.
    private var why: HTML {
        let name = "\(id).\(FieldName.why)"
        return """
            <label class="why" for="\(name)">\(NoteReason.label) <small>任意・都道府県にも見えます</small> <input class="input" \
            id="\(name)" name="\(name)" autocomplete="off" value="\(entry.reason)"\
            \(if: isReasonFaulty, " aria-invalid=\"true\" aria-describedby=\"m-\(id)\"")></label>
            """
    }

    /// Sent along where its field is not on the page.
    static func hiddenReason(_ id: String, _ row: MemberRowState) -> HTML? {
        guard let entry = row.entry, !entry.reason.isEmpty, row.state != .ask,
            !entry.errors.contains(where: { $0.field == FieldName.why })
        else { return nil }
        return "<input type=\"hidden\" name=\"\(id).\(FieldName.why)\" value=\"\(entry.reason)\">"
    }

    /// Both values, where both changed the same.
    private func conflict(_ conflict: ReportConflict) -> HTML {
        let what = conflict.isWithdrawn ? "この報告が取り下げられました" : "第\(conflict.revision)版が保存されました"
        return """
            <b>別の画面で\(what)</b>(\(conflict.at.words) <bdi>\(conflict.by)</bdi>)。この表の値はまだ保存していません。\
            \(each: conflict.differences, { difference in
                "「\(form.name(of: difference.item))」 保存された値 <b>\(AnswerWords(difference.item, difference.theirs).text)</b>・この表の値 <b>\(difference.yours.isEmpty ? "—" : difference.yours)</b>。"
            })\
            確かめて、もう一度送ると、この表の値で訂正します。
            """
    }
}
