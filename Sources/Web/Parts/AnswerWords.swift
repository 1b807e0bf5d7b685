import Domain

/// An answer as pages show it.
struct AnswerWords {
    var item: Item
    var answer: Answer?

    init(_ item: Item, _ answer: Answer?) {
        self.item = item
        self.answer = answer
    }

    /// With its unit: 「1,250人」, 「通常」; 「—」 where there is none.
    var text: String { item.words(answer) }

    /// Without its unit, for columns of figures.
    var bare: String {
        switch (answer, item.kind) {
        case (.count(let value), _): Figure.grouped(value)
        case (.decimal(let value), .decimal(let places, _)): Figure.decimal(value, places: places)
        default: item.words(answer)
        }
    }

    var hasAnswer: Bool { answer != nil }

    /// In a table's cell: numbers bold with a small unit, choices as chips, text isolated from its surroundings.
    var cell: HTML {
        guard let answer else { return #"<span class="vh">なし</span><span aria-hidden="true">—</span>"# }
        switch answer {
        case .count, .decimal, .time: return "<b>\(bare)</b>\(item.unit.map { " \($0)" as HTML })"
        case .choice: return Chip.State.ofFunction(bare).map { Chip($0, bare).html } ?? "<b>\(bare)</b>"
        case .flag: return "<b>\(bare)</b>"
        case .text: return #"<bdi class="typed">\#(bare)</bdi>"#
        }
    }
}

/// Figures as people write them.
enum Figure {
    /// 1,250
    static func grouped(_ value: Int) -> String {
        let digits = String(value.magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
            text.append(digit)
        }
        return value < 0 ? "−" + text : text
    }

    /// A whole number of the last place, written with its point: 65 with one place is 6.5.
    static func decimal(_ value: Int, places: Int) -> String {
        guard places > 0 else { return grouped(value) }
        var scale = 1
        for _ in 0..<places { scale *= 10 }
        let rest = String(Int(value.magnitude) % scale)
        let padded = String(repeating: "0", count: places - rest.count) + rest
        return "\(value < 0 ? "−" : "")\(grouped(Int(value.magnitude) / scale)).\(padded)"
    }

    /// 75.4%, rounded half up; nil below a denominator of ten, where a share says nothing.
    static func share(_ part: Int, of whole: Int) -> String? {
        guard whole >= 10 else { return nil }
        let tenths = (part * 2_000 + whole) / (whole * 2)
        return "\(tenths / 10).\(tenths % 10)%"
    }
}
