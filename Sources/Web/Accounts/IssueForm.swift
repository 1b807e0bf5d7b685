import Domain
import Store

/// The form for one new institution, as typed.
public struct IssueForm: Sendable {
    public var typed: [IssueColumn: String] = [:]
    /// From which day the institution counts.
    public var from: String
    public var problems: [FieldProblem] = []
    /// Institutions that may be the same; shown before anything is issued.
    public var doubles: [PossibleDouble] = []
    /// The facility code may be mistyped; a warning only.
    public var codeWarning: String?
    private(set) var institution: NewInstitution?
    private(set) var day: Day?
    /// Ticked: it is another one.
    private(set) var goesOn = false

    public init(today: Day) { from = today.text }

    /// Takes what was sent, with everything that is wrong with it.
    mutating func read(_ form: FormBody, today: Day) {
        for column in IssueColumn.allCases {
            typed[column] = form.typed(column.rawValue)
            if case .failure(let fault) = form.optional(column.rawValue) {
                problems.append(problem(column.rawValue, column.heading, fault.sentence))
            }
        }
        from = form.typed("from")
        goesOn = form.typed("goesOn") == "1"
        let known = typed
        let reading = InstitutionReading { known[$0] ?? "" }
        institution = reading.institution
        problems += reading.faults.map { problem($0.column.rawValue, $0.column.heading, $0.sentence) }
        day = Day(from)
        if let day, day < Self.first || day > today.adding(366) { self.day = nil }
        if day == nil {
            problems.append(problem("from", "いつから", "2020年9月1日から1年先までの日を、2021-01-20 のように入力してください。"))
        }
    }

    /// Something is to be looked at again before anything is issued.
    var asksAgain: Bool { !doubles.isEmpty || codeWarning != nil }

    /// The first day of the surveys.
    private static let first = Day(year: 2020, month: 9, day: 1) ?? Day(number: 0)

    private func problem(_ field: String, _ label: String, _ sentence: String) -> FieldProblem {
        FieldProblem(field: field, label: label, sentence: sentence)
    }

    func html(_ frame: PageFrame) -> HTML {
        """
        <form class="stack" method="post" action="\(frame.links.issue)" novalidate>\(frame.csrfField)
        \(if: asksAgain, askBox(frame.links))
        <div class="field"><label for="kind">区分</label>\(error("kind"))\
        <select id="kind" name="kind"><option value="">選んでください</option>\
        \(each: FacilityKind.allCases, { option($0.label, $0.label, typed[.kind]) })</select></div>
        <div class="field"><label for="prefecture">都道府県</label>\(error("prefecture"))\
        <select id="prefecture" name="prefecture"><option value="">選んでください</option>\
        \(each: Prefecture.all, { option($0.code, $0.name, typed[.prefecture]) })</select></div>
        \(field(.name))\(field(.facilityCode))\(field(.zipCode))\(field(.address))\(field(.phone, .phone))\(field(.municipality))
        \(RecordInput("from", "いつから", .day, hint: "この日から、報告の対象として数えます。", typed: from).atDesk(problems, isRequired: true).html)
        \(field(.contactName))\(field(.mail, .mail))
        <div class="field"><label for="notifyBy">通知方法</label>\(error("notifyBy"))\
        <p class="hint" id="notifyBy-h">空欄なら、病院とメールのないところは手紙、ほかはメール</p>\
        <select id="notifyBy" name="notifyBy" aria-describedby="notifyBy-h"><option value="">おまかせ</option>\
        \(option("メール", "メール", typed[.notifyBy]))\(option("手紙", "手紙", typed[.notifyBy]))</select></div>
        <div class="row"><button class="btn">IDを発行する</button></div>
        </form>
        """
    }

    private func askBox(_ links: Links) -> HTML {
        """
        <div class="ask-box" role="group" aria-label="確認のお願い" id="doubles">
        \(codeWarning.map { "<p><b>\($0)</b></p>" })
        \(if: !doubles.isEmpty, "<p><b>同じ医療機関かもしれません。</b></p>")
        <ul>\(each: doubles, { double in
            "<li><a href=\"\(links.helpDesk(facility: double.facility))\"><bdi>\(double.name)</bdi></a> ID \(double.facility.text) (\(double.reason.label))</li>"
        })</ul>
        <label class="check"><input type="checkbox" name="goesOn" value="1"> 確かめました。このまま新しいIDを発行する</label>
        </div>
        """
    }

    private func option(_ value: String, _ words: String, _ chosen: String?) -> HTML {
        "<option value=\"\(value)\"\(if: value == chosen, " selected")>\(words)</option>"
    }

    private func at(_ field: String) -> FieldProblem? { problems.first { $0.field == field } }

    private func error(_ field: String) -> HTML? {
        at(field).map { "<p class=\"err\" id=\"\(field)-e\">\($0.sentence)</p>" }
    }

    private func field(_ column: IssueColumn, _ kind: RecordInput.Kind = .text(autocomplete: "off")) -> HTML {
        RecordInput(column.rawValue, column.heading, kind, hint: column.hint, typed: typed[column] ?? "")
            .atDesk(problems, isRequired: column.isRequired).html
    }
}
