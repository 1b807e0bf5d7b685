import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// What an institution asks its prefecture, and the answer (R28).
@Suite struct RequestTests {
    private func ask(
        _ world: WebWorld, _ subject: String = "name", _ wanted: String = "新・見本台病院"
    ) async throws -> String {
        let clerk = try await world.visitor(.hospital)
        let answer = try await clerk.post(
            "/record/requests", [("about", subject), ("wanted", wanted), ("from", "2021-09-20")])
        #expect(answer.status == 303)
        return try #require(
            try await world.pool.read { try $0.changeRequests.all(of: TestWorld.own) }.first?.id)
    }

    private func accept(_ value: String) -> [(String, String)] {
        [("answer", "accept"), ("value", value), ("words", "")]
    }

    @Test func `the prefecture sees it beside the present value, accepts, and the institution sees both`() async throws
    {
        try await WebWorld.run { world in
            let id = try await ask(world)
            #expect(try await world.open(as: .hospital, "/record").text.contains("回答待ち"))
            let officer = try await world.visitor(.prefecture)
            let list = try await officer.get("/requests")
            #expect(list.text.contains("回答を待っているもの"))
            #expect(list.text.contains("/requests/\(id)"))
            let page = try await officer.get("/requests/\(id)")
            #expect(page.text.contains("新・見本台病院"))
            #expect(page.text.contains("いまの登録</dt><dd><bdi>見本台総合病院"))
            #expect(try await officer.post("/requests/\(id)/answer", accept("新・見本台病院")).status == 303)
            let record = try await world.open(as: .hospital, "/record")
            #expect(record.text.contains("受け入れ"))
            #expect(record.text.contains("<h2 id=\"page-id\">ID</h2>"))
            #expect(record.text.contains("<dt>名前</dt><dd><bdi>新・見本台病院</bdi>"))
            #expect(try await officer.get("/requests/\(id)").text.contains("受け入れ"))
        }
    }

    @Test(arguments: ["", "2021-09-20T01:00:00.000Z", ",", "x,r-1", "2021-09-20T01:00:00.000Z,%00", "%F0%9F%98%80,r"])
    func `a place that cannot be is the list's beginning`(place: String) async throws {
        try await WebWorld.run { world in
            let page = try await world.open(as: .prefecture, "/requests?after=" + place)
            #expect(page.status == 200 && page.text.contains("回答を待っているもの"))
        }
    }

    @Test func `declining needs a reason, and shows it to the institution`() async throws {
        try await WebWorld.run { world in
            let id = try await ask(world, "other", "診療所にしてください")
            let officer = try await world.visitor(.prefecture)
            let empty = try await officer.post("/requests/\(id)/answer", [("answer", "decline"), ("words", " ")])
            #expect(empty.status == 422)
            #expect(empty.text.contains("断る理由を入力してください"))
            #expect(empty.text.contains(#"value="decline" checked"#))
            let none = try await officer.post("/requests/\(id)/answer", [("words", "はい")])
            #expect(none.status == 422)
            let answer = try await officer.post(
                "/requests/\(id)/answer", [("answer", "decline"), ("words", "許可の変更が先に必要です。")])
            #expect(answer.status == 303)
            #expect(try await world.open(as: .hospital, "/record").text.contains("許可の変更が先に必要です。"))
        }
    }

    @Test func `the prefecture's own name is no part of an address`() async throws {
        try await WebWorld.run { world in
            let id = try await ask(world, "address", "東京都新宿区新町１丁目")
            let officer = try await world.visitor(.prefecture)
            _ = try await officer.post("/requests/\(id)/answer", accept("東京都新宿区新町１丁目"))
            let day = world.clock.now.day
            let address = try await world.pool.read {
                try $0.facilities.attributes(of: TestWorld.own, on: day)?.address
            }
            #expect(address == "新宿区新町１丁目")
        }
    }

    @Test func `nobody but the institution's own prefecture finds it`() async throws {
        try await WebWorld.run { world in
            let id = try await ask(world)
            for person in Person.allCases where person != .prefecture {
                let visitor = try await world.visitor(person)
                #expect(try await visitor.get("/requests/\(id)").status == 404, "\(person)")
                #expect(try await visitor.post("/requests/\(id)/answer", accept("別の名")).status == 404, "\(person)")
            }
            let list = try await world.open(as: .otherPrefecture, "/requests")
            #expect(list.status == 200)
            #expect(!list.text.contains(id))
            for person in Person.allCases where person.account.facility == nil {
                #expect(try await world.open(as: person, "/record/requests/new").status == 404, "\(person)")
            }
        }
    }

    @Test func `what is missing or too long is refused with what was typed`() async throws {
        try await WebWorld.run { world in
            let clerk = try await world.visitor(.hospital)
            let long = String(repeating: "長", count: ChangeRequest.limit + 1)
            let answer = try await clerk.post("/record/requests", [("about", "x"), ("wanted", long), ("from", "")])
            #expect(answer.status == 422)
            #expect(answer.text.contains(long))
            #expect(answer.text.contains("3か所を直してください"))
            let exact = try await clerk.post(
                "/record/requests", [("about", "other"), ("wanted", String(long.dropLast())), ("from", "2021-09-20")])
            #expect(exact.status == 303)
        }
    }
}
