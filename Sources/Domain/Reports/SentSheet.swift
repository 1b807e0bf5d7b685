/// An association's file as it was sent, line by line, with what became of each row (R18). Kept for a day, so that the answer outlives
/// the page.
public struct SentSheet: Sendable, Equatable, Codable {
    /// One line of the file.
    public struct Line: Sendable, Equatable, Codable {
        public let number: Int
        public let cells: [String]

        public init(number: Int, cells: [String]) {
            self.number = number
            self.cells = cells
        }
    }

    /// What became of a row.
    public enum State: String, Sendable, Codable {
        case stored, unchanged, closed, untouched
        /// To be mended.
        case faulty
        /// To be looked at again.
        case asked
        /// Somebody else stored a newer revision in between.
        case changed

        /// Nothing of it is stored, and somebody has to do something.
        public var isOpen: Bool {
            switch self {
            case .faulty, .asked, .changed: true
            case .stored, .unchanged, .closed, .untouched: false
            }
        }
    }

    /// A row of the file with what became of it.
    public struct Result: Sendable, Equatable, Codable {
        public let line: Int
        /// Empty where nobody could be found.
        public let name: String
        /// `YYYY-MM-DD`; empty where it could not be read.
        public let day: String
        public let state: State
        /// The newest revision, where a report stands.
        public let revision: Int?
        public let faults: [MemberFault]

        public init(
            line: Int, name: String, day: String, state: State, revision: Int? = nil, faults: [MemberFault] = []
        ) {
            self.line = line
            self.name = name
            self.day = day
            self.state = state
            self.revision = revision
            self.faults = faults
        }
    }

    public let lines: [Line]
    public let headLines: [Int]
    /// Where each column stands, from 0, by `MemberColumn.code`.
    public let places: [String: Int]
    public let unknown: [String]
    /// In the order of the file.
    public let results: [Result]

    public init(
        lines: [Line], headLines: [Int], places: [String: Int], unknown: [String], results: [Result]
    ) {
        self.lines = lines
        self.headLines = headLines
        self.places = places
        self.unknown = unknown
        self.results = results
    }

    /// What was read of a file, with what became of its rows.
    public init(_ lines: [Line], _ reading: MemberSheetReading, results: [Result]) {
        let places = reading.places.map { ($0.key.code, $0.value) }
        self.init(
            lines: lines, headLines: reading.headLines,
            places: Dictionary(places) { first, _ in first }, unknown: reading.unknown, results: results)
    }

    public func count(_ state: State) -> Int { results.count { $0.state == state } }

    /// Those that are to be mended or looked at again.
    public var open: [Result] { results.filter(\.state.isOpen) }

    public func place(_ column: MemberColumn) -> Int? { places[column.code] }
}

extension MemberSheetReading {
    /// What is told of a row that was not stored, at its columns.
    public func faults(_ outcome: [FieldProblem]) -> [MemberFault] {
        outcome.map { fault(.item($0.field), $0.sentence) }
    }

    /// What is to be looked at again, and how it is passed.
    public func faults(_ notes: [Verdict.Note]) -> [MemberFault] {
        notes.map {
            fault(.item($0.item), "\($0.message)正しいときは、「確認」の列に「確認済」と入れて、もう一度送ってください。")
        }
    }

    /// What somebody else stored in between, beside what the file says.
    public func faults(_ report: Report, _ row: Row, in form: Form) -> [MemberFault] {
        let differing = form.items.compactMap { item -> String? in
            let stands = report.answers[item.code, in: form]
            guard let typed = row.cells[item.code], case .success(let answer) = item.read(typed), answer != stands
            else {
                return nil
            }
            return "\(form.name(of: item))は、いま\(item.words(stands))、ファイルでは\(item.words(answer))"
        }
        let what = differing.isEmpty ? "" : differing.prefix(5).joined(separator: "。") + "。"
        return [
            fault(
                .revision,
                "このファイルを取ったあとに、第\(report.revision)版が保存されています。上書きしていません。\(what)訂正するときは、ひな形を取り直して入力してください。")
        ]
    }

    /// Of the row as a whole: told at the institution, or at the day.
    public func faults(_ reason: String) -> [MemberFault] {
        [fault(rowColumn, reason)]
    }

    /// One sentence at a column.
    public func fault(_ column: MemberColumn, _ sentence: String) -> MemberFault {
        MemberFault(column: places[column], heading: heading(column), sentence: sentence)
    }
}
