import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// One institution entered by hand (R31 R40).
@Suite struct DesignationEntryTests {
    private static let entry = "/register/F13000018/designation"
    private static let sound = [
        "kind": "病院", "category": "診療・検査医療機関", "tests": "診療と検査", "contract": "なし", "ownPatientsOnly": "有",
        "hours": "月〜金 9:00〜12:00", "publishable": "可", "party": "自院", "association": "", "otherAssociation": "",
        "from": "2021-09-25", "until": "", "healthCentre": "新宿区保健所", "remarks": "",
    ]

    private func fields(_ changes: [String: String] = [:]) -> [(String, String)] {
        Self.sound.merging(changes) { $1 }.map { ($0.key, $0.value) }
    }

    @Test func `an entry is prefilled with what is known, looked at, applied, and then known`() async throws {
        try await WebWorld.run { world in
            let hand = try await DesignationHand(world)
            let form = try await hand.officer.get(Self.entry)
            #expect(form.status == 200 && form.text.contains("見本台総合病院"))
            #expect(form.text.contains(#"name="category" value="指定なし" checked"#))
            #expect(form.text.contains(#"name="party" value="自院" checked"#))
            let sent = try await hand.officer.post(Self.entry, fields())
            #expect(sent.status == 303 && sent.location.hasPrefix("/designations/d-"))
            let preview = try await hand.officer.get(sent.location).text
            #expect(preview.contains("画面で入力") && preview.contains(">反映する</button>"))
            #expect(try await hand.known(TestWorld.own, on: "2021-09-25")?.designation == nil)
            _ = try await hand.officer.post(sent.location + "/apply")
            let known = try #require(try await hand.known(TestWorld.own, on: "2021-09-25")?.designation)
            #expect(known.consults && known.tests && known.ownPatientsOnly && known.publishable)
            #expect(known.hours == "月〜金 9:00〜12:00")
            #expect(try await hand.known(TestWorld.own, on: "2021-09-24")?.designation?.consults != true)
            world.clock.advance(seconds: 5 * 86_400)
            let again = try await world.visitor(.prefecture).get(Self.entry)
            #expect(again.text.contains(#"name="tests" value="診療と検査" checked"#))
            #expect(again.value(of: "healthCentre") == "新宿区保健所")
        }
    }

    @Test(arguments: [
        ("from", "2021-13-01", "from"), ("until", "2021-09-01", "until"), ("category", "x", "category"),
        ("kind", "薬局", "kind"), ("hours", String(repeating: "長", count: 201), "hours"),
        ("otherAssociation", "A99999999", "otherAssociation"),
    ])
    func `what is wrong is told at its field, what was typed stays, and nothing is kept`(
        field: String, typed: String, told: String
    ) async throws {
        try await WebWorld.run { world in
            let hand = try await DesignationHand(world)
            let before = try await Contents(world.pool)
            let party = field == "otherAssociation" ? ["party": "団体"] : [:]
            let answer = try await hand.officer.post(Self.entry, fields([field: typed].merging(party) { $1 }))
            #expect(answer.status == 422)
            #expect(answer.text.contains(#"id="\#(told)-e""#) && answer.text.contains(##"href="#\##(told)""##))
            #expect(answer.value(of: "healthCentre") == "新宿区保健所")
            #expect(try await Contents(world.pool).tables(changedSince: before).isEmpty)
        }
    }

    @Test func `an association is picked from the prefecture's list, or its ID is typed`() async throws {
        try await WebWorld.run { world in
            let hand = try await DesignationHand(world)
            #expect(try await hand.officer.get(Self.entry).text.contains("見本台医師会 (A13000099)"))
            let none = try await hand.officer.post(Self.entry, fields(["party": "団体"]))
            #expect(none.status == 422 && none.text.contains("団体を選ぶか、IDを入力してください。"))
            #expect(none.text.contains(#"id="association-e""#))
            for way in [["association": "A13000099"], ["otherAssociation": "a13000099"]] {
                let sent = try await hand.officer.post(Self.entry, fields(["party": "団体"].merging(way) { $1 }))
                #expect(sent.status == 303)
                #expect(try await hand.officer.get(sent.location).text.contains("<del><bdi>自院</bdi></del>"))
            }
            // Typed, and then it was decided otherwise.
            let itself = try await hand.officer.post(Self.entry, fields(["association": "A13000099"]))
            #expect(itself.status == 303)
            #expect(try await !hand.officer.get(itself.location).text.contains("<del><bdi>自院</bdi></del>"))
        }
    }

    @Test func `a new institution is entered by hand, and gets its ID when that is applied`() async throws {
        try await WebWorld.run { world in
            let hand = try await DesignationHand(world)
            #expect(try await hand.officer.get("/register/new").status == 200)
            let new = [
                "kind": "診療所", "name": "若葉医院", "kana": "ワカバイイン", "facilityCode": "", "zipCode": "160-0001",
                "address": "新宿区若葉1", "municipality": "", "phone": "03-9000-0001", "mail": "w@example.jp",
                "notifyBy": "",
            ]
            let refused = try await hand.officer.post(
                "/register/new", fields(new.merging(["zipCode": "16", "name": ""]) { $1 }))
            #expect(refused.status == 422 && refused.text.contains(#"id="zipCode-e""#))
            #expect(refused.text.contains(#"id="name-e""#) && refused.value(of: "phone") == "03-9000-0001")
            let before = try await hand.accounts()
            let sent = try await hand.officer.post("/register/new", fields(new))
            #expect(sent.status == 303)
            #expect(try await hand.officer.get(sent.location).text.contains("IDを発行(メール 1)"))
            _ = try await hand.officer.post(sent.location + "/apply")
            #expect(try await hand.accounts() == before + 1)
        }
    }

    @Test func `an entry answers the change request that it was made for`() async throws {
        try await WebWorld.run { world in
            let hand = try await DesignationHand(world)
            let now = world.clock.now
            let request = try await world.pool.write { db in
                try db.changeRequests.add(
                    .hours, wanted: "月〜土\n9:00〜17:00", from: .written("2021-10-01"), by: TestWorld.clerk, at: now)
            }
            let form = try await hand.officer.get(Self.entry + "?request=\(request)")
            #expect(form.text.contains("医療機関からの依頼") && form.value(of: "from") == "2021-10-01")
            #expect(form.value(of: "hours") == "月〜土 9:00〜17:00" && form.value(of: "request") == request)
            #expect(try await hand.officer.get("/register/F13000026/designation?request=\(request)").status == 404)
            #expect(try await hand.officer.get(Self.entry + "?request=r-none").status == 404)
            let sent = try await hand.officer.post(Self.entry, fields(["request": request]))
            #expect(sent.status == 303)
            _ = try await hand.officer.post(sent.location + "/apply")
            let answered = try await world.pool.read { try $0.changeRequests.find(request, in: TestWorld.tokyo) }
            #expect(answered?.answer?.isAccepted == true)
            let late = try await hand.officer.post(Self.entry, fields(["request": request]))
            #expect(late.status == 422 && late.text.contains("もう回答しています"))
            #expect(try await hand.officer.get(Self.entry + "?request=\(request)").location == "/requests/\(request)")
        }
    }

    @Test func `an institution elsewhere is not found`() async throws {
        try await WebWorld.run { world in
            let hand = try await DesignationHand(world)
            #expect(try await hand.officer.get("/register/F17000012/designation").status == 404)
            #expect(try await hand.officer.post("/register/F17000012/designation", fields()).status == 404)
            #expect(try await hand.officer.get("/register/F99999999/designation").status == 404)
        }
    }
}
