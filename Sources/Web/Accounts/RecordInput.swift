import Domain

/// One field of a page with a short form: label, hint, what is wrong with it, what was typed.
struct RecordInput: Sendable {
    enum Kind: Sendable {
        case text(autocomplete: String?)
        case mail
        case phone
        case day
        case area
        /// One of several, as radio buttons.
        case choice([(value: String, words: String)])
        /// Any of several.
        case checks([(value: String, words: String)])
    }

    var name: String
    var label: String
    var hint: String?
    /// Said beside the label.
    var isOptional = false
    /// What is asked is the visitor's own: browsers may fill it in.
    var isOwn = true
    var kind: Kind
    /// What stands in it, or which are chosen.
    var typed: [String]
    var problem: FieldProblem?

    init(_ name: String, _ label: String, _ kind: Kind, hint: String? = nil, typed: String...) {
        (self.name, self.label, self.kind, self.hint, self.typed) = (name, label, kind, hint, typed)
    }

    var html: HTML {
        switch kind {
        case .choice(let choices): group(choices, type: "radio")
        case .checks(let choices): group(choices, type: "checkbox")
        case .area: field(area)
        case .text, .mail, .phone, .day: field(line)
        }
    }

    /// With what is wrong with it, of all that is wrong.
    func with(_ problems: [FieldProblem]) -> RecordInput {
        var input = self
        input.problem = problems.first { $0.field == name }
        return input
    }

    /// As the help desk types it, about somebody else.
    func atDesk(_ problems: [FieldProblem], isRequired: Bool = false) -> RecordInput {
        var input = with(problems)
        input.isOptional = !isRequired
        input.isOwn = false
        return input
    }

    private var text: String { typed.first ?? "" }

    private func field(_ control: HTML) -> HTML {
        """
        <div class="field wide-field">
        <label for="\(name)">\(label)\(if: isOptional, " <small class=\"muted\">なくてもよい</small>")</label>
        \(hints)
        \(control)
        </div>

        """
    }

    private var hints: HTML {
        """
        \(hint.map { "<p class=\"hint\" id=\"\(name)-h\">\($0)</p>" })\
        \(problem.map { "<p class=\"err\" id=\"\(name)-e\">\($0.sentence)</p>" })
        """
    }

    private var line: HTML {
        """
        <input class="input" type="\(type)" id="\(name)" name="\(name)" value="\(text)"\(attribute: "autocomplete", autocomplete)\(state)>
        """
    }

    /// The line feed after the tag is the one that browsers drop, so that typed text may begin with one.
    private var area: HTML {
        """
        <textarea class="input" id="\(name)" name="\(name)" rows="4"\(state)>
        \(text)</textarea>
        """
    }

    private func group(_ choices: [(value: String, words: String)], type: String) -> HTML {
        """
        <fieldset class="field" id="\(name)"\(describedBy)>
        <legend>\(label)</legend>
        \(hints)
        <div class="row">\(each: choices, { choice in
            "<label class=\"check\"><input type=\"\(type)\" name=\"\(name)\" value=\"\(choice.value)\"\(if: typed.contains(choice.value), " checked")> \(choice.words)</label>"
        })</div>
        </fieldset>

        """
    }

    private var state: HTML { "\(if: problem != nil, " aria-invalid=\"true\"")\(describedBy)" }

    private var describedBy: HTML? {
        let ids = [problem == nil ? nil : "\(name)-e", hint == nil ? nil : "\(name)-h"].compactMap(\.self)
        return ids.isEmpty ? nil : "\(attribute: "aria-describedby", ids.joined(separator: " "))"
    }

    private var type: String {
        switch kind {
        case .mail: "email"
        case .phone: "tel"
        case .day: "date"
        case .text, .area, .choice, .checks: "text"
        }
    }

    private var autocomplete: String? {
        guard isOwn else { return "off" }
        return switch kind {
        case .text(let words): words
        case .mail: "email"
        case .phone: "tel"
        case .day, .area, .choice, .checks: nil
        }
    }
}

/// The names of the fields of these forms.
enum RecordField {
    static let name = "name"
    static let phone = "phone"
    static let mail = "mail"
    static let weekday = "weekday"
    static let onHolidays = "onHolidays"
    static let from = "from"
    static let until = "until"
    static let about = "about"
    static let wanted = "wanted"
    static let answer = "answer"
    static let value = "value"
    static let words = "words"
    static let code = "code"
}

/// Reads the fields of a form one after the other and keeps what is wrong with each.
struct FieldReading {
    let form: FormBody
    private(set) var problems: [FieldProblem] = []

    /// Of radio buttons none is sent while none is chosen.
    private let choices: Set<String>

    init(_ form: FormBody, choices: Set<String> = []) {
        self.form = form
        self.choices = choices
    }

    /// The field's text, read further; nil where something is wrong with it.
    mutating func text<T>(
        _ name: String, _ label: String, _ read: (String) throws(FieldProblem) -> T
    ) -> T? {
        let value = choices.contains(name) && form.value(name) == .failure(.missing) ? .success("") : form.value(name)
        switch value {
        case .failure(let fault):
            problems.append(FieldProblem(field: name, label: label, sentence: fault.sentence))
            return nil
        case .success(let typed):
            do {
                return try read(typed)
            } catch {
                problems.append(error)
                return nil
            }
        }
    }

    /// The chosen values of a field of checkboxes or radio buttons, of those there are.
    mutating func choices(_ name: String, _ label: String, among known: [String]) -> [String] {
        switch form.list(name) {
        case .failure(let fault):
            problems.append(FieldProblem(field: name, label: label, sentence: fault.sentence))
            return []
        case .success(let values): return values.filter(known.contains)
        }
    }

    mutating func refuse(_ field: String, _ label: String, _ sentence: String) {
        problems.append(FieldProblem(field: field, label: label, sentence: sentence))
    }

    /// A day within a year of today.
    mutating func day(_ name: String, _ label: String, near today: Day) -> Day? {
        text(name, label) { typed throws(FieldProblem) in
            guard let day = Day(typed) else {
                throw FieldProblem(field: name, label: label, sentence: "\(label)を、日付で入力してください。")
            }
            guard abs(day.number - today.number) <= 366 else {
                throw FieldProblem(field: name, label: label, sentence: "\(label)は、前後1年のうちの日にしてください。")
            }
            return day
        }
    }

    /// A text of some lines.
    mutating func area(_ name: String, _ label: String, limit: Int, isNeeded: Bool) -> String? {
        text(name, label) { typed throws(FieldProblem) in
            let words = String(typed.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
            if words.isEmpty, isNeeded {
                throw FieldProblem(field: name, label: label, sentence: "\(label)を入力してください。")
            }
            guard words.count <= limit else {
                throw FieldProblem(field: name, label: label, sentence: "\(label)は\(limit)文字以内で入力してください。")
            }
            return words
        }
    }
}
