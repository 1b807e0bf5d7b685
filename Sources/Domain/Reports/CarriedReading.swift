/// One report of a former system, as its line says (R8 R30).
public struct CarriedReport: Sendable, Equatable {
    public let line: Int
    public let facility: Facility.ID
    public let period: Day
    public let form: Form
    public let answers: Answers
}

/// Reads a file of reports whole, a line an institution and day: every place at fault is counted, the first are told. What the day's
/// version of the survey asks decides which columns may be filled; blanks are blanks, and only what cannot be a figure is refused.
public struct CarriedReading {
    /// One record of the file: its line and its fields.
    public typealias Record = (line: Int, fields: [String])
    /// The headings before those of the items.
    public static let facilityHeading = "facilityId"
    public static let dayHeading = "day"

    private let survey: String
    private let surveys: Surveys
    private let today: Day
    private var faults = FileFaults()
    private var seen: [String: Int] = [:]
    /// Lines without any figure: no report.
    public private(set) var blankLines = 0

    /// - Parameter today: later days are refused.
    public init(survey: String, surveys: Surveys, today: Day) {
        self.survey = survey
        self.surveys = surveys
        self.today = today
    }

    /// - Throws: `Problem.refusedFile`.
    public mutating func read(_ records: [Record]) throws(Problem) -> [CarriedReport] {
        let header = try FileFaults.heading(of: records)
        try checkHeadings(header)
        var reports: [CarriedReport] = []
        reports.reserveCapacity(records.count)
        for record in records.dropFirst() where faults.isWhole(record, below: header) {
            if let report = report(record, header.fields) { reports.append(report) }
        }
        try faults.refuse()
        return reports
    }

    private mutating func checkHeadings(_ header: Record) throws(Problem) {
        let items = Set(surveys.versions(of: survey).flatMap { $0.items.map(\.code) })
        if items.isEmpty {
            fault(header.line, nil, "「\(survey)」という調査はありません。", "there is no survey \(survey)")
        }
        let first = [Self.facilityHeading, Self.dayHeading]
        if Array(header.fields.prefix(2)) != first {
            fault(
                header.line, nil, "見出しは facilityId、day のあとに項目のコードを並べてください。",
                "the headings must begin with facilityId, day")
        }
        var known: Set<String> = []
        for heading in header.fields.dropFirst(2) {
            if !items.contains(heading) {
                fault(header.line, heading, "この調査に、この項目はありません。", "the survey has no such item")
            } else if !known.insert(heading).inserted {
                fault(header.line, heading, "同じ見出しが2つあります。", "the heading stands there twice")
            }
        }
        try faults.refuse()
    }

    private mutating func report(_ record: Record, _ headings: [String]) -> CarriedReport? {
        let (typedId, typedDay) = (record.fields[0], record.fields[1])
        guard let facility = Facility.ID(typedId) else {
            fault(record.line, Self.facilityHeading, "「\(typedId)」は医療機関IDではありません。", "not a facility's ID")
            return nil
        }
        guard let day = Day(typedDay) else {
            fault(
                record.line, Self.dayHeading, "「\(typedDay)」は 2021-01-19 のような日付ではありません。",
                "\(typedDay) is not a day such as 2021-01-19")
            return nil
        }
        guard let form = form(on: day, record.line) else { return nil }
        if let other = seen.updateValue(record.line, forKey: "\(facility) \(day.text)") {
            fault(
                record.line, Self.dayHeading, "\(other)行目と同じ医療機関・同じ日です。",
                "the same facility and day as line \(other)")
        }
        guard let answers = answers(record, headings, form) else { return nil }
        if answers.isBlank {
            blankLines += 1
            return nil
        }
        return CarriedReport(line: record.line, facility: facility, period: day, form: form, answers: answers)
    }

    private mutating func form(on day: Day, _ line: Int) -> Form? {
        guard day <= today else {
            fault(line, Self.dayHeading, "\(day.text) は先の日付です。", "\(day.text) is in the future")
            return nil
        }
        guard let form = surveys.form(survey, on: day) else {
            fault(line, Self.dayHeading, "\(day.text) は、この調査が始まる前の日です。", "the survey had not begun on \(day.text)")
            return nil
        }
        guard form.period.accepts(day) else {
            fault(
                line, Self.dayHeading, "\(day.text) は水曜日ではありません。週ごとの調査は、締切の水曜日で指定してください。",
                "\(day.text) is not the Wednesday that names a week")
            return nil
        }
        return form
    }

    private mutating func answers(_ record: Record, _ headings: [String], _ form: Form) -> Answers? {
        let before = faults.count
        var answers = Answers(blankFor: form)
        for index in headings.indices.dropFirst(2) where !record.fields[index].isEmpty {
            let code = headings[index]
            guard let item = form.item(code), let position = form.position(of: code) else {
                fault(
                    record.line, code, "\(form.from.text) からの調査票に、この項目はありません。空欄にしてください。",
                    "the version from \(form.from.text) has no such item")
                continue
            }
            switch item.read(item.choiceCode(record.fields[index])) {
            case .success(let answer): answers.values[position] = answer
            case .failure(let problem):
                fault(record.line, code, problem.sentence, "\(record.fields[index]) cannot be an answer")
            }
        }
        return faults.count == before ? answers : nil
    }

    private mutating func fault(_ line: Int, _ column: String?, _ japanese: String, _ english: String) {
        faults.note(line, column, japanese, english)
    }
}

extension Item {
    /// Former systems write choices in words: 「通常」 is `normal`.
    fileprivate func choiceCode(_ text: String) -> String {
        guard case .choice(let choices) = kind else { return text }
        return choices.first { $0.label == text }?.code ?? text
    }
}
