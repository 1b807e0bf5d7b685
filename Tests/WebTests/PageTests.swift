import Domain
import Foundation
import Testing

@testable import Web

@Suite struct PageTests {
    /// Everything a stranger could have put into a name, a value, a label.
    static let hostile =
        "\"\u{301} onfocus=alert(1) autofocus x='\u{FE0F}<\u{E0100}script>alert(2)</script>&\u{0}\u{202E}"

    @Test(arguments: PageExamples.all(name: "つむぎ台内科クリニック", typed: "9"))
    func `a page is whole and keeps the strict rules`(example: PageExample) {
        let text = example.html.text
        #expect(text.hasPrefix("<!doctype html>\n<html lang=\"ja\">"))
        #expect(text.contains("<main id=\"page-main\""))
        #expect(text.contains("0570-000-872"))
        #expect(!text.contains("義務"))
        #expect(text.components(separatedBy: "<h1").count == 2, "one h1")
        #expect(Set(example.ids).count == example.ids.count, "ids are unique: \(example.ids)")
        for anchor in example.anchors { #expect(example.ids.contains(anchor), "#\(anchor)") }
        for id in example.referredIds { #expect(example.ids.contains(id), "\(id) is referred to") }
        #expect(example.attributes.allSatisfy { !$0.hasPrefix("on") && $0 != "style" })
        #expect(!text.contains("<style") && !text.contains("javascript:"))
        for piece in text.components(separatedBy: "<script").dropFirst() {
            #expect(piece.hasPrefix(" type=\"module\" src=\"/assets/"))
            #expect(piece.contains("\"></script>"))
        }
    }

    @Test(arguments: PageExamples.all(name: hostile, typed: hostile))
    func `hostile text does no harm on any page`(example: PageExample) {
        let text = example.html.text
        #expect(!text.utf8.contains(0))
        // The only scripts are our modules, the only attributes are ours.
        let scripts = example.html.bytes.split(separator: UInt8(ascii: "<")).filter { $0.starts(with: "script".utf8) }
        #expect(scripts.allSatisfy { $0.starts(with: "script type=\"module\" src=\"/assets/".utf8) })
        #expect(example.attributes.allSatisfy { !$0.hasPrefix("on") && $0 != "autofocus" && $0 != "style" })
        #expect(Set(example.ids).count == example.ids.count)
        #expect(example.html.bytes.last == UInt8(ascii: "\n"))
    }

    @Test func `what was typed stands in its field again, and the error at it`() {
        var page = PageExamples.formPage(name: "A", typed: "１１x")
        page.errors = [FieldProblem(field: "tested", label: "総人数", sentence: "「総人数」は、整数を入力してください。")]
        let text = page.body.text
        #expect(text.contains(#"value="１１x" required aria-invalid="true" aria-describedby="tested-e tested-h">"#))
        #expect(text.contains(##"<a href="#tested">「総人数」は、整数を入力してください。</a>"##))
        #expect(text.contains(#"<p class="err" id="tested-e">整数を入力してください。</p>"#))
        #expect(text.contains("1月19日 0時〜24時に検体を採取した人数です。"))
    }

    @Test func `a chosen radio button stays chosen, and where no answer is needed the choice can be taken back`() {
        var page = PageExamples.formPage(name: "A", typed: "")
        page.typed = ["outpatient": "part", "open": ""]
        let text = page.body.text
        #expect(text.contains(#"value="part" id="outpatient-2" checked>"#))
        #expect(text.components(separatedBy: "checked>").count == 3)
        #expect(text.contains(#"name="open" value="" id="open-3" checked>"#))
        #expect(!text.contains(#"name="outpatient" value="""#))
    }

    @Test func `a note is passed with one tick that stays`() {
        var page = PageExamples.formPage(name: "A", typed: "9")
        page.notes = [.init(check: "breakdown", item: "tested", message: "ご確認ください。")]
        let tick = #"id="note-breakdown" name="passed" value="breakdown""#
        #expect(page.body.text.contains(tick + ">"))
        #expect(page.body.text.contains("1か所をご確認ください"))
        page.passed = ["breakdown"]
        #expect(page.body.text.contains(tick + " checked>"))
        #expect(!page.body.text.contains("1か所をご確認ください"))
        page.notes = []
        #expect(page.body.text.contains(#"<input type="hidden" name="passed" value="breakdown">"#))
    }

    @Test func `a note on an item that is not asked can be passed in the summary`() {
        var page = PageExamples.formPage(name: "A", typed: "9")
        page.notes = [.init(check: "other", item: "elsewhere", message: "ご確認ください。")]
        page.errors = [FieldProblem(field: "elsewhere", label: "別", sentence: "直してください。")]
        #expect(page.body.text.contains(#"value="other""#))
        #expect(!page.body.text.contains("#elsewhere"))
    }

    @Test func `two windows: both values are shown and the newest revision is sent along`() {
        var page = PageExamples.formPage(name: "A", typed: "9")
        page.knownRevision = 3
        page.conflict = ReportConflict(
            revision: 3, by: "B", at: PageExamples.now,
            differences: [.init(item: page.form.items[0], theirs: .count(1_250), yours: "９")])
        let text = page.body.text
        #expect(text.contains("別の画面で第3版が保存されました"))
        #expect(text.contains("<b>1,250</b> 人"))
        #expect(text.contains(#"name="revision" value="3""#))
        #expect(text.contains("訂正する</button>"))
    }

    @Test func `the share of a small denominator is not shown`() {
        #expect(Figure.share(4, of: 9) == nil)
        #expect(Figure.share(187, of: 248) == "75.4%")
        #expect(Figure.share(1, of: 2_000) == "0.1%")
        #expect(Figure.share(0, of: 10) == "0.0%")
    }

    @Test func `figures are written as people write them`() {
        #expect(Figure.grouped(1_234_567) == "1,234,567")
        #expect(Figure.grouped(-1_000) == "−1,000")
        #expect(Figure.decimal(65, places: 1) == "6.5")
        #expect(Figure.decimal(5, places: 2) == "0.05")
        #expect(Figure.decimal(123_400, places: 1) == "12,340.0")
    }

    @Test func `designated institutions read of the condition, others that it is voluntary`() {
        #expect(CooperationWords(isDesignated: true).sentence.contains("条件"))
        #expect(CooperationWords(isDesignated: false).sentence.contains("任意"))
    }

    @Test func `every address on a page begins with the base path`() {
        let text = PageExamples.all(name: "A", typed: "9", base: "/gmis").map(\.html.text).joined()
        for attribute in ["href", "src", "action"] {
            for piece in text.components(separatedBy: " \(attribute)=\"").dropFirst() {
                #expect(["/gmis/", "#", "tel:"].contains { piece.hasPrefix($0) }, "\(piece.prefix(30))")
            }
        }
    }
}

/// One page as sent, read as a browser reads it: tags and their attributes.
struct PageExample: Sendable, CustomTestStringConvertible {
    let name: String
    let html: HTML
    let attributes: [String]
    let ids: [String]
    /// Where links within the page lead.
    let anchors: [String]
    /// Ids that labels and descriptions name.
    let referredIds: [String]

    var testDescription: String { name }

    init(_ name: String, _ html: HTML) {
        self.name = name
        self.html = html
        let pairs = PageExample.pairs(html.text)
        attributes = pairs.map(\.name)
        ids = pairs.filter { $0.name == "id" }.map(\.value)
        anchors = pairs.filter { $0.name == "href" && $0.value.hasPrefix("#") }.map { String($0.value.dropFirst()) }
        referredIds = pairs.filter { ["for", "form", "aria-labelledby", "aria-describedby"].contains($0.name) }
            .flatMap { $0.value.split(separator: " ").map(String.init) }
    }

    /// Every attribute of every tag, by scalars, as browsers read them.
    private static func pairs(_ text: String) -> [(name: String, value: String)] {
        var pairs: [(name: String, value: String)] = []
        var rest = text.unicodeScalars[...]
        while let open = rest.firstIndex(of: "<") {
            rest = rest[rest.index(after: open)...].drop { $0 != " " && $0 != ">" }
            while let first = rest.first, first != ">" {
                rest = rest.drop { $0 == " " || $0 == "\n" || $0 == "/" }
                let name = rest.prefix { !["=", " ", ">", "\n"].contains($0) }
                rest = rest.dropFirst(name.count)
                var value = rest.prefix(0)
                if rest.starts(with: "=\"".unicodeScalars) {
                    value = rest.dropFirst(2).prefix { $0 != "\"" }
                    rest = rest.dropFirst(value.count + 3)
                }
                if !name.isEmpty { pairs.append((String(name), String(value))) }
            }
        }
        return pairs
    }
}

/// Every page, with a name and a typed value in all places where such can stand.
enum PageExamples {
    static let day = Day(year: 2021, month: 1, day: 19) ?? Day(number: 0)
    static let now = Instant(day.adding(1), TimeOfDay(milliseconds: 12 * 3_600_000))
    static let deadline = Instant(day.adding(1), TimeOfDay(milliseconds: 13 * 3_600_000))

    static func frame(_ name: String, base: String = "", role: Role? = .ministry) -> PageFrame {
        let links = Links(base: base)
        return PageFrame(
            visitor: role.map { Account(id: "a", loginId: name, role: $0, name: name) }, csrf: "token",
            assets: AssetNames(), helpDesk: HelpDesk(name: name, phone: "0570-000-872", hours: name, isOpen: true),
            links: links, current: .home, watching: links.tallies("s", day), isDemonstration: true)
    }

    static func form(_ label: String) -> Form {
        func item(_ code: String, _ kind: Item.Kind, _ adds: Item.Adding, required: Bool = false) -> Item {
            Item(
                code: code, label: label, unit: adds == .sum ? "人" : nil, kind: kind, adds: adds, required: required,
                hint: code == "tested" ? "{day} 0時〜24時に検体を採取した人数です。" : label, guidance: label,
                partOf: code == "hours" ? "tested" : nil, source: "default")
        }
        let choices = [Choice(code: "full", label: "通常"), Choice(code: "part", label: label)]
        return Form(
            survey: "s", title: label, from: day, period: .day,
            schedule: Schedule(opensAfterDays: 0, dueAfterDays: 1, dueTime: .midnight),
            sections: [
                Section(
                    id: "a", title: label, asked: .everyone, note: label,
                    items: [
                        item("tested", .count(ceiling: 9_999), .sum, required: true),
                        item("hours", .decimal(places: 1, ceiling: 240), .sum),
                    ]),
                Section(
                    id: "b", title: label, asked: .everyone, note: nil,
                    items: [
                        item("outpatient", .choice(choices), .choice, required: true), item("open", .flag, .choice),
                        item("since", .time, .none), item("contact", .text(limit: 40), .none),
                        item("remarks", .text(limit: 4_000), .none),
                    ]),
            ],
            checks: [])
    }

    static func formPage(name: String, typed: String, base: String = "") -> ReportFormPage {
        let form = form(name)
        return ReportFormPage(
            frame: frame(name, base: base), form: form, sections: form.sections, day: day, now: now,
            deadline: deadline, typed: Dictionary(form.items.map { ($0.code, typed) }) { first, _ in first },
            earlier: [EarlierValues(caption: "前回", day: day.adding(-1), answers: ["remarks": .text(typed)])],
            isDesignated: true)
    }

    private static func refused(name: String, typed: String, base: String) -> ReportFormPage {
        var page = formPage(name: name, typed: typed, base: base)
        page.errors = page.form.items.map { FieldProblem(field: $0.code, label: name, sentence: typed) }
        page.notes = [.init(check: "c1", item: "tested", message: typed)]
        page.problem = .staleForm
        page.conflict = ReportConflict(
            revision: 2, by: name, at: now,
            differences: page.form.items.map { .init(item: $0, theirs: .text(typed), yours: typed) })
        return page
    }

    static func revisions(_ name: String, _ typed: String) -> [Revision] {
        [(3, Report.Status.submitted), (2, .withdrawn), (1, .carriedOver)].map { number, status in
            var answers = Answers(blankFor: form(name))
            answers.values[0] = .count(number)
            answers.values[6] = .text(typed + String(number))
            return Revision(
                number: number, status: status, form: day, answers: answers, recordedAt: now, account: nil, by: name,
                route: .web, reason: typed, contentHash: "9f2c", receipt: "R-\(number)",
                signature: number == 3 ? Signature(key: 1, value: typed) : nil)
        }
    }

    static func all(name: String, typed: String, base: String = "") -> [PageExample] {
        let frame = frame(name, base: base)
        let unknown = Self.frame(name, base: base, role: nil)
        let problem = ProblemPage(frame: frame, status: 500, sentence: typed, code: name, requestId: typed, now: now)
        return [
            PageExample("sign in", SignInPage(frame: unknown).body),
            PageExample("refused", SignInPage(frame: frame, typedId: typed, problem: .signInRefused).body),
            PageExample("form", formPage(name: name, typed: typed, base: base).body),
            PageExample("refused form", refused(name: name, typed: typed, base: base).body),
            PageExample("open data", OpenDataPage(frame: frame, days: [day], site: name).body),
            PageExample("problem", problem.body),
        ] + reports(frame, name: name, typed: typed) + watching(frame, name) + institutions(frame, name)
            + accounts(frame, unknown, name: name, typed: typed)
            + records(frame, name, typed: typed)
            + notices(frame, unknown, name: name, typed: typed)
            + maintenance(frame, unknown, name: name, typed: typed)
            + Self.helpDesk(frame, name, typed)
            + outbox(frame, name, typed: typed)
            + designations(frame, name, typed)
            + register(frame, name, typed: typed)
            + reportingParty(frame, unknown, name: name, typed: typed)
            + memberFiles(frame, name, typed)
            + statements(frame, unknown, name, typed: typed)
    }

    private static func reports(_ frame: PageFrame, name: String, typed: String) -> [PageExample] {
        let form = form(name)
        let revisions = revisions(name, typed)
        guard let id = Facility.ID("33700128") else { return [] }
        var receipt = ReceiptPage(
            frame: frame, form: form, day: day, facilityName: name, facilityId: id, sections: form.sections,
            revision: revisions[0], previous: revisions[2], firstRecordedAt: now, deadline: deadline,
            next: (name, frame.links.home))
        receipt.healthCentre = HealthCentreNote(DirectoryEntry(healthCentre: name, healthCentrePhone: typed))
        let report = ReportPage(
            frame: frame, form: form, day: day, facilityName: name, facilityId: id, sections: form.sections,
            revisions: revisions, deadline: deadline, mayReport: false)
        return [PageExample("receipt", receipt.body), PageExample("report", report.body)]
            + withdrawals(report, receipt, typed: typed)
            + together(frame, receipt, name, typed: typed)
    }
}
