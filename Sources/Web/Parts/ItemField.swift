import Domain

/// The field of one item, by its kind.
struct ItemField {
    /// Its name and its id: the item's code, where a page holds several reports with what stands before it.
    var code: String
    var item: Item
    var typed: String
    var isInvalid: Bool
    var describedBy: String?

    /// Answered by choosing one of several.
    static func isGroup(_ item: Item) -> Bool {
        switch item.kind {
        case .choice, .flag: true
        case .count, .decimal, .time, .text: false
        }
    }

    /// Fits beside the values of other days.
    static func isNarrow(_ item: Item) -> Bool {
        switch item.kind {
        case .count, .decimal, .time: true
        case .choice, .flag, .text: false
        }
    }

    var html: HTML {
        switch item.kind {
        case .count: narrow(mode: "numeric")
        case .decimal: narrow(mode: "decimal")
        // Not type=time: a browser throws away what it cannot read, and the person's input with it.
        case .time: narrow(mode: "text", example: "13:00")
        case .choice(let choices): group(choices.map { ($0.code, $0.label) })
        case .flag: group([(FlagWords.yes, "はい"), (FlagWords.no, "いいえ")])
        case .text(let limit): limit > 100 ? area : line
        }
    }

    private func narrow(mode: String, example: String? = nil) -> HTML {
        """
        <div class="in"><input class="input count-in" id="\(code)" name="\(code)" inputmode="\(mode)" \
        autocomplete="off" enterkeyhint="next" value="\(typed)"\(attribute: "placeholder", example)\(state)>\
        <span class="unit">\(item.unit ?? "")</span></div>
        """
    }

    private var line: HTML {
        """
        <div class="in"><input class="input" id="\(code)" name="\(code)" autocomplete="off" \
        enterkeyhint="next" value="\(typed)"\(state)></div>
        """
    }

    /// The line feed after the tag is the one that browsers drop, so that typed text may begin with one.
    private var area: HTML {
        """
        <div class="in"><textarea class="input" id="\(code)" name="\(code)" rows="4"\(state)>
        \(typed)</textarea></div>
        """
    }

    private var state: HTML {
        """
        \(if: item.required, " required")\(if: isInvalid, " aria-invalid=\"true\"")\
        \(attribute: "aria-describedby", describedBy)
        """
    }

    /// The first button carries the item's code as its id, so that a link from the summary leads to it. Where no answer is
    /// needed, a last button takes a choice back.
    private func group(_ choices: [(code: String, label: String)]) -> HTML {
        let all = choices + (item.required ? [] : [(code: "", label: "未選択")])
        return """
            <div class="in choices" role="radiogroup" aria-labelledby="\(code)-q"\
            \(if: item.required, " aria-required=\"true\"")\(if: isInvalid, " aria-invalid=\"true\"")\
            \(attribute: "aria-describedby", describedBy)>
            \(each: all.enumerated(), { radio($0, $1) })</div>
            """
    }

    private func radio(_ index: Int, _ choice: (code: String, label: String)) -> HTML {
        let mark = Chip.State.ofFunction(choice.label)
        return """
            <label class="choice\(mark.map { " \($0.rawValue)" as HTML })\(if: choice.code.isEmpty, " void")">\
            <input type="radio" name="\(code)" value="\(choice.code)" id="\(id(index))"\
            \(if: typed == choice.code, " checked")>\
            <span>\(if: mark != nil, "<i class=\"mk\"></i>")\(choice.label)</span></label>

            """
    }

    private func id(_ index: Int) -> String { index == 0 ? code : "\(code)-\(index + 1)" }
}

/// How yes and no are written in a form.
enum FlagWords {
    static let yes = "yes"
    static let no = "no"
}
