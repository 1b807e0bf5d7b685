import Domain
import Store
import Testing

struct FormReaderTests {
    /// A definition that can be read; tests break one line of it.
    private static let good = """
        survey: sample
        title: 見本
        from: 2020-09-01
        period: day
        opens: {days: 0}
        deadline: {days: 1, time: "13:00"}
        sections:
          - id: tests
            title: 検査
            asked: everyone
            items:
              - {id: results, label: 件数, unit: 件, kind: count, source: R49}
              - {id: positive, label: うち陽性, kind: count, partOf: results, required: false, source: default}
              - {id: hours, label: 時間, kind: decimal, places: 1, ceiling: 24.0, adds: latest, source: R32}
              - {id: state, label: 状況, kind: choice, choices: {normal: 通常, none: 設置なし}, source: data}
              - {id: memo, label: 備考, kind: text, limit: 100, source: default}
        checks:
          - {id: positives, severity: error, rule: positive <= results, message: "{positive}まで", source: R35}
          - {id: total, severity: note, series: results, looksLike: runningTotal, message: 累計}
        """

    private func read(_ text: String, file: String = "a.yaml") throws -> Form { try FormReader.read(text, file: file) }

    private func faults(_ text: String, file: String = "a.yaml") -> [String] {
        do {
            _ = try FormReader.read(text, file: file)
            return []
        } catch {
            return error.faults.map { "\($0.place): \($0.english)" }
        }
    }

    @Test func `a definition becomes a form`() throws {
        let form = try read(FormReaderTests.good)
        #expect(form.survey == "sample")
        #expect(form.from == Day("2020-09-01"))
        #expect(form.items.map(\.code) == ["results", "positive", "hours", "state", "memo"])
        #expect(form.items.map(\.required) == [true, false, true, false, false])
        #expect(form.items.map(\.adds) == [.sum, .sum, .latest, .choice, .none])
        #expect(form.items[0].kind == .count(ceiling: 999_999))
        #expect(form.items[2].kind == .decimal(places: 1, ceiling: 240))
        #expect(
            form.items[3].kind == .choice([Choice(code: "normal", label: "通常"), Choice(code: "none", label: "設置なし")]))
        #expect(form.checks.map(\.item) == ["positive", "results"])
        #expect(form.checks[1].kind == .series(item: "results", .runningTotal))
        #expect(form.checks[1].source == "default")
        #expect(form.schedule.dueTime.text == "13:00")
    }

    @Test(arguments: [
        ("survey: sample", "survey: 見本", "a.yaml:1: found '見本', expected a name of ASCII letters"),
        ("title: 見本", "titel: 見本", "a.yaml:2: found the unknown key 'titel', expected 'title'"),
        ("from: 2020-09-01", "from: 2020-09-31", "a.yaml:3: found '2020-09-31', expected a day like 2020-09-01"),
        ("period: day", "period: month", "a.yaml:4: found 'month', expected one of day week"),
        ("opens: {days: 0}", "opens: {days: zero}", "a.yaml:5: found 'zero', expected a whole number from -31 to 31"),
        ("opens: {days: 0}", "opens: {days: 2}", "a.yaml:6: found a deadline before entry opens"),
        ("days: 1, time", "days: 99, time", "a.yaml:6: found '99', expected a whole number from -31 to 31"),
        ("\"13:00\"", "\"25:00\"", "a.yaml:6: found '25:00', expected a time like \"13:00\""),
        (", time: \"13:00\"", "", "a.yaml:6: found no key 'time', expected 'time: …'"),
        (
            "asked: everyone", "asked: everybody",
            "a.yaml:10: found the unknown name 'everybody' at character 1 of the rule"
        ),
        (
            "asked: everyone", "asked: kind = hospital",
            "a.yaml:10: found '=' at character 6 of the rule 'kind = hospital', expected one of >="
        ),
        ("    asked: everyone\n", "", "a.yaml:8: found no key 'asked'"),
        (
            "kind: count, source: R49", "kind: cuont, source: R49",
            "a.yaml:12: found 'cuont', expected one of count decimal"
        ),
        ("label: 件数, ", "", "a.yaml:12: found no key 'label'"),
        (", source: R49", "", "a.yaml:12: found no key 'source'"),
        ("unit: 件, ", "unit: 件, hint: \"{dya}\", ", "a.yaml:12: found '{dya}', expected one of {day} {day-7} {day+1}"),
        ("id: results", "id: answered", "a.yaml:12: found 'answered', expected a name for rules and pages"),
        ("id: positive,", "id: results,", "a.yaml:13: found 'results' again, which stands in line 12"),
        ("partOf: results", "partOf: result", "a.yaml:13: found 'result', expected 'results'"),
        ("required: false", "required: no", "a.yaml:13: found 'no', expected one of true false"),
        ("places: 1, ", "", "a.yaml:14: found no key 'places'"),
        ("ceiling: 24.0", "ceiling: 24.05", "a.yaml:14: found '24.05', expected a number with at most 1 places"),
        ("adds: latest", "adds: choice", "a.yaml:14: found 'choice', expected one of sum latest none"),
        ("{normal: 通常, none: 設置なし}", "{normal: 通常}", "a.yaml:15: found a map, expected two choices or more"),
        ("limit: 100", "limit: 0", "a.yaml:16: found '0', expected a whole number from 1 to 10000"),
        ("limit: 100", "limit: 10, ceiling: 5", "a.yaml:16: found 'ceiling' at an item of kind text"),
        ("limit: 100", "limit: 10, published: 備考", "a.yaml:16: found '備考', expected it only at items of kind choice"),
        ("severity: error", "severity: warning", "a.yaml:18: found 'warning', expected one of error note"),
        (
            "positive <= results", "positve <= results",
            "a.yaml:18: found the unknown name 'positve' at character 1 of the rule 'positve <= results', expected 'positive'"
        ),
        ("positive <= results", "positive => results", "a.yaml:18: found '=>' at character 10 of the rule"),
        ("positive <= results", "positive <= state", "a.yaml:18: found 'state' (a choice) at character 13 of the rule"),
        ("{positive}まで", "{positve}まで", "a.yaml:18: found '{positve}', expected one of {day} {positive}"),
        ("series: results", "series: resluts", "a.yaml:19: found 'resluts', expected 'results'"),
        ("series: results", "series: hours", "a.yaml:19: found 'hours', expected an item of kind count"),
        (
            "looksLike: runningTotal", "looksLike: total",
            "a.yaml:19: found 'total', expected one of runningTotal tenfold"
        ),
        (
            "message: 累計", "rule: results > 1, message: 累計",
            "a.yaml:19: found 'rule', expected either 'rule', or 'series'"
        ),
        ("id: total", "id: positives", "a.yaml:19: found 'positives' again, which stands in line 18"),
        ("message: 累計", "message: 累計, at: nothing", "a.yaml:19: found 'nothing', expected"),
        ("series: results, looksLike: runningTotal", "at: results", "a.yaml:19: found no key 'rule'"),
        ("title: 見本", "title: {a: b}", "a.yaml:2: found a map, expected a text"),
        ("title: 見本", "title:", "a.yaml:2: found nothing, expected a text"),
    ])
    func `a mistake is told with file, line, what was found and what was expected`(
        line: String, broken: String, message: String
    ) throws {
        let text = FormReaderTests.good.replacing(line, with: broken, maxReplacements: 1)
        try #require(text != FormReaderTests.good)
        let said = faults(text)
        #expect(said.contains { $0.hasPrefix(message) }, "\(said)")
    }

    @Test func `all mistakes are told at once, in the order of the lines`() {
        let text = FormReaderTests.good.replacing("title: 見本", with: "titel: 見本")
            .replacing("from: 2020-09-01", with: "from: today").replacing("severity: note", with: "severity: hint")
        #expect(faults(text).map { $0.prefix(9) } == ["a.yaml:1:", "a.yaml:2:", "a.yaml:3:", "a.yaml:19"])
    }

    @Test func `a mistake at an item does not make its checks look wrong`() {
        #expect(faults(FormReaderTests.good.replacing("件, kind: count", with: "件, kind: cuont")).count == 1)
    }

    @Test func `the name of a file is its first day`() throws {
        #expect(try read(FormReaderTests.good, file: "sample/2020-09-01.yaml").survey == "sample")
        let said = faults(FormReaderTests.good, file: "sample/2020-09-02.yaml")
        #expect(said == ["sample/2020-09-02.yaml:3: found '2020-09-01', expected '2020-09-02'"])
    }

    @Test(arguments: [
        ("", "a.yaml:1: found what cannot be read as YAML (the file is empty)"),
        ("- a", "a.yaml:1: found a list, expected a map with the keys survey"), ("a: [", "a.yaml:2"),
        ("a: b\n c: d", "a.yaml:2"),
        ("a: 1\na: 2", "a.yaml:1: found what cannot be read as YAML (the key 'a' stands twice"),
        ("a: &x [1]\nb: *x", "a.yaml:1: found what cannot be read as YAML (anchors"),
        ("a: 1\n\u{0}", "a.yaml:2: found what cannot be read as YAML (a character"),
        (String(repeating: "[", count: 900), "a.yaml:"), (String(repeating: "- ", count: 500) + "a", "a.yaml:1"),
        (String(repeating: "[", count: 200_000), "a.yaml:"),
        (
            String(repeating: "a", count: 1_100_000),
            "a.yaml:1: found what cannot be read as YAML (the file is too large"
        ),
        ("a: b\n---\nc: d", "a.yaml:2"), ("? [a]\n: b", "a.yaml:1: found what cannot be read as YAML (a key must be"),
    ])
    func `what is no YAML is refused with its line`(text: String, message: String) throws {
        let first = try #require(faults(text).first)
        #expect(first.hasPrefix(message))
    }

    @Test func `a mistake is told in both languages`() throws {
        do {
            _ = try read(FormReaderTests.good.replacing("period: day", with: "period: month"))
            Issue.record("read")
        } catch let error as FormReadingError {
            #expect(
                error.description
                    == "a.yaml:4: found 'month', expected one of day week / 「month」があります。ここには次のいずれか: day week を書いてください。"
            )
        }
    }
}
