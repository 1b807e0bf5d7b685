import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// The pages of the steps of an institution's life: filled in, confirmed, written down (R13 R28).
@Suite struct LifeStepTests {
    private static let own = "/register/\(TestWorld.own)"

    /// Sends the fields, and what the page that asks back sends.
    private func confirm(
        _ officer: Visitor, _ step: String, _ fields: [(String, String)]
    ) async throws -> Page {
        let asked = try await officer.post("\(Self.own)/life/\(step)", fields)
        #expect(asked.status == 200, "\(step)")
        #expect(asked.text.contains("まだ何も変わっていません"))
        let seen = try #require(asked.value(of: "seen"))
        return try await officer.post("\(Self.own)/life/\(step)", fields + [("seen", seen), ("act", "save")])
    }

    private func known(_ world: WebWorld, on day: Day? = nil) async throws -> FacilityDay? {
        let day = day ?? world.clock.now.day
        return try await world.pool.read { try $0.facilities.day(of: TestWorld.own, on: day) }
    }

    @Test func `every step is looked at before it is written down`() async throws {
        try await WebWorld.run { world in
            let officer = try await world.visitor(.prefecture)
            let from = [("from", "2021-09-20")]
            let steps: [(String, [(String, String)])] = [
                ("rest", [("until", "2021-10-01")]), ("reopen", []), ("rename", [("name", "改称病院")]),
                ("phone", [("phone", "03-0000-9999")]), ("code", [("code", "１３００００００９９")]),
                ("kind", [("kind", "clinic")]),
                (
                    "move",
                    [
                        ("zipCode", "1920000"), ("prefecture", "13"), ("municipality", "132012"), ("city", "八王子市"),
                        ("address", "東京都八王子市見本1"),
                    ]
                ),
                ("merge", [("into", TestWorld.neighbour.text)]), ("close", []),
            ]
            #expect(Set(steps.map(\.0)) == Set(FacilityStep.Name.allCases.map(\.rawValue)))
            for (step, fields) in steps {
                #expect(try await officer.get("\(Self.own)/life/\(step)").status == 200, "\(step)")
                let before = try await known(world)
                #expect(try await officer.post("\(Self.own)/life/\(step)", from + fields).status == 200, "\(step)")
                #expect(try await known(world) == before, "\(step) is not written yet")
                let done = try await confirm(officer, step, from + fields)
                #expect(done.status == 303, "\(step)")
                #expect(done.location == "\(Self.own)?done=\(step)")
                #expect(try await officer.get(done.location).text.contains("を書き加えました"), "\(step)")
                #expect(try await known(world) != before, "\(step)")
            }
            let known = try #require(try await known(world))
            #expect(known.attributes.name == "改称病院" && known.attributes.phone == "03-0000-9999")
            #expect(known.attributes.facilityCode == "1300000099" && known.attributes.address == "八王子市見本1")
            #expect(known.attributes.zipCode == "〒192-0000" && known.attributes.cityName == "八王子市")
            #expect(known.kind == .clinic && known.life == .closed)
        }
    }

    @Test func `the page says what follows, and a check digit that is not right`() async throws {
        try await WebWorld.run { world in
            let officer = try await world.visitor(.prefecture)
            let close = try await officer.post("\(Self.own)/life/close", [("from", "2021-09-20")]).text
            #expect(close.contains("報告の対象外になります") && close.contains("12月18日"))
            let old = try await officer.post("\(Self.own)/life/close", [("from", "2021-06-22")]).text
            #expect(old.contains("すぐにログインできなくなります"))
            let last = try await officer.post("\(Self.own)/life/close", [("from", "2021-06-23")]).text
            #expect(!last.contains("すぐにログインできなくなります"))
            let code = try await officer.post(
                "\(Self.own)/life/code", [("code", "1300000099"), ("from", "2021-09-20")])
            #expect(code.text.contains("検証番号"))
        }
    }

    @Test func `what was typed stays with what is wrong, and on the way back`() async throws {
        try await WebWorld.run { world in
            let officer = try await world.visitor(.prefecture)
            let refused = try await officer.post(
                "\(Self.own)/life/move",
                [
                    ("zipCode", "12"), ("prefecture", "13"), ("municipality", "172014"), ("city", ""),
                    ("address", "見本1"), ("from", "2020-08-31"),
                ])
            #expect(refused.status == 422)
            #expect(refused.text.contains("3か所を直してください") && refused.text.contains("東京都のコードではありません"))
            #expect(refused.value(of: "address") == "見本1")
            let early = try await officer.post("\(Self.own)/life/close", [("from", "2020-08-31")])
            #expect(early.status == 422 && early.text.contains("2020年9月1日から1年先まで"))
            let back = try await officer.post(
                "\(Self.own)/life/rename", [("name", "書きかけ"), ("from", "2021-09-20"), ("act", "edit")])
            #expect(back.status == 200 && back.value(of: "name") == "書きかけ")
        }
    }

    @Test func `what somebody else wrote in between is shown before anything is written`() async throws {
        try await WebWorld.run { world in
            let officer = try await world.visitor(.prefecture)
            let answer = try await officer.post(
                "\(Self.own)/life/rename",
                [("name", "改称病院"), ("from", "2021-09-20"), ("act", "save"), ("seen", "1")])
            #expect(answer.status == 409)
            #expect(answer.text.contains("登録が先に変わりました"))
            #expect(try await known(world)?.attributes.name == "見本台総合病院")
        }
    }

    @Test func `a request for another kind is accepted by entering it`() async throws {
        try await WebWorld.run { world in
            let clerk = try await world.visitor(.hospital)
            _ = try await clerk.post(
                "/record/requests", [("about", "kind"), ("wanted", "診療所になりました"), ("from", "2021-09-01")])
            let id = try #require(try await world.pool.read { try $0.changeRequests.all(of: TestWorld.own) }.first?.id)
            let officer = try await world.visitor(.prefecture)
            let page = try await officer.get("/requests/\(id)").text
            #expect(page.contains("種別を入力して受け入れる") && page.contains("\(Self.own)/life/kind?request=\(id)"))
            #expect(!page.contains("value=\"accept\"") && !page.contains("受け入れても"))
            let direct = try await officer.post("/requests/\(id)/answer", [("answer", "accept"), ("words", "はい")])
            #expect(direct.status == 422)
            let form = try await officer.get("\(Self.own)/life/kind?request=\(id)")
            #expect(form.text.contains("診療所になりました") && form.value(of: "from") == "2021-09-01")
            let done = try await confirm(
                officer, "kind", [("kind", "clinic"), ("from", "2021-09-01"), ("request", id), ("words", "変えました。")])
            #expect(done.status == 303)
            #expect(try await known(world)?.kind == .clinic)
            let record = try await world.open(as: .hospital, "/record").text
            #expect(record.contains("受け入れ") && record.contains("変えました。"))
            #expect(try await officer.get("\(Self.own)/life/kind?request=\(id)").location == "/requests/\(id)")
        }
    }

    @Test(arguments: [("designation", "designation"), ("hours", "designation"), ("address", "life/move")])
    func `other requests lead to where they are entered`(about: String, place: String) async throws {
        try await WebWorld.run { world in
            let clerk = try await world.visitor(.hospital)
            _ = try await clerk.post(
                "/record/requests", [("about", about), ("wanted", "月〜土 9:00〜17:00"), ("from", "2021-09-20")])
            let id = try #require(try await world.pool.read { try $0.changeRequests.all(of: TestWorld.own) }.first?.id)
            let page = try await world.open(as: .prefecture, "/requests/\(id)").text
            #expect(page.contains("\(Self.own)/\(place)?request=\(id)"))
        }
    }

    @Test func `a request of another institution or prefecture is not found`() async throws {
        try await WebWorld.run { world in
            try await RecordTargets.add(to: world)
            let neighbour = "/register/\(TestWorld.neighbour)/life/kind?request=\(RecordTargets.request)"
            #expect(try await world.open(as: .prefecture, neighbour).status == 404)
            let unknown = "\(Self.own)/life/kind?request=r-none"
            #expect(try await world.open(as: .prefecture, unknown).status == 404)
            #expect(try await world.open(as: .prefecture, "\(Self.own)/life/opening").status == 404)
        }
    }
}
