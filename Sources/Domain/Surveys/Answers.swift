/// One answer. A blank is the absence of an answer, never a zero.
public enum Answer: Sendable, Hashable {
    case count(Int)
    /// In units of the item's last place: 6.5 hours with one place is 65.
    case decimal(Int)
    /// The choice's code.
    case choice(String)
    case time(TimeOfDay)
    case flag(Bool)
    case text(String)
}

/// A report's answers in the item order of its form; nil is a blank.
public struct Answers: Sendable, Hashable {
    public var values: [Answer?]

    public init(values: [Answer?]) { self.values = values }

    /// All blank.
    public init(blankFor form: Form) { values = Array(repeating: nil, count: form.items.count) }

    public subscript(code: String, in form: Form) -> Answer? {
        get { form.position(of: code).flatMap { $0 < values.count ? values[$0] : nil } }
        set {
            guard let position = form.position(of: code), position < values.count else { return }
            values[position] = newValue
        }
    }

    /// Nothing has been answered.
    public var isBlank: Bool { values.allSatisfy { $0 == nil } }

    /// Whole-number value of an answer for rules and sums: a count, a decimal in its last place; nil for the rest.
    public static func number(_ answer: Answer?) -> Int? {
        switch answer {
        case .count(let value), .decimal(let value): value
        default: nil
        }
    }
}
