import Database
import Domain
import Testing

@testable import Web

@Suite struct ReportTests {
    @Test func `it works: form, report, receipt`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            let form = try await visitor.get(Sheet.today.address + "/new")
            #expect(form.status == 200)
            #expect(form.text.contains("9月20日(月)の報告"))
            #expect(form.text.contains("9月20日(月) 13:00"))
            let answer = try await visitor.post(Sheet.today.address, Sheet.today.fields)
            #expect(answer.status == 303)
            #expect(answer.location == Sheet.today.address + "/revisions/1/receipt")
            let receipt = try await visitor.get(answer.location)
            #expect(receipt.status == 200)
            for words in ["報告を受け付けました", "20210920-", "期限内", "見本台総合病院", Sheet.secret, "SHA-256"] {
                #expect(receipt.text.contains(words), "\(words)")
            }
        }
    }

    @Test(arguments: [(Sheet.today, 3), (Sheet.earlier, 6)])
    func `the form is the one in force on the day of the report`(sheet: Sheet, functions: Int) async throws {
        try await WebWorld.run { world in
            let form = try await world.open(as: .hospital, sheet.address + "/new")
            #expect(form.status == 200)
            #expect(form.count(of: ">設置なし</span>") >= functions)
            #expect(form.text.contains("外来（平日）") == (functions == 6))
            for name in sheet.answers.keys { #expect(form.text.contains(#"name="\#(name)""#), "\(name)") }
        }
    }

    @Test func `a report of the six functions of 2020 is taken`() async throws {
        try await WebWorld.run { world in
            let receipt = try await Sheet.earlier.send(by: try await world.visitor(.hospital))
            #expect(receipt.text.contains("のあとに届きましたが、報告として受け付けています"))
        }
    }

    @Test func `the same again gives the same receipt and no new revision`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            let first = try await Sheet.today.send(by: visitor)
            world.clock.advance(seconds: 60)
            let second = try await Sheet.today.send(by: visitor)
            #expect(first.value(of: "csrf") != second.value(of: "csrf"))
            #expect(first.text.contains("第1版") && second.text.contains("第1版"))
            let missing = try await visitor.get(Sheet.today.address + "/revisions/2/receipt")
            #expect(missing.status == 404)
            let kept = try await world.pool.read { try $0.query("SELECT number, receipt FROM revision") }
            #expect(kept.count == 1)
            #expect(second.text.contains(try kept[0].string("receipt")))
        }
    }

    @Test func `a blank is kept as a blank and a zero as a zero`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            try await Sheet.today.with(["covidInpatients": "0", "severe": ""]).send(by: visitor)
            let form = try await visitor.get(Sheet.today.address + "/new")
            #expect(form.value(of: "covidInpatients") == "0")
            #expect(form.value(of: "severe")?.isEmpty == true)
        }
    }

    @Test func `full-width digits and separators of thousands are understood`() async throws {
        try await WebWorld.run { world in
            let receipt = try await Sheet.today.with(["receivableBeds": "　８，６４２ "])
                .send(by: try await world.visitor(.hospital))
            #expect(receipt.text.contains("8,642"))
        }
    }

    @Test(arguments: [
        ("covidInpatients", "-1", "0以上の数"), ("covidInpatients", "1.5", "小数のない整数"),
        ("covidInpatients", "十二", "数字だけ"), ("covidInpatients", "99999", "9,999人以下"),
        ("covidInpatients", "99999999999999999999", "9,999人以下"), ("inpatient", "perhaps", "から選んでください"),
        ("inpatient", "", "選んでください"),
    ])
    func `a wrong figure is refused at its field, and what was typed stays`(
        field: String, typed: String, words: String
    ) async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            let answer = try await visitor.post(Sheet.today.address, Sheet.today.with([field: typed]).fields)
            #expect(answer.status == 422)
            #expect(answer.text.contains("1か所を直してください"))
            #expect(answer.text.contains(##"<a href="#\##(field)">"##))
            #expect(answer.text.contains(#"id="\#(field)-e""#))
            #expect(answer.text.contains(words))
            if field == "covidInpatients" { #expect(answer.value(of: field) == typed) }
            #expect(answer.value(of: "receivableBeds") == "8642")
            #expect(answer.text.contains(#"value="normal" id="outpatient" checked"#))
            #expect(try await world.pool.read { try $0.query("SELECT 1 AS one FROM revision") }.isEmpty)
        }
    }

    @Test func `everything that is wrong or missing is told at once`() async throws {
        try await WebWorld.run { world in
            let sheet = Sheet.today.with(["receivableBeds": "3O", "emergency": "", "severe": "-1"])
            let answer = try await world.visitor(.hospital).post(sheet.address, sheet.fields)
            #expect(answer.status == 422)
            #expect(answer.text.contains("3か所を直してください"))
            for code in ["receivableBeds", "emergency", "severe"] {
                #expect(answer.text.contains(##"<li><a href="#\##(code)">"##), "\(code)")
            }
        }
    }

    @Test func `a note asks once, and passed with a tick the report is taken`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            var sheet = Sheet.today.with(["severe": "13"])
            let asked = try await visitor.post(sheet.address, sheet.fields)
            #expect(asked.status == 422)
            #expect(asked.text.contains("1か所をご確認ください"))
            #expect(asked.text.contains("うち重症者数(13人)が、入院患者数(12人)より多くなっています"))
            sheet.passed = ["severeWithinInpatients"]
            try await sheet.send(by: visitor)
        }
    }

    @Test func `a report of another institution is not touched by one's own`() async throws {
        try await WebWorld.run { world in
            let other = try await world.visitor(.otherHospital)
            try await Sheet.today.send(by: try await world.visitor(.hospital))
            let none = try await other.get(Sheet.today.address)
            #expect(none.location == Sheet.today.address + "/new")
            let receipt = try await Sheet.today.with(["inpatient": "stopped"]).send(by: other)
            #expect(receipt.text.contains("架空が丘病院"))
            #expect(receipt.text.contains("第1版"))
        }
    }
}
