extension Form {
    /// Checks a report: errors refuse it, one a field; notes ask to look again unless they have been passed (R35). `earlier` are
    /// reports of earlier periods in this form's item order (`arranged`), in whatever order; `day` is named in messages.
    /// Answers in sections that are not asked count for nothing (R37–R40).
    public func check(
        _ answers: Answers, askedOf facts: AskedFacts, earlier: [(period: Day, answers: Answers)],
        passed: Set<String>, on day: Day? = nil
    ) -> Verdict {
        let asked = sections(askedOf: facts)
        let answers = self.asked(answers, of: facts)
        var verdict = Verdict(
            errors: asked.flatMap(\.items).compactMap { item in
                problem(at: item, answers[item.code, in: self])
            })
        if verdict.errors.isEmpty, answers.isBlank, let first = asked.first?.items.first {
            verdict.errors.append(nothingAnswered(at: first))
        }
        let before = earlier.sorted { $0.period < $1.period }.map(\.answers)
        let codes = Set(asked.lazy.flatMap(\.items).map(\.code))
        let open = checks.filter { codes.contains($0.item) && !holds($0, answers, earlier: before) }
        for check in open {
            let message = words(check.message, answers, day)
            switch check.severity {
            case .error where !verdict.errors.contains { $0.field == check.item }:
                let label = item(check.item).map(name(of:)) ?? check.item
                verdict.errors.append(FieldProblem(field: check.item, label: label, sentence: message))
            case .note where !passed.contains(check.id):
                verdict.notes.append(Verdict.Note(check: check.id, item: check.item, message: message))
            default: break
            }
        }
        return verdict
    }

    /// A form of which nothing is required is still no report while all of it is blank (R26).
    private func nothingAnswered(at item: Item) -> FieldProblem {
        FieldProblem(
            field: item.code, label: name(of: item),
            sentence: "何も入力されていません。1つ以上の項目に入力してください。報告をなかったことにするときは、取り下げてください。")
    }

    /// The answers with everything blank that is not asked of an institution with these facts.
    public func asked(_ answers: Answers, of facts: AskedFacts) -> Answers {
        var result = Answers(blankFor: self)
        var start = 0
        for section in sections {
            let end = start + section.items.count
            if section.asked.holds(for: facts) {
                for position in start..<min(end, answers.values.count) {
                    result.values[position] = answers.values[position]
                }
            }
            start = end
        }
        return result
    }

    /// Answers to another version of the survey in this form's item order: what has the same code and kind of answer is kept.
    public func arranged(_ answers: Answers, from other: Form) -> Answers {
        Answers(
            values: items.map { item in
                guard let old = other.item(item.code), old.places == item.places,
                    let answer = answers[item.code, in: other], item.objection(to: answer) == nil
                else { return nil }
                return answer
            })
    }

    private func problem(at item: Item, _ answer: Answer?) -> FieldProblem? {
        let sentence = answer.map { item.objection(to: $0) } ?? (item.required ? item.wanted : nil)
        return sentence.map {
            let name = name(of: item)
            return FieldProblem(field: item.code, label: name, sentence: "「\(name)」は、\($0)")
        }
    }

    private func holds(_ check: Check, _ answers: Answers, earlier: [Answers]) -> Bool {
        switch check.kind {
        case .rule(let rule): return rule.holds(for: answers, in: self) ?? true
        case .series(let code, let likeness):
            guard let position = position(of: code), let today = Answers.number(answers[code, in: self]) else {
                return true
            }
            let values = earlier.compactMap {
                $0.values.indices.contains(position) ? Answers.number($0.values[position]) : nil
            }
            return !likeness.looksLike(earlier: values, today: today)
        }
    }

    /// The message with the day and with answers in words: `{tested}` becomes 「9人」.
    func words(_ message: String, _ answers: Answers, _ day: Day?) -> String {
        let message = day.map { $0.named(in: message) } ?? message
        return Placeholders.fill(message) { name in
            if let item = item(name) { return item.words(answers[name, in: self]) }
            return name == "day" ? "この日" : nil
        }
    }
}

extension Item {
    /// What to do about a blank that may not be one.
    fileprivate var wanted: String {
        switch kind {
        case .count: "数を入力してください。なかったときは 0 と入力します。"
        case .decimal: "数を入力してください(例: 6.5)。"
        case .choice, .flag: "いずれかを選んでください。"
        case .time: "時刻を「13:00」のように入力してください。"
        case .text: "入力してください。"
        }
    }
}
