import Documents
import Domain

/// The form with which a list of designations is sent, with what was chosen and pasted, and what is wrong with it (R31).
public struct DesignationUpload: Sendable {
    /// What was pasted, to be shown back.
    public var pasted = ""
    public var scope = DesignationReport.Scope.changes
    /// From when it holds where a row names no day, as typed.
    public var from: String
    public var problems: [FieldProblem] = []
    /// Why the file cannot be read: the first places, and how many there are.
    public var faults: [LineProblem] = []
    public var totalFaults = 0

    enum Field {
        static let file = "file"
        static let text = "text"
        static let scope = "scope"
        static let from = "from"
        /// The report that the mended file takes the place of.
        static let instead = "instead"
    }

    public init(today: Day) { from = today.text }

    /// Takes what was sent, to be shown back, with what is wrong with it.
    ///
    /// - Returns: the first day; nil where the form is at fault.
    mutating func read(_ form: FormBody, today: Day) -> Day? {
        pasted = form.typed(Field.text)
        from = form.typed(Field.from)
        var reading = FieldReading(form)
        if let chosen = reading.choices(
            Field.scope, "一覧の種類", among: DesignationReport.Scope.allCases.map(\.rawValue)
        ).first.flatMap(DesignationReport.Scope.init(rawValue:)) {
            scope = chosen
        } else if reading.problems.isEmpty {
            reading.refuse(Field.scope, "一覧の種類", "「変更分だけ」か「全部の一覧」かを選んでください。")
        }
        if case .failure(let fault) = form.optional(Field.text) {
            reading.refuse(Field.text, "貼り付けた表", fault.sentence)
        }
        let day = reading.day(Field.from, "いつから", near: today)
        problems = reading.problems
        return problems.isEmpty ? day : nil
    }

    var isRefused: Bool { !problems.isEmpty || !faults.isEmpty }

    var summary: HTML? {
        if !problems.isEmpty {
            return ErrorSummary(
                problems: problems, anchors: [Field.file, Field.text, Field.scope, Field.from], isFirst: true
            ).html
        }
        guard !faults.isEmpty else { return nil }
        return FileFaultSummary(
            heading: "ファイルを読み取れませんでした", sentence: "まだ何も変えていません。直して、もう一度選んでください。", faults: faults, total: totalFaults
        ).html
    }

    func html(_ frame: PageFrame) -> HTML {
        """
        <form class="stack" method="post" action="\(frame.links.designationReports)" enctype="multipart/form-data" novalidate>
        \(frame.csrfField)
        \(Self.file("指定報告のファイル", problem: problem(Field.file)))
        <div class="field wide-field"><label for="\(Field.text)">または、表を見出しごと貼り付ける</label>
        \(error(Field.text))
        <textarea class="input" id="\(Field.text)" name="\(Field.text)" rows="3"\(if: problem(Field.text) != nil, " aria-invalid=\"true\" aria-describedby=\"text-e\"")>
        \(pasted)</textarea></div>
        \(choice)
        \(RecordInput(Field.from, "いつから", .day, hint: "指定年月日を書いていない行は、この日から変わります。", typed: from).with(problems).html)
        <div class="row"><button class="btn">読み取る</button></div>
        <p class="small muted">この操作では、まだ何も変わりません。次の画面で、変わることを確かめてから反映します。</p>
        </form>
        """
    }

    private var choice: HTML {
        """
        <fieldset class="field" id="\(Field.scope)"\(if: problem(Field.scope) != nil, " aria-describedby=\"scope-e\"")>
        <legend>一覧の種類</legend>
        \(error(Field.scope))
        \(each: DesignationReport.Scope.allCases, { one in
            "<label class=\"check\"><input type=\"radio\" name=\"\(Field.scope)\" value=\"\(one.rawValue)\"\(if: one == scope, " checked")> <span>\(one.label)<br><span class=\"small muted\">\(Self.words(one))</span></span></label>"
        })
        </fieldset>
        """
    }

    private static func words(_ scope: DesignationReport.Scope) -> String {
        switch scope {
        case .changes: "書いてある医療機関だけを変えます。空欄のところは、いまのままです。"
        case .whole: "一覧にない医療機関の指定と契約は終わります。件数を確かめてから反映します。"
        }
    }

    private func problem(_ field: String) -> FieldProblem? { problems.first { $0.field == field } }

    private func error(_ field: String) -> HTML? {
        problem(field).map { "<p class=\"err\" id=\"\(field)-e\">\($0.sentence)</p>" }
    }

    /// The field that takes the file.
    static func file(_ label: String, problem: FieldProblem? = nil, hint: String = "") -> HTML {
        let described = problem == nil ? "file-h" : "file-e file-h"
        return """
            <div class="field wide-field"><label for="\(Field.file)">\(label)</label>
            <p class="hint" id="file-h">Excel(.xlsx)またはCSV(UTF-8、Shift_JIS)。\(hint)</p>
            \(problem.map { "<p class=\"err\" id=\"file-e\">\($0.sentence)</p>" })
            <input class="input" id="\(Field.file)" name="\(Field.file)" type="file" accept="\(TableReading.accepted)"\
            \(if: problem != nil, " aria-invalid=\"true\"") aria-describedby="\(described)"></div>
            """
    }
}
