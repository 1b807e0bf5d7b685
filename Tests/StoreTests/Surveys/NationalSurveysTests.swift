import Domain
import NationalSurveys
import Store
import Testing

/// The ministry's surveys as they come with the program.
struct NationalSurveysTests {
    private let forms: [String: Form]

    init() throws {
        var forms: [String: Form] = [:]
        for file in try NationalSurveys.files() {
            forms[file.name] = try FormReader.read(file.text, file: file.name)
        }
        self.forms = forms
    }

    private func form(_ name: String) throws -> Form { try #require(forms[name]) }

    private func asked(_ form: Form, _ facts: AskedFacts) -> [String] { form.sections(askedOf: facts).map(\.id) }

    @Test func `every definition is read, in the order of the names`() throws {
        let names = try NationalSurveys.files().map(\.name)
        #expect(
            names == [
                "clinic-daily/2020-09-01.yaml", "clinic-daily/2021-06-01.yaml", "hospital-counts/2020-09-01.yaml",
                "hospital-status/2020-03-26.yaml", "hospital-status/2021-01-18.yaml", "supplies-weekly/2020-09-01.yaml",
            ])
        for (name, form) in forms { #expect(name == "\(form.survey)/\(form.from.text).yaml") }
    }

    @Test func `the clinics' labels are the Q&A's to the character`() throws {
        #expect(
            try form("clinic-daily/2020-09-01.yaml").items.map(\.label) == [
                "開設時間", "診療室数", "発熱患者等の受診者数", "新型コロナウイルス検査実施（検体採取）総人数",
                "うち無症状者の希望に基づく検査等", "PCR検査実施人数", "うち自院で検査分析を行った人数", "抗原（定量・定性）検査実施人数",
                "PCR検査結果判明件数", "うち陽性件数", "抗原（定量・定性）検査結果判明件数", "うち陽性件数",
            ])
        #expect(
            try form("clinic-daily/2021-06-01.yaml").items.map(\.label) == [
                "開設時間", "診療室数", "発熱患者等の受診者数", "新型コロナウイルス検査実施（検体採取）総人数",
                "うち無症状者の希望に基づく検査等", "PCR検査実施人数", "うち自院で検査分析を行った人数", "抗原定量検査実施人数",
                "抗原定性検査（簡易キット）実施人数", "PCR検査結果判明件数", "うち陽性件数", "抗原定量検査結果判明件数", "うち陽性件数",
                "抗原定性検査（簡易キット）結果判明件数", "うち陽性件数",
            ])
    }

    @Test(arguments: ["clinic-daily/2020-09-01.yaml", "clinic-daily/2021-06-01.yaml"])
    func `only the sections that apply are asked`(name: String) throws {
        let form = try form(name)
        let all = ["consultation", "tests", "results"]
        #expect(asked(form, AskedFacts(kind: .clinic, consults: true)) == ["consultation"])
        #expect(asked(form, AskedFacts(kind: .clinic, consults: true, tests: true)) == all)
        #expect(asked(form, AskedFacts(kind: .clinic, contract: true)) == ["tests", "results"])
        #expect(asked(form, AskedFacts(kind: .clinic, consults: true, contract: true)) == all)
        #expect(asked(form, AskedFacts(kind: .testCentre)) == ["tests", "results"])
        #expect(asked(form, AskedFacts(kind: .hospital)) == [])
        #expect(asked(form, AskedFacts(kind: .hospital, consults: true, tests: true, contract: true)) == all)
        #expect(asked(form, AskedFacts(kind: .clinic)) == [])
    }

    @Test func `hospitals are asked their surveys, and nobody else is`() throws {
        let clinic = AskedFacts(kind: .clinic, consults: true, tests: true, contract: true)
        for name in [
            "hospital-status/2020-03-26.yaml", "hospital-status/2021-01-18.yaml", "hospital-counts/2020-09-01.yaml",
        ] {
            let form = try form(name)
            #expect(asked(form, AskedFacts(kind: .hospital)) == form.sections.map(\.id))
            #expect(asked(form, clinic) == [])
            #expect(asked(form, AskedFacts(kind: .testCentre)) == [])
        }
    }

    @Test func `the published functions are those of the open data, in their order`() throws {
        let before = try form("hospital-status/2020-03-26.yaml")
        let after = try form("hospital-status/2021-01-18.yaml")
        #expect(before.publishedItems.map(\.published) == ["外来（平日）", "外来（土日）", "入院", "救急", "透析", "化学療法"])
        #expect(
            before.publishedItems.map(\.code) == [
                "outpatientWeekday", "outpatientWeekend", "inpatient", "emergency", "dialysis", "chemotherapy",
            ])
        #expect(after.publishedItems.map(\.published) == ["入院", "外来", "救急"])
        #expect(after.publishedItems.map(\.code) == ["inpatient", "outpatient", "emergency"])
        #expect(before.publishedItems.allSatisfy { !$0.required })
        #expect(after.publishedItems.allSatisfy { $0.required })
        #expect(after.items.count < before.items.count)
        for item in before.publishedItems + after.publishedItems {
            let choices = [("normal", "通常"), ("limited", "制限"), ("stopped", "停止"), ("none", "設置なし")]
            #expect(item.kind == .choice(choices.map { Choice(code: $0, label: $1) }))
        }
    }

    @Test func `states are never added over days, counts of a day are`() throws {
        for name in ["hospital-status/2020-03-26.yaml", "hospital-status/2021-01-18.yaml"] {
            #expect(try form(name).items.allSatisfy { $0.adds != .sum })
        }
        #expect(try form("hospital-counts/2020-09-01.yaml").items.allSatisfy { $0.adds == .sum })
    }

    @Test(arguments: [
        ("clinic-daily/2020-09-01.yaml", "2021-01-19", "1月19日(火) 0:00", "1月20日(水) 13:00"),
        ("hospital-counts/2020-09-01.yaml", "2021-01-19", "1月19日(火) 0:00", "1月20日(水) 13:00"),
        ("hospital-status/2021-01-18.yaml", "2021-01-19", "1月19日(火) 0:00", "1月19日(火) 13:00"),
        ("supplies-weekly/2020-09-01.yaml", "2021-01-20", "1月14日(木) 0:00", "1月20日(水) 13:00"),
    ])
    func `a period opens and is due at its time`(name: String, day: String, opens: String, due: String) throws {
        let (form, day) = (try form(name), try #require(Day(day)))
        #expect(form.schedule.opens(for: day).words == opens)
        #expect(form.schedule.deadline(for: day).words == due)
    }

    @Test func `the weekly survey asks three figures of exactly six things`() throws {
        let form = try form("supplies-weekly/2020-09-01.yaml")
        #expect(form.period == .week)
        #expect(
            form.sections.map(\.title) == [
                "サージカルマスク", "N95マスク", "フェイスシールド", "サージカルガウン", "アイソレーションガウン", "スワブ（検体検査用）",
            ])
        for section in form.sections {
            #expect(section.items.map(\.adds) == [.latest, .sum, .sum])
            #expect(Set(section.items.map(\.guidance)).count == 1)
        }
        #expect(form.item("swabStock")?.guidance == "綿棒上の検体採取キット。コロナ用に限定せず全数での報告を依頼。")
        #expect(form.item("n95MaskUse")?.guidance == "N95規格をクリアし、認可された微粒子用マスク。（防じんマスク。）")
        let use = form.item("swabUse")?.hint(on: try #require(Day("2021-01-20")))
        #expect(use == "1月13日(水)から1月19日(火)までの7日間に使った数")
        for facts in [
            AskedFacts(kind: .hospital), AskedFacts(kind: .clinic, consults: true), AskedFacts(kind: .testCentre),
        ] {
            #expect(asked(form, facts).count == 6)
        }
        #expect(asked(form, AskedFacts(kind: .clinic, contract: true)) == [])
    }

    @Test func `every count of a day names the day`() throws {
        let day = try #require(Day("2021-01-19"))
        for name in ["clinic-daily/2020-09-01.yaml", "clinic-daily/2021-06-01.yaml", "hospital-counts/2020-09-01.yaml"]
        {
            for item in try form(name).items {
                #expect(item.hint(on: day)?.contains("1月19日") == true, "\(name) \(item.code)")
                #expect(item.hint?.contains("前日") == false)
            }
        }
    }

    @Test func `the Q&A's guidance stands at its items`() throws {
        let form = try form("clinic-daily/2020-09-01.yaml")
        for (code, words) in [
            ("rooms", "ライン数"), ("feverPatients", "診断名にかかわらず"), ("feverPatients", "発熱(37.5℃以上)がなくても"),
            ("tested", "累計ではありません"), ("tested", "「1」"), ("tested", "自費検査"), ("tested", "陰性確認のための検査)は数えません"),
            ("byRequest", "行政検査以外"), ("byRequest", "濃厚接触"), ("pcr", "LAMP法、TRC法"), ("antigen", "それぞれ「1」"),
            ("pcrResults", "LAMP法、TRC法"), ("pcrResults", "陰性確認のための検査)も"),
        ] {
            #expect(form.item(code)?.guidance?.contains(words) == true, "\(code) \(words)")
        }
        #expect(form.sections[0].note?.contains("開設時間内") == true)
        #expect(form.sections[1].note?.contains("開設時間以外") == true)
    }

    private func clinicVerdict(_ changes: [String: Answer], passed: Set<String> = []) throws -> Verdict {
        let form = try form("clinic-daily/2020-09-01.yaml")
        var answers = Answers(values: form.items.map { $0.code == "openHours" ? .decimal(0) : .count(0) })
        for (code, answer) in changes { answers[code, in: form] = answer }
        let facts = AskedFacts(kind: .clinic, consults: true, tests: true)
        return form.check(answers, askedOf: facts, earlier: [], passed: passed)
    }

    @Test func `a day on which nobody came passes with zeros`() throws {
        #expect(try clinicVerdict([:]) == Verdict())
        let open = try clinicVerdict(["openHours": .decimal(60), "rooms": .count(1)])
        #expect(open == Verdict())
    }

    @Test(arguments: ["pcr", "antigen"])
    func `more positives than results of the same kind are an error`(test: String) throws {
        let verdict = try clinicVerdict(
            ["\(test)Positive": .count(3), "\(test)Results": .count(2)], passed: ["\(test)Positives"])
        #expect(verdict.errors.map(\.field) == ["\(test)Positive"])
        #expect(verdict.errors.first?.sentence.contains("(3件)") == true)
    }

    @Test func `positives of one kind do not count against results of the other`() throws {
        let verdict = try clinicVerdict([
            "pcrPositive": .count(3), "pcrResults": .count(3), "antigenResults": .count(0),
        ])
        #expect(verdict.errors.isEmpty)
    }

    @Test(
        arguments: [
            (["tested": 9, "pcr": 5, "antigen": 3], ["breakdown"]), (["tested": 9, "pcr": 6, "antigen": 6], []),
            (["tested": 2, "pcr": 2, "byRequest": 3], ["byRequestWithinTested"]),
            (["tested": 2, "pcr": 3], ["pcrWithinTested"]), (["tested": 2, "antigen": 3], ["antigenWithinTested"]),
            (["tested": 2, "pcr": 2, "pcrInHouse": 3], ["inHouseWithinPcr"]), (["feverPatients": 50], []),
        ] as [([String: Int], [String])])
    func `persons and their breakdown are never more than a note`(figures: [String: Int], notes: [String]) throws {
        let verdict = try clinicVerdict(figures.mapValues { .count($0) })
        #expect(verdict.errors.isEmpty)
        #expect(verdict.notes.map(\.check) == notes)
        #expect(try clinicVerdict(figures.mapValues { .count($0) }, passed: Set(notes)) == Verdict())
    }

    @Test func `nothing but figures that cannot be is an error in any national survey`() {
        for form in forms.values {
            for check in form.checks where check.severity == .error {
                #expect(check.id.hasSuffix("Positives"), "\(form.survey) \(check.id)")
            }
        }
    }

    @Test func `hours are at most a day`() throws {
        let item = try #require(try form("clinic-daily/2020-09-01.yaml").item("openHours"))
        #expect(item.kind == .decimal(places: 1, ceiling: 240))
    }
}
