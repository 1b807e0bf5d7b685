import Documents
import Domain

/// Reads a survey's definition: the text of a file becomes a form, or a list of everything that is wrong with it (R7).
///
///     survey: clinic-daily
///     title: 診療・検査医療機関 日次調査
///     from: 2020-09-01
///     period: day
///     opens: {days: 0}
///     deadline: {days: 1, time: "13:00"}
///     sections: …
///     checks: …
public struct FormReader {
    private let faults: FormReaderFaults

    /// Reads a definition; `file` is the name that messages give. A name like `…/2020-09-01.yaml` must be the first day.
    public static func read(_ text: String, file: String) throws(FormReadingError) -> Form {
        let root: YAMLNode
        do {
            root = try YAMLNode(parsing: text)
        } catch {
            throw FormReadingError(faults: [
                FormFault(
                    file: file, line: error.line, column: error.column,
                    found: Phrase(
                        japanese: "YAMLとして読めない内容(\(error.japanese))",
                        english: "what cannot be read as YAML (\(error.english))"),
                    expected: Phrase(japanese: "調査票の定義", english: "the definition of a form"))
            ])
        }
        let reader = FormReader(faults: FormReaderFaults(file: file))
        let form = reader.form(root)
        try reader.faults.throwIfAny()
        guard let form else {
            // Nothing can be missing without a fault; said all the same, rather than trapped.
            throw FormReadingError(faults: [
                FormFault(
                    file: file, line: 1, column: 1,
                    found: Phrase(japanese: "不完全な定義", english: "an incomplete definition"),
                    expected: Phrase(japanese: "調査票の定義", english: "the definition of a form"))
            ])
        }
        return form
    }

    private static let keys = ["survey", "title", "from", "period", "opens", "deadline", "sections", "checks"]

    private func form(_ root: YAMLNode) -> Form? {
        guard let table = FormReaderTable(root, keys: FormReader.keys, faults) else { return nil }
        let survey = table.code("survey")
        let title = table.text("title")
        let from = from(table)
        _ = table.required("period")
        let period = table.word("period", among: [PeriodKind.day, .week])
        let schedule = schedule(table, period)
        let (sections, areComplete) = FormReaderItems(faults: faults).sections(table)
        let checks = FormReaderChecks(faults: faults, items: sections.flatMap(\.items), isComplete: areComplete)
            .checks(table)
        guard let survey, let title, let from, let period, let schedule else { return nil }
        return Form(
            survey: survey, title: title, from: from, period: period, schedule: schedule, sections: sections,
            checks: checks)
    }

    private func from(_ table: FormReaderTable) -> Day? {
        guard let node = table.required("from") else { return nil }
        guard let day = node.text.flatMap({ Day($0) }) else {
            faults.add(node, expected: Phrase(japanese: "日付(例: 2020-09-01)", english: "a day like 2020-09-01"))
            return nil
        }
        let name = faults.file.split(separator: "/").last.map { String($0.prefix { $0 != "." }) } ?? ""
        if let named = Day(name), named != day {
            faults.add(node, expected: .oneOf([named.text]))
        }
        return day
    }

    private func schedule(_ table: FormReaderTable, _ period: PeriodKind?) -> Schedule? {
        let bounds = -31...31
        var opens: Int? = period == .week ? -6 : 0
        if let node = table.node["opens"] {
            let inner = FormReaderTable(node, keys: ["days"], faults)
            _ = inner?.required("days")
            opens = inner?.number("days", bounds)
        }
        guard let node = table.required("deadline"),
            let deadline = FormReaderTable(node, keys: ["days", "time"], faults)
        else { return nil }
        _ = deadline.required("days")
        let days = deadline.number("days", bounds)
        let time = time(deadline)
        guard let opens, let days, let time else { return nil }
        let schedule = Schedule(opensAfterDays: opens, dueAfterDays: days, dueTime: time)
        let day = Day(number: 0)
        if schedule.opens(for: day) >= schedule.deadline(for: day) {
            faults.add(
                node, found: Phrase(japanese: "入力開始より前の締切", english: "a deadline before entry opens"),
                expected: Phrase(
                    japanese: "入力開始(\(opens)日)より後の締切", english: "a deadline after the opening, \(opens) days"))
        }
        return schedule
    }

    private func time(_ table: FormReaderTable) -> TimeOfDay? {
        guard let node = table.required("time") else { return nil }
        if let time = node.text.flatMap({ TimeOfDay($0) }) { return time }
        faults.add(node, expected: Phrase(japanese: "時刻(例: \"13:00\")", english: "a time like \"13:00\""))
        return nil
    }
}
