extension Item {
    /// Reads what a person typed: full-width digits, separators of thousands and surrounding spaces are understood; nothing at
    /// all is a blank. What cannot be an answer is refused in words that name the item and say how to mend it (R35).
    public func read(_ text: String) -> Result<Answer?, FieldProblem> {
        let typed = Typed.trimmed(text)
        guard !typed.isEmpty else { return .success(nil) }
        return answer(typed).flatMap { answer in
            objection(to: answer).map { .failure(problem($0)) } ?? .success(answer)
        }
    }

    private func answer(_ typed: String) -> Result<Answer, FieldProblem> {
        switch kind {
        case .count: Typed.number(typed, places: 0).map { .count($0) }.mapError { problem(words(of: $0)) }
        case .decimal(let places, _):
            Typed.number(typed, places: places).map { .decimal($0) }.mapError { problem(words(of: $0)) }
        case .choice: .success(.choice(typed))
        case .time: Typed.time(typed).map { .success(.time($0)) } ?? .failure(problem("時刻を「13:00」のように入力してください。"))
        case .flag:
            ["yes": true, "no": false][typed].map { .success(.flag($0)) }
                ?? .failure(problem("「はい」か「いいえ」を選んでください。"))
        case .text: .success(.text(typed))
        }
    }

    /// Why an answer cannot be one of this item, whatever way it came in; nil when it can. Only what cannot be a figure is
    /// refused (R35 R48).
    func objection(to answer: Answer) -> String? {
        switch (kind, answer) {
        case (.count(let ceiling), .count(let value)), (.decimal(_, let ceiling), .decimal(let value)):
            if value < 0 { return words(of: .negative) }
            return value > ceiling ? tooLarge(value) : nil
        case (.choice(let choices), .choice(let code)):
            return choices.contains { $0.code == code }
                ? nil : "\(choices.map { "「\($0.label)」" }.joined())から選んでください。"
        case (.text(let limit), .text(let text)): return Typed.objection(to: text, limit: limit)
        case (.time, .time), (.flag, .flag): return nil
        default: return "この項目の答えとして読み取れません。入力し直してください。"
        }
    }

    /// A figure with far too many digits is named by their number: they are hard to count.
    private func tooLarge(_ value: Int) -> String {
        let digits = String(value).count - (places ?? 0)
        return (digits >= 7 ? "\(digits)桁の数になっています。" : "") + words(of: .tooLarge)
    }

    /// The sentence at the field, led by the item's label.
    func problem(_ sentence: String) -> FieldProblem {
        FieldProblem(field: code, label: label, sentence: "「\(label)」は、\(sentence)")
    }

    private func words(of mistake: Typed.Mistake) -> String {
        let bound =
            switch kind {
            case .count(let ceiling): words(.count(ceiling))
            case .decimal(_, let ceiling): words(.decimal(ceiling))
            default: ""
            }
        return switch (mistake, places ?? 0) {
        case (.negative, _): "0以上の数を入力してください。マイナスの数は入力できません。"
        case (.tooLarge, _): "\(bound)以下で入力してください。桁をお確かめください。"
        case (.grouping, _): "桁の区切りが読み取れません。「1234」のように数字だけを続けて入力してください。"
        case (.point, 0): "小数のない整数で入力してください(例: 12)。"
        case (.point, let places): "小数第\(places)位までの数で入力してください(例: 6.5)。"
        case (.letters, 0): "整数を数字だけで入力してください(例: 12)。なかったときは 0 と入力します。"
        case (.letters, _): "数字で入力してください(例: 6.5)。"
        }
    }
}
