/// A page that a line of a mail leads to; who is not signed in comes there through the sign-in page.
public enum MailPlace: Sendable, Hashable {
    /// One survey's form of a period.
    case reportForm(survey: String, Day)
    /// All daily surveys that are due on a day.
    case together(Day)
    /// An association's table of a survey and period.
    case members(survey: String, Day)
    case home

    /// As it stands in a draft, on a line of its own; its address is put in when the mail is sent.
    public var mark: String {
        switch self {
        case .reportForm(let survey, let day): "{{page form \(survey) \(day.text)}}"
        case .together(let day): "{{page together \(day.text)}}"
        case .members(let survey, let day): "{{page members \(survey) \(day.text)}}"
        case .home: "{{page home}}"
        }
    }

    /// Reads what `mark` writes; nil for any other line.
    public init?(mark line: Substring) {
        guard line.hasPrefix("{{page "), line.hasSuffix("}}") else { return nil }
        let words = line.dropFirst("{{page ".count).dropLast(2).split(separator: " ").map(String.init)
        let day = words.last.flatMap { Day($0) }
        switch (words.first, words.count, day) {
        case ("form", 3, let day?): self = .reportForm(survey: words[1], day)
        case ("together", 2, let day?): self = .together(day)
        case ("members", 3, let day?): self = .members(survey: words[1], day)
        case ("home", 1, _): self = .home
        default: return nil
        }
    }
}
