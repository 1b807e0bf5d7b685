import Database
import Domain
import Foundation
import HTTPTypes
import Store
import TestSupport
import Testing

@testable import Web

/// IDs issued by the help desk: one institution, a known one, a list (R4 R56).
@Suite struct IssueTests {
    private static let sound = [
        "prefecture": "13", "kind": "診療所", "facilityCode": "", "name": "若葉医院", "zipCode": "160-0001",
        "address": "新宿区若葉1", "phone": "03-9999-0000", "contactName": "", "mail": "w@example.jp", "notifyBy": "",
        "municipality": "", "from": "2021-09-20",
    ]

    private func fields(_ changes: [String: String] = [:]) -> [(String, String)] {
        Self.sound.merging(changes) { $1 }.map { ($0.key, $0.value) }
    }

    private func send(_ list: [UInt8], by visitor: Visitor, token: String? = nil) async throws -> Page {
        let body = MultipartTests.body([
            (#"name="csrf""#, Array((token ?? visitor.formToken).utf8)), (#"name="text""#, []),
            (#"name="file"; filename="list.csv""#, list),
        ])
        return try await visitor.send(
            .post, "/help-desk/lists", ["Content-Type": "multipart/form-data; boundary=gmis"], body: body)
    }

    @Test func `one institution gets an ID, and its page shows that it waits for its mail`() async throws {
        try await WebWorld.run { world in
            let desk = try await world.visitor(.helpDesk)
            #expect(try await desk.get("/help-desk/issue").status == 200)
            let answer = try await desk.post("/help-desk/issue", fields())
            #expect(answer.status == 303 && answer.location.hasSuffix("?done=issued"))
            let page = try await desk.get(answer.location)
            #expect(page.text.contains("若葉医院") && page.text.contains("F13000013") && page.text.contains("発行済み"))
            #expect(page.text.contains("送信待ち") && page.text.contains("新宿区"))
        }
    }

    @Test(arguments: [
        ("prefecture", ""), ("kind", ""), ("name", ""), ("zipCode", "1"), ("address", ""), ("phone", "x"),
        ("mail", "x"), ("notifyBy", "メール"), ("from", "2020-08-31"), ("from", "2099-01-01"), ("from", "x"),
        ("municipality", "1"), ("facilityCode", "1"),
    ])
    func `what is wrong is told at its field, what was typed stays, and nothing is issued`(
        field: String, typed: String
    ) async throws {
        try await WebWorld.run { world in
            let desk = try await world.visitor(.helpDesk)
            let before = try await Contents(world.pool)
            let mail = field == "notifyBy" ? ["mail": ""] : [:]
            let answer = try await desk.post("/help-desk/issue", fields([field: typed].merging(mail) { $1 }))
            #expect(answer.status == 422)
            #expect(answer.text.contains(#"id="\#(field)-e""#))
            #expect(field == "name" || answer.value(of: "name") == "若葉医院")
            #expect(try await Contents(world.pool).tables(changedSince: before).isEmpty)
        }
    }

    @Test func `what may be the same institution is shown first, and a tick goes on`() async throws {
        try await WebWorld.run { world in
            let desk = try await world.visitor(.helpDesk)
            let doubtful = fields(["name": "見本台 総合病院"])
            let asked = try await desk.post("/help-desk/issue", doubtful)
            #expect(asked.status == 422 && asked.text.contains("同じ医療機関かもしれません"))
            #expect(asked.text.contains("F13000018") && asked.text.contains("名前が同じ"))
            #expect(asked.value(of: "name") == "見本台 総合病院")
            let answer = try await desk.post("/help-desk/issue", doubtful + [("goesOn", "1")])
            #expect(answer.status == 303)
        }
    }

    @Test func `a facility code with another check digit is asked about, and can be right`() async throws {
        try await WebWorld.run { world in
            let codes = (0...9).map { "131234567\($0)" }
            let odd = try #require(codes.first { FacilityCode($0)?.checkDigitFault != nil })
            let desk = try await world.visitor(.helpDesk)
            let asked = try await desk.post("/help-desk/issue", fields(["facilityCode": odd]))
            #expect(asked.status == 422 && asked.text.contains("検証番号"))
            let answer = try await desk.post("/help-desk/issue", fields(["facilityCode": odd]) + [("goesOn", "1")])
            #expect(answer.status == 303)
            #expect(try await desk.get(answer.location).text.contains("検証番号"))
        }
    }

    @Test func `a known institution without an ID gets its own, once`() async throws {
        try await WebWorld.run { world in
            let desk = try await world.visitor(.helpDesk)
            let path = "/help-desk/facilities/F13000026"
            let page = try await desk.get(path)
            #expect(page.status == 200 && page.text.contains("未発行") && page.text.contains("IDを発行する"))
            let refused = try await desk.post(path + "/account", [("name", "事務"), ("mail", "x"), ("notifyBy", "mail")])
            #expect(refused.status == 422 && refused.value(of: "name") == "事務")
            let answer = try await desk.post(
                path + "/account", [("name", ""), ("mail", "t@example.jp"), ("notifyBy", "mail")])
            #expect(answer.status == 303)
            // Its association reports: an ID, and nobody is told.
            #expect(try await desk.get(answer.location).text.contains("知らせない（団体が報告）"))
            #expect(try await world.pool.read { try $0.query("SELECT 1 AS one FROM mail") }.isEmpty)
            let again = try await desk.post(path + "/account", [("name", ""), ("mail", ""), ("notifyBy", "")])
            #expect(again.status == 422 && again.text.contains("もうIDがあります"))
            #expect(try await desk.get(path).status == 303)
        }
    }

    @Test func `a list is looked through, begun, worked at and done, and again changes nothing`() async throws {
        try await WebWorld.run { world in
            let desk = try await world.visitor(.helpDesk)
            let sent = try await send(Array(DeskList.text.utf8), by: desk)
            #expect(sent.location == "/help-desk/issue/\(DeskList.run)")
            let waiting = try await desk.get(sent.location).text
            #expect(waiting.contains("まだ発行していません") && waiting.contains("1件のIDを発行する"))
            #expect(waiting.contains("名前が同じ") && waiting.contains("見本台総合病院"))
            let begun = try await desk.post(sent.location + "/start", [("doubles", "skip"), ("notifications", "held")])
            #expect(begun.location == sent.location)
            #expect(try await desk.get(sent.location).text.contains("発行しています"))
            try await DeskList.finish(world)
            let done = try await desk.get(sent.location).text
            #expect(done.contains("発行が終わりました") && done.contains("発行したID 1件") && done.contains("とばした行 1行"))
            #expect(done.contains("メール 1通"))
            #expect(try await desk.post(sent.location + "/release").status == 303)
            #expect(try await !desk.get(sent.location).text.contains("メール 1通"))
            let before = try await Contents(world.pool)
            #expect(try await send(Array(DeskList.text.utf8), by: desk).location == sent.location)
            _ = try await desk.post(sent.location + "/start", [("doubles", "issue"), ("notifications", "automatic")])
            try await DeskList.finish(world)
            #expect(try await Contents(world.pool).tables(changedSince: before).isEmpty)
            #expect(try await desk.get("/help-desk/issue").text.contains("完了"))
        }
    }

    @Test func `a list at fault is told by row and column, what was pasted stays, and nothing is kept`() async throws {
        try await WebWorld.run { world in
            let desk = try await world.visitor(.helpDesk)
            let before = try await Contents(world.pool)
            let faulty = DeskList.text.replacing("診療所", with: "薬局").replacing("1600001", with: "16")
            let answer = try await send(Array(faulty.utf8), by: desk)
            #expect(answer.status == 422 && answer.text.contains("3か所"))
            #expect(answer.text.contains("区分") && answer.text.contains("郵便番号"))
            let pasted = try await desk.post("/help-desk/lists", [("text", faulty)])
            #expect(pasted.status == 422 && pasted.text.contains("薬局,,若葉医院"))
            #expect(try await desk.post("/help-desk/lists", [("text", "")]).status == 422)
            #expect(try await Contents(world.pool).tables(changedSince: before).isEmpty)
        }
    }

    @Test func `a list is taken from the help desk alone, and only from its own page`() async throws {
        try await WebWorld.run { world in
            let list = Array(DeskList.text.utf8)
            let large = [UInt8](repeating: 65, count: FormBody.Limits.page.bytes + 1)
            let answers = [
                try await send(list, by: try await world.visitor(.helpDesk), token: "0"),
                try await send(list, by: try await world.visitor(.prefecture)),
                try await send(list, by: world.stranger),
                try await send(large, by: try await world.visitor(.hospital)),
            ]
            #expect(answers.map(\.status) == [403, 404, 401, 413])
        }
    }

    @Test func `the empty list has every heading, and is refused as it is`() async throws {
        try await WebWorld.run { world in
            let desk = try await world.visitor(.helpDesk)
            let blank = try await desk.get("/help-desk/lists/blank.csv")
            #expect(blank["Content-Disposition"] == "attachment; filename=\"id-list.csv\"")
            for column in IssueColumn.allCases { #expect(blank.text.contains("\"\(column.heading)\"")) }
            let answer = try await send(blank.bytes, by: desk)
            #expect(answer.status == 422 && answer.text.contains("見出しの下に行がありません"))
        }
    }
}
