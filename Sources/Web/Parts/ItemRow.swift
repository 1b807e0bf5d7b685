import Domain

/// One item of the form: label, hint, guidance, field, the values of other days, error and notes.
struct ItemRow {
    var item: Item
    var day: Day
    var typed: String
    var earlier: [EarlierValues]
    var error: String?
    var notes: [Verdict.Note]
    /// The checks whose notes have been passed.
    var passed: Set<String>
    /// Why they were passed, by check, as typed; and what is wrong with it.
    var reasons: [String: String] = [:]
    var reasonErrors: [FieldProblem] = []
    /// What stands in the field is the answer of this earlier period, and nobody has typed it.
    var filledFrom: Day?
    /// What stands before names and ids, where a page holds several reports.
    var prefix = ""

    private var code: String { prefix + item.code }

    var html: HTML {
        """
        <div class="\(rowClass)">
        <div class="q">
        \(label)
        \(hint.map { "<p class=\"hint\" id=\"\(code)-h\">\($0)</p>" })
        \(item.guidance(on: day).map(more))
        \(filledFrom.map { "<p class=\"hint from\" id=\"\(code)-f\">前回(\($0.words(in: day)))の値を入れてあります</p>" })
        \(error.map { "<p class=\"err\" id=\"\(code)-e\">\($0)</p>" })
        </div>
        \(ItemField(code: code, item: item, typed: typed, isInvalid: error != nil, describedBy: describedBy).html)
        \(each: earlier, previous)
        \(if: !notes.isEmpty, boxes)
        </div>

        """
    }

    private var rowClass: HTML {
        "item\(if: item.partOf != nil, " part")\(if: !ItemField.isNarrow(item), " broad")"
    }

    /// A group of radio buttons is labelled by its text, a field by its label.
    private var label: HTML {
        ItemField.isGroup(item)
            ? #"<p class="label" id="\#(code)-q">\#(item.label)\#(optional)</p>"#
            : #"<label for="\#(code)">\#(item.label)\#(optional)</label>"#
    }

    private var optional: HTML? { item.required ? nil : #" <small class="opt">任意</small>"# }

    private var hint: String? { item.hint(on: day) }

    private func more(_ guidance: String) -> HTML {
        #"<details class="more"><summary>くわしく<span class="vh">(\#(item.label))</span></summary><p>\#(guidance)</p></details>"#
    }

    private var describedBy: String? {
        let ids = [
            error == nil ? nil : "\(code)-e", filledFrom == nil ? nil : "\(code)-f", hint == nil ? nil : "\(code)-h",
        ].compactMap(\.self)
        return ids.isEmpty ? nil : ids.joined(separator: " ")
    }

    private func previous(_ values: EarlierValues) -> HTML {
        let words = AnswerWords(item, values.answers[item.code])
        return """
            <p class="prev"><span>\(values.caption) <span class="nb">\(values.day.words(in: day))</span></span>\
            \(if: !words.hasAnswer, "<span class=\"vh\">なし</span>")\(words.bare)</p>
            """
    }

    private var boxes: HTML {
        #"<div class="below">\#(each: notes, box)</div>"#
    }

    private func box(_ note: Verdict.Note) -> HTML {
        NoteBox(
            note: note, isPassed: passed.contains(note.check), reason: reasons[note.check] ?? "",
            error: reasonErrors.first { $0.field == FieldName.why(note.check) }, prefix: prefix
        ).html
    }
}
