import Database
import Domain
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

/// An association's day as one table: what is valid is stored, the rest stays as it was typed (R18).
struct MemberTableTests {
    private static let table = WebWorld.memberTable
    private static let bad = [
        3: (changes: ["pcrPositive": "9"], item: "pcrPositive"),
        20: (changes: ["feverPatients": "十二"], item: "feverPatients"),
        72: (changes: ["tested": ""], item: "tested"),
    ]

    @Test func `it lists the members that are asked, in the order of their IDs, with a field for each item`()
        async throws
    {
        try await WebWorld.run { world in
            let members = try await world.addMembers(3)
            let page = try await world.open(as: .association, Self.table)
            #expect(page.status == 200)
            let places = members.compactMap { page.text.range(of: #"id="\#($0)""#)?.lowerBound }
            #expect(places.count == 3 && places == places.sorted())
            #expect(page.count(of: #"class="cell""#) == 3 * 15)
            #expect(page.text.contains(#"name="\#(members[0]).tested" aria-labelledby="\#(members[0]) c-4""#))
            #expect(page.text.contains("報告済 0 / 3"))
            #expect(page.text.contains("9月20日(月) 13:00"))
            #expect(!page.text.contains("つむぎ野病院"))
        }
    }

    @Test func `of eighty rows with three at fault seventy-seven are stored, and nothing is typed again`() async throws
    {
        try await WebWorld.run { world in
            let members = try await world.addMembers(80)
            let visitor = try await world.visitor(.association)
            let fields = members.enumerated().flatMap { Row.fields($1, Self.bad[$0]?.changes ?? [:]) }
            let page = try await visitor.post(Self.table, fields)
            #expect(page.status == 422)
            #expect(try await world.reports() == 77)
            #expect(page.text.contains("80行のうち、77行を報告しました。 3行は直すところがあります。"))
            #expect(page.text.contains("報告済 77 / 80"))
            #expect(page.count(of: #"<tr class="msg""#) == 3)
            #expect(page.count(of: #"class="cell""#) == 3 * 15)
            for (place, fault) in Self.bad {
                let cell = "\(members[place]).\(fault.item)"
                #expect(page.text.contains(##"<a href="#\##(cell)">\##(place + 1)行目"##), "\(cell)")
                #expect(
                    page.text.contains(#"id="\#(cell)" aria-invalid="true" aria-describedby="m-\#(members[place])""#))
                #expect(page.value(of: cell) ?? "" == fault.changes[fault.item])
                #expect(page.value(of: "\(members[place]).openHours") == "6.5")
            }
            let answer = try await visitor.post(Self.table, Self.bad.keys.flatMap { Row.fields(members[$0]) })
            #expect(answer.location == Self.table + "?stored=3")
            let mended = try await visitor.get(answer.location)
            #expect(mended.text.contains("3行を報告しました。"))
            #expect(mended.count(of: #"class="cell""#) == 0)
            #expect(try await world.reports() == 80)
        }
    }

    @Test func `a note asks once at its row, and one tick passes it`() async throws {
        try await WebWorld.run { world in
            let member = try await world.addMembers(1)[0]
            let visitor = try await world.visitor(.association)
            let fields = Row.fields(member, ["tested": "10"])
            let asked = try await visitor.post(Self.table, fields)
            #expect(asked.status == 422)
            #expect(asked.text.contains("このままで正しい"))
            #expect(asked.text.contains("要確認"))
            let tick = "\(member).passed"
            #expect(asked.value(of: tick) == "breakdown")
            #expect(try await visitor.post(Self.table, fields + [(tick, "breakdown")]).status == 303)
            #expect(try await world.reports() == 1)
        }
    }

    @Test func `a row that somebody else stored meanwhile shows both values and is not overwritten`() async throws {
        try await WebWorld.run { world in
            let member = try await world.addMembers(1)[0]
            let visitor = try await world.visitor(.association)
            #expect(try await visitor.post(Self.table, Row.fields(member)).status == 303)
            let mine = Row.fields(member, ["tested": "7", "pcr": "7"])
            let page = try await visitor.post(Self.table, mine)
            #expect(page.status == 422)
            #expect(page.text.contains("別の画面で第1版が保存されました"))
            #expect(page.text.contains("保存された値 <b>5人</b>・この表の値 <b>7</b>"))
            #expect(page.value(of: "\(member).tested") == "7")
            #expect(page.value(of: "\(member).revision") == "1")
            let again = try await visitor.post(Self.table, mine + [("\(member).revision", "1")])
            #expect(again.status == 303)
            let numbers = try await world.pool.read { db in
                try db.query("SELECT number FROM revision ORDER BY number").map { try $0.int("number") }
            }
            #expect(numbers == [1, 2])
        }
    }

    @Test func `what only shows the table in another way stores nothing and keeps what was typed`() async throws {
        try await WebWorld.run { world in
            let members = try await world.addMembers(3)
            let visitor = try await world.visitor(.association)
            #expect(try await visitor.post(Self.table, Row.fields(members[2])).status == 303)
            let typed = [("\(members[0]).tested", "12")]
            for wish in ["zero:\(members[1])", "open:\(members[2])", "earlier:1", "show:left", "theirs:\(members[1])"] {
                let page = try await visitor.post(Self.table, typed + [("do", wish)])
                #expect(page.status == 200, "\(wish)")
                #expect(page.value(of: "\(members[0]).tested") == "12", "\(wish)")
                #expect(page.text.contains("入力中"), "\(wish)")
                #expect(try await world.reports() == 1, "\(wish)")
            }
            let zero = try await visitor.post(Self.table, [("do", "zero:\(members[1])")])
            #expect(zero.value(of: "\(members[1]).openHours") == "0")
            let open = try await visitor.post(Self.table, [("do", "open:\(members[2])")])
            #expect(open.value(of: "\(members[2]).feverPatients") == "6")
            #expect(open.value(of: "\(members[2]).revision") == "1")
            #expect(try await visitor.get(Self.table + "?open=\(members[2])").value(of: "\(members[2]).rooms") == "1")
        }
    }

    @Test func `rows pasted into the text area go to their members, and what belongs to nobody stays there`()
        async throws
    {
        try await WebWorld.run { world in
            let members = try await world.addMembers(4)
            let visitor = try await world.visitor(.association)
            let line = "6.5\t1\t6\t5\t0\t4\t0\t１\t0\t4\t0\t1\t0\t0\t0"
            let text = [
                "\(members[1])\t見本内科クリニック2\t\(line)", "見本内科クリニック1\t\(line)", "どこかの医院\t\(line)",
            ].joined(separator: "\r\n")
            let page = try await visitor.post(Self.table, [("paste", text)])
            #expect(page.status == 422)
            #expect(page.text.contains("2行を報告しました。"))
            #expect(page.text.contains("どこかの医院\t6.5"))
            #expect(!page.text.contains("クリニック2\t6.5"))
            let rest = try await visitor.post(
                Self.table, [("paste", "\(line)\n\(line)\n"), ("pasteFrom", members[2].text)])
            #expect(rest.status == 303)
            #expect(try await world.reports() == 4)
            let late = try await visitor.post(Self.table, [("paste", "\(members[0])\t\(line)")])
            #expect(late.text.contains("見本内科クリニック1は入力欄がないため") && late.text.contains("\(members[0])\t6.5"))
        }
    }

    @Test func `the day before stands below each field on demand, and is never filled in`() async throws {
        try await WebWorld.run { world in
            let member = try await world.addMembers(1)[0]
            let visitor = try await world.visitor(.association)
            let before = "/members/clinic-daily/2021-09-18"
            let fields = Row.fields(member, ["feverPatients": "1,234"])
            #expect(try await visitor.post(before, fields).status == 303)
            #expect(try await !visitor.get(Self.table).text.contains("1,234"))
            let page = try await visitor.get(Self.table + "?earlier=1")
            #expect(page.text.contains("1,234"))
            #expect(page.value(of: "\(member).feverPatients") == nil || !page.text.contains(#"value="1234""#))
        }
    }

    @Test func `a member that was not asked on that day stands there without fields`() async throws {
        try await WebWorld.run { world in
            let late = try await world.addMembers(1, from: .written("2021-09-20"))[0]
            let page = try await world.open(as: .association, Self.table)
            #expect(page.text.contains("対象外"))
            #expect(page.count(of: #"class="cell""#) == 0)
            let visitor = try await world.visitor(.association)
            #expect(try await visitor.post(Self.table, Row.fields(late)).status == 200)
            #expect(try await world.reports() == 0)
        }
    }

    @Test func `an untouched row is no report, and a table without any says so`() async throws {
        try await WebWorld.run { world in
            let members = try await world.addMembers(2)
            let visitor = try await world.visitor(.association)
            let blank = Row.usual.keys.map { ("\(members[0]).\($0)", " ") }
            let page = try await visitor.post(Self.table, blank)
            #expect(page.status == 200)
            #expect(page.text.contains("入力された行がありません"))
            #expect(try await world.reports() == 0)
        }
    }

    @Test func `the page of three hundred members with twelve items is smaller than 100 kB as sent`() async throws {
        try await WebWorld.run { world in
            try await world.addMembers(300)
            let visitor = try await world.visitor(.association)
            let address = "/members/clinic-daily/2021-01-19"
            let whole = try await visitor.get(address)
            #expect(whole.count(of: #"class="cell""#) == 3_600)
            let sent = try await visitor.get(address, ["Accept-Encoding": "gzip"])
            #expect(sent.headers[.contentEncoding] == "gzip")
            #expect(sent.bytes.count < 100_000, "\(sent.bytes.count) of \(whole.bytes.count)")
        }
    }

    @Test func `three hundred rows of fifteen items are taken at once`() async throws {
        try await WebWorld.run { world in
            let members = try await world.addMembers(300)
            let visitor = try await world.visitor(.association)
            let page = try await visitor.post(Self.table, members.flatMap { Row.fields($0) })
            #expect(page.status == 303)
            #expect(try await world.reports() == 300)
        }
    }

    @Test func `a member that did not open is marked in its row, leaves the denominator and can be taken back`()
        async throws
    {
        try await WebWorld.run { world in
            let members = try await world.addMembers(3)
            let visitor = try await world.visitor(.association)
            let typed = [("\(members[2]).tested", "12")]
            let closed = try await visitor.post(Self.table, typed + [("do", "close:\(members[0])")])
            #expect(closed.status == 200)
            #expect(closed.text.contains("見本内科クリニック1を休診にしました。"))
            #expect(closed.text.contains("報告済 0 / 2"))
            #expect(closed.value(of: "\(members[2]).tested") == "12")
            #expect(closed.value(of: "\(members[0]).tested") == nil)
            #expect(try await visitor.get("/home").text.contains(#"<b class="lead">0</b> / 2医療機関"#))
            let back = try await visitor.post(Self.table, [("do", "reopen:\(members[0])")])
            #expect(back.text.contains("報告済 0 / 3"))
            #expect(try await visitor.post(Self.table, Row.fields(members[1])).status == 303)
            let late = try await visitor.post(Self.table, [("do", "close:\(members[1])")])
            #expect(late.text.contains("報告があるため、休診にしていません"))
        }
    }

    @Test func `nobody marks another one's member as closed`() async throws {
        try await WebWorld.run { world in
            let member = try await world.addMembers(1)[0]
            let other = try await world.otherAssociation()
            #expect(try await other.post(Self.table, [("do", "close:\(member)")]).status == 200)
            #expect(try await world.open(as: .association, Self.table).text.contains("報告済 0 / 1"))
        }
    }
}
