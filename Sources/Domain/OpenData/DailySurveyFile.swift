/// A day's published file as it is meant: each institution with its attributes and its answer to every function.
public struct DailySurveyFile: Sendable, Equatable {
    public let day: Day
    public let layout: DailySurveyLayout
    /// In the order in which they first appear.
    public let entries: [Entry]

    public struct Entry: Sendable, Equatable {
        public let facility: Facility.ID
        public let attributes: Facility.Attributes
        /// In the item order of the day's form; only published items are answered, a function that was 未回答 is a blank.
        public let answers: Answers
        /// Where it begins in the file that was read, counted from 1.
        public let line: Int?

        public init(facility: Facility.ID, attributes: Facility.Attributes, answers: Answers, line: Int? = nil) {
            self.line = line
            self.facility = facility
            self.attributes = attributes
            self.answers = answers
        }
    }
}

extension DailySurveyFile {
    /// Lays the entries out as the rows of a file, the heading left out.
    public static func rows(day: Day, layout: DailySurveyLayout, form: Form, entries: [Entry]) -> [[String]] {
        let functions = form.publishedItems.map { item in
            (position: form.position(of: item.code) ?? 0, item: item, labels: labels(of: item))
        }
        func row(_ entry: Entry, _ function: (position: Int, item: Item, labels: [String: String])) -> [String] {
            var word = DailySurvey.unanswered
            if case .choice(let code)? = entry.answers.values[function.position] {
                word = function.labels[code] ?? word
            }
            return fields(of: entry, day: day, function: function.item.published ?? "", answer: word, layout.columns)
        }
        switch layout.order {
        case .byFunction:
            let sorted = entries.sorted { $0.facility < $1.facility }
            return functions.flatMap { function in sorted.map { row($0, function) } }
        case .byFacility:
            let sorted = entries.sorted { a, b in
                a.attributes.localGovCode == b.attributes.localGovCode
                    ? a.facility < b.facility
                    : a.attributes.localGovCode.utf8.lexicographicallyPrecedes(b.attributes.localGovCode.utf8)
            }
            return sorted.flatMap { entry in functions.map { row(entry, $0) } }
        }
    }

    static func labels(of item: Item) -> [String: String] {
        guard case .choice(let choices) = item.kind else { return [:] }
        return Dictionary(choices.map { ($0.code, $0.label) }, uniquingKeysWith: { first, _ in first })
    }

    private static func fields(
        of entry: Entry, day: Day, function: String, answer: String, _ columns: Int
    ) -> [String] {
        let known = entry.attributes
        let all = [
            entry.facility.text, known.name, known.zipCode, known.prefecture.name, known.address, known.phone,
            known.latitude, known.longitude, day.text, function, answer, known.localGovCode, known.cityName,
            known.facilityCode,
        ]
        return columns == all.count ? all : Array(all.prefix(columns))
    }
}
