import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// A prefecture registers associations and cares for them (R18 R31).
@Suite struct AssociationDeskTests {
    private static let fields = [
        ("name", "見本市役所"), ("zipCode", "160-0001"), ("address", "東京都新宿区1"), ("mail", "SHI@Example.jp"),
        ("phone", "03-0000-0001"),
    ]

    private func with(_ changes: [String: String]) -> [(String, String)] {
        Self.fields.map { ($0.0, changes[$0.0] ?? $0.1) }
    }

    @Test func `registered it has an ID, is in the list and can be told again`() async throws {
        try await WebWorld.run { world in
            let officer = try await world.visitor(.prefecture)
            #expect(try await officer.get("/associations/new").status == 200)
            let made = try await officer.post("/associations", Self.fields)
            #expect(made.status == 303)
            let page = try await officer.get(made.location).text
            #expect(page.contains("IDを発行しました") && page.contains("見本市役所") && page.contains("SHI@example.jp"))
            #expect(page.contains("東京都<bdi>新宿区1") && page.contains("とりまとめ団体の登録"))
            let id = try #require(made.location.split(separator: "/").last?.split(separator: "?").first)
            #expect(try await officer.get("/associations").text.contains(String(id)))
            let again = try await officer.post("/associations/\(id)/notification")
            #expect(again.status == 422 && again.text.contains("少し前に送ったところです"))
            world.clock.advance(seconds: 601)
            #expect(try await officer.post("/associations/\(id)/notification").status == 303)
            #expect(try await world.pool.read { try $0.query("SELECT mail_id FROM mail").count } == 2)
            #expect(try await world.open(as: .otherPrefecture, "/associations").text.contains("まだ登録されていません"))
        }
    }

    @Test func `what is missing, wrong or there already is said at its field`() async throws {
        try await WebWorld.run { world in
            let officer = try await world.visitor(.prefecture)
            let empty = try await officer.post("/associations", Self.fields.map { ($0.0, "") })
            #expect(empty.status == 422 && empty.text.contains("5か所を直してください"))
            let double = try await officer.post("/associations", with(["name": "見本台 医師会"]))
            #expect(double.status == 422 && double.text.contains("同じ名前の団体"))
            #expect(double.value(of: "name") == "見本台 医師会")
            #expect(try await world.pool.read { try $0.associations.all(in: TestWorld.tokyo).count } == 1)
        }
    }

    @Test func `its members are listed with a way to each, and it ends only without them`() async throws {
        try await WebWorld.run { world in
            let officer = try await world.visitor(.prefecture)
            let base = "/associations/\(Person.associationId)"
            let page = try await officer.get(base).text
            #expect(page.contains("つむぎ野病院") && page.contains("/register/\(TestWorld.neighbour)"))
            #expect(try await officer.get("/associations").text.contains("1件"))
            let refused = try await officer.post(base + "/end", [("from", "2021-09-20")])
            #expect(refused.status == 422 && refused.text.contains("1件あります"))
            let session = try await world.visitor(.association)
            #expect(try await session.get("/home").status == 200)
            let (now, surveys) = (world.clock.now, world.house.surveys)
            try await world.pool.write {
                try $0.facilities.record(
                    .reportingParty(.itself), of: TestWorld.neighbour, Validity(from: now.day, until: nil),
                    surveys: surveys, at: now, by: "test")
            }
            #expect(try await officer.post(base + "/end", [("from", "")]).status == 422)
            #expect(try await officer.post(base + "/end", [("from", "2021-09-20")]).status == 303)
            #expect(try await session.get("/home").status == 303, "its ID is at rest")
            let ended = try await officer.get(base).text
            #expect(ended.contains("とりまとめ団体の終了") && !ended.contains(base + "/end"))
            #expect(try await officer.post(base + "/end", [("from", "2021-09-20")]).status == 404)
        }
    }

    @Test func `changed it bears its new name everywhere, and an officer elsewhere changes nothing`() async throws {
        try await WebWorld.run { world in
            let base = "/associations/\(Person.associationId)"
            let other = try await world.visitor(.otherPrefecture)
            for place in [base, base + "/edit", base + "/end"] { #expect(try await other.get(place).status == 404) }
            for place in ["/edit", "/end", "/notification"] {
                #expect(try await other.post(base + place, Self.fields + [("from", "2021-09-20")]).status == 404)
            }
            let officer = try await world.visitor(.prefecture)
            #expect(try await officer.get(base + "/edit").value(of: "name") == "見本台医師会")
            #expect(try await officer.post(base + "/edit", with(["phone": "1"])).status == 422)
            #expect(try await officer.post(base + "/edit", Self.fields).status == 303)
            #expect(try await officer.get(base).text.contains("登録の変更"))
            #expect(try await world.open(as: .association, "/home").text.contains("見本市役所"))
            #expect(try await officer.get("/register").text.contains("見本市役所"))
        }
    }
}
