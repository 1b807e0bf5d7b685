/// Reads the table of a published file (R5 R8 R30). It is refused whole when anything is in doubt, with the first places at fault.
public struct DailySurveyReading {
    /// One record of the file: its line and its fields.
    public typealias Record = (line: Int, fields: [String])

    /// So many faults are told in full; the rest is counted.
    public static let toldFaults = 10

    private let form: (Day) -> Form?
    private var faults: [LineProblem] = []
    private var faultCount = 0

    /// - Parameter form: the hospital survey's version in force on a day.
    public init(form: @escaping (Day) -> Form?) { self.form = form }

    /// The file's meaning, or `refusedFile` with every place at fault counted and the first told.
    public mutating func read(_ records: [Record], progress: (Int) -> Void = { _ in }) throws(Problem)
        -> DailySurveyFile
    {
        let layout = try columns(of: records.first)
        guard let day = firstDay(records) else {
            throw refusal(
                LineProblem(
                    line: 2, column: DailySurveyColumn.submitDate.heading,
                    japanese: "提出日が読めません。2020-12-09 のような日付が必要です。",
                    english: "the date cannot be read; a date such as 2020-12-09 is needed"))
        }
        guard let form = form(day) else {
            throw refusal(
                LineProblem(
                    line: nil, japanese: "\(day.text) に使われていた調査票がありません。",
                    english: "no form of the survey was in force on \(day.text)"))
        }
        let entries = collect(records.dropFirst(), day: day, form: form, columns: layout, progress: progress)
        guard faultCount == 0 else { throw .refusedFile(faults, total: faultCount) }
        return DailySurveyFile(day: day, layout: DailySurveyLayout(day: day, columns: layout), entries: entries)
    }

    private func columns(of header: Record?) throws(Problem) -> Int {
        guard let header else {
            throw refusal(LineProblem(line: nil, japanese: "ファイルが空です。", english: "the file is empty"))
        }
        let all = DailySurveyColumn.allCases.map(\.heading)
        if DailySurveyLayout.knownWidths.contains(header.fields.count),
            zip(header.fields, all).allSatisfy({ $0.utf8.elementsEqual($1.utf8) })
        {
            return header.fields.count
        }
        let missing = all.prefix(11).filter { !header.fields.contains($0) }
        throw refusal(
            LineProblem(
                line: header.line,
                japanese: missing.isEmpty
                    ? "見出しの数か順番が違います（\(header.fields.count)列）。公開データの11列・13列・14列のどれかにしてください。"
                    : "見出し「\(missing.joined(separator: "」「"))」がありません。",
                english: missing.isEmpty
                    ? "\(header.fields.count) headings, or in another order; the published files have 11, 13 or 14"
                    : "missing columns: \(missing.joined(separator: ", "))"))
    }

    private func firstDay(_ records: [Record]) -> Day? {
        records.dropFirst().first.flatMap { $0.fields.count > 8 ? Day($0.fields[8]) : nil }
    }

    private func refusal(_ problem: LineProblem) -> Problem { .refusedFile([problem], total: 1) }

    private mutating func fault(_ line: Int, _ column: DailySurveyColumn?, _ japanese: String, _ english: String) {
        faultCount += 1
        if faults.count < Self.toldFaults {
            faults.append(LineProblem(line: line, column: column?.heading, japanese: japanese, english: english))
        }
    }

    /// An institution while its rows are being gathered.
    private struct Gathering {
        let facility: Facility.ID
        let line: Int
        let fields: [String]
        let attributes: Facility.Attributes
        var answers: Answers
        var seen: Set<Int> = []
    }

    private mutating func collect(
        _ records: ArraySlice<Record>, day: Day, form: Form, columns: Int, progress: (Int) -> Void
    ) -> [DailySurveyFile.Entry] {
        let words = FunctionWords(form: form)
        var order: [String: Int] = [:]
        var keys: [String: Int] = [:]
        // What a faulty row would have told is not missing.
        var faulty: Set<String> = []
        var gathered: [Gathering] = []
        gathered.reserveCapacity(records.count / max(1, form.publishedItems.count))
        for (done, record) in records.enumerated() {
            if done % 1000 == 0 { progress(done) }
            let id = record.fields[0]
            guard let cell = cell(of: record, day: day, words: words, columns: columns) else {
                faulty.insert(id)
                continue
            }
            if let index = order[id] {
                add(cell, of: record, to: &gathered[index])
            } else if let begun = begin(record, cell, form: form, columns: columns) {
                if let other = keys.updateValue(gathered.count, forKey: Account.key(of: id)) {
                    fault(
                        record.line, .facilityId,
                        "\(id) は \(gathered[other].line)行目の \(gathered[other].facility) と大文字・小文字だけが違います。",
                        "\(id) differs from \(gathered[other].facility) in line \(gathered[other].line) only in case")
                }
                order[id] = gathered.count
                gathered.append(begun)
            }
        }
        tellIncomplete(gathered.filter { !faulty.contains($0.facility.text) }, form: form)
        return gathered.map {
            .init(facility: $0.facility, attributes: $0.attributes, answers: $0.answers, line: $0.line)
        }
    }

    /// The function and the answer of a row; nil, with the fault told, where it has none.
    private mutating func cell(
        of record: Record, day: Day, words: FunctionWords, columns: Int
    ) -> (position: Int, answer: Answer?)? {
        guard record.fields.count == columns else {
            fault(
                record.line, nil, "列の数が \(record.fields.count) です。見出しと同じ \(columns) 列が必要です。ファイルが途中で切れていないか確かめてください。",
                "\(record.fields.count) fields where the heading has \(columns); is the file cut off?")
            return nil
        }
        guard record.fields[8] == day.text else {
            fault(
                record.line, .submitDate, "提出日「\(record.fields[8])」がほかの行の \(day.text) と違います。1つのファイルには1日分だけを入れてください。",
                "date \(record.fields[8]) differs from \(day.text); a file holds one day")
            return nil
        }
        guard let function = words.position(of: record.fields[9]) else {
            fault(
                record.line, .facilityType,
                "「\(record.fields[9])」という医療区分はこの日の調査票にありません。使えるのは \(words.functions.joined(separator: "・")) です。",
                "unknown function \(record.fields[9]); the day's form has \(words.functions.joined(separator: ", "))")
            return nil
        }
        if record.fields[10] == DailySurvey.unanswered { return (function, nil) }
        guard let code = words.code(of: record.fields[10], at: function) else {
            fault(
                record.line, .ansType, "「\(record.fields[10])」という回答はありません。",
                "unknown answer \(record.fields[10])")
            return nil
        }
        return (function, .choice(code))
    }

    private mutating func add(
        _ cell: (position: Int, answer: Answer?), of record: Record, to gathering: inout Gathering
    ) {
        guard gathering.seen.insert(cell.position).inserted else {
            fault(
                record.line, .facilityType,
                "医療機関ID \(record.fields[0]) の「\(record.fields[9])」が重複しています。",
                "facility \(record.fields[0]) has \(record.fields[9]) more than once")
            return
        }
        gathering.answers.values[cell.position] = cell.answer
        if let column = DailySurveyColumn.allCases.prefix(record.fields.count).enumerated().first(where: {
            index, column in
            column != .facilityType && column != .ansType
                && !record.fields[index].utf8.elementsEqual(gathering.fields[index].utf8)
        })?.element {
            fault(
                record.line, column, "同じ医療機関の \(gathering.line)行目と内容が違います。",
                "differs from line \(gathering.line) of the same facility")
        }
    }

    private mutating func begin(
        _ record: Record, _ cell: (position: Int, answer: Answer?), form: Form, columns: Int
    ) -> Gathering? {
        let fields = record.fields
        guard let id = Facility.ID(fields[0]) else {
            fault(
                record.line, .facilityId, "医療機関ID「\(fields[0])」は使えません。半角の英数字16文字までです。",
                "facility ID \(fields[0]) is not 1 to 16 half-width letters and digits")
            return nil
        }
        guard let prefecture = Prefecture(name: fields[3]) else {
            fault(record.line, .prefName, "「\(fields[3])」という都道府県はありません。", "unknown prefecture \(fields[3])")
            return nil
        }
        tellDoubtful(fields, line: record.line)
        let attributes = Facility.Attributes(
            name: fields[1], zipCode: fields[2], prefecture: prefecture, address: fields[4], phone: fields[5],
            latitude: fields[6], longitude: fields[7], localGovCode: columns > 11 ? fields[11] : "",
            cityName: columns > 12 ? fields[12] : "", facilityCode: columns > 13 ? fields[13] : "")
        var answers = Answers(blankFor: form)
        answers.values[cell.position] = cell.answer
        return Gathering(
            facility: id, line: record.line, fields: fields, attributes: attributes, answers: answers,
            seen: [cell.position])
    }

    private mutating func tellDoubtful(_ fields: [String], line: Int) {
        if fields[1].isEmpty {
            fault(line, .facilityName, "医療機関名がありません。", "the name is missing")
        }
        for (index, column) in [(6, DailySurveyColumn.latitude), (7, .longitude)] {
            if !(Double(fields[index]).map(\.isFinite) ?? false) {
                fault(line, column, "「\(fields[index])」は数として読めません。", "\(fields[index]) is not a number")
            }
        }
        if fields.count > 11, !fields[11].isEmpty, !isMunicipality(fields[11]) {
            fault(line, .localGovCode, "「\(fields[11])」は6桁の数字ではありません。", "\(fields[11]) is not six digits")
        }
        if let index = fields.firstIndex(where: { $0.utf8.contains(0) }) {
            fault(
                line, DailySurveyColumn.allCases[index], "使えない文字（NUL）が入っています。", "holds a NUL character")
        }
    }

    private func isMunicipality(_ text: String) -> Bool {
        text.utf8.count == 6 && text.utf8.allSatisfy { (48...57).contains($0) }
    }

    private mutating func tellIncomplete(_ gathered: [Gathering], form: Form) {
        let functions = form.publishedItems.compactMap { form.position(of: $0.code) }
        for entry in gathered where entry.seen.count < functions.count {
            let missing = functions.filter { !entry.seen.contains($0) }.compactMap { form.items[$0].published }
            fault(
                entry.line, .facilityType,
                "医療機関ID \(entry.facility) に「\(missing.joined(separator: "」「"))」の行がありません。ファイルが途中で切れていないか確かめてください。",
                "facility \(entry.facility) lacks rows for \(missing.joined(separator: ", ")); is the file cut off?")
        }
    }
}
