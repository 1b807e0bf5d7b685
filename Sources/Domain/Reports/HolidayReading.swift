/// Reads the table of a file of holidays. It is refused whole, with every place at fault.
public struct HolidayReading {
    /// One record of the file: its line and its fields.
    public typealias Record = (line: Int, fields: [String])

    /// The headings, in this order.
    public static let headings = ["day", "name", "state"]
    /// The years that a file may tell of; another one is a slip.
    public static let years = 2000...2099
    /// The law names more days a year than this.
    public static let fewest = 12
    /// In characters.
    public static let longestName = 50

    private var faults: [LineProblem] = []
    private var lines: [Day: Int] = [:]

    /// The holidays in the order of the file.
    /// - Throws: `Problem.refusedFile`.
    public static func read(_ records: [Record]) throws(Problem) -> [Holiday] {
        guard let header = records.first, header.fields == headings else {
            throw refusal([
                LineProblem(
                    line: 1, japanese: "見出しは \(headings.joined(separator: ",")) の3列にしてください。",
                    english: "the headings must be \(headings.joined(separator: ","))")
            ])
        }
        guard records.count > 1 else {
            throw refusal([
                LineProblem(line: nil, japanese: "祝日が1行もありません。", english: "there is no holiday in the file")
            ])
        }
        var reading = HolidayReading()
        let holidays = records.dropFirst().compactMap { reading.holiday($0) }
        guard reading.faults.isEmpty else { throw refusal(reading.faults) }
        try checkYears(holidays)
        return holidays
    }

    /// A file replaces whole years: one that tells of a few days of a year would take the others away.
    private static func checkYears(_ holidays: [Holiday]) throws(Problem) {
        let years = Dictionary(grouping: holidays, by: \.day.civil.year).filter { $0.value.count < fewest }
        guard !years.isEmpty else { return }
        throw refusal(
            years.sorted { $0.key < $1.key }.map { year, days in
                LineProblem(
                    line: nil,
                    japanese: "\(year)年の祝日が\(days.count)日しかありません。その年の祝日をすべて入れてください（\(fewest)日以上）。",
                    english: "only \(days.count) holidays of \(year): give all of the year, at least \(fewest)")
            })
    }

    private static func refusal(_ faults: [LineProblem]) -> Problem { .refusedFile(faults, total: faults.count) }

    private mutating func holiday(_ record: Record) -> Holiday? {
        guard record.fields.count == Self.headings.count else {
            fault(
                record.line, nil, "列の数が \(record.fields.count) です。3列にしてください。",
                "\(record.fields.count) fields instead of 3")
            return nil
        }
        let day = day(record.fields[0], line: record.line)
        let name = name(record.fields[1], line: record.line)
        let state = Holiday.State(rawValue: record.fields[2])
        if state == nil {
            fault(
                record.line, "state", "「\(record.fields[2])」は使えません。attested か expected にしてください。",
                "\(record.fields[2]) is neither attested nor expected")
        }
        guard let day, let name, let state else { return nil }
        return Holiday(day: day, name: name, state: state)
    }

    private mutating func day(_ text: String, line: Int) -> Day? {
        guard let day = Day(text) else {
            fault(
                line, "day", "「\(text)」は日付として読めません。2027-01-01 のように書いてください。",
                "\(text) is no day; write it like 2027-01-01")
            return nil
        }
        guard Self.years.contains(day.civil.year) else {
            fault(
                line, "day", "\(text) は \(Self.years.lowerBound)年から\(Self.years.upperBound)年の間にありません。",
                "\(text) is not between \(Self.years.lowerBound) and \(Self.years.upperBound)")
            return nil
        }
        if let other = lines[day] {
            fault(line, "day", "\(text) は \(other)行目にもあります。", "\(text) stands in line \(other) too")
            return nil
        }
        lines[day] = line
        return day
    }

    private mutating func name(_ text: String, line: Int) -> String? {
        let blank: (Unicode.Scalar) -> Bool = {
            $0.properties.isWhitespace || $0.properties.generalCategory == .control
        }
        guard text.unicodeScalars.contains(where: { !blank($0) }) else {
            fault(line, "name", "祝日の名前がありません。", "the holiday has no name")
            return nil
        }
        guard text.count <= Self.longestName,
            !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else {
            fault(
                line, "name", "名前は改行のない\(Self.longestName)文字以下にしてください。",
                "a name is one line of at most \(Self.longestName) characters")
            return nil
        }
        return text
    }

    private mutating func fault(_ line: Int, _ column: String?, _ japanese: String, _ english: String) {
        faults.append(LineProblem(line: line, column: column, japanese: japanese, english: english))
    }
}
