import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// A prefecture's register: its list, its entries, the steps of a life (R13 R28 R31).
@Suite struct RegisterTests {
    private static let own = TestWorld.own.text

    private func take(
        _ world: WebWorld, _ step: FacilityStep, from day: Day, of facility: Facility.ID = TestWorld.own
    ) async throws {
        let (now, surveys) = (world.clock.now, world.house.surveys)
        try await world.pool.write { db in
            let plan = try db.facilityLives.plan(step, of: facility, from: day, for: TestWorld.officer, on: now.day)
            try db.facilityLives.take(
                step, of: facility, from: day, seen: plan.told, surveys: surveys,
                FacilityLifeWriting.Order(by: TestWorld.officer, at: now, arrived: now))
        }
    }

    private func record(_ world: WebWorld, _ fact: FacilityFact, of facility: Facility.ID = TestWorld.own) async throws
    {
        let surveys = world.house.surveys
        try await world.pool.write { db in
            try db.facilities.record(
                fact, of: facility, Validity(from: TestWorld.since, until: nil), surveys: surveys, at: TestWorld.now,
                by: "account-officer")
        }
    }

    @Test func `the list has the prefecture's own, found by any part of name, ID and code`() async throws {
        try await WebWorld.run { world in
            let list = try await world.open(as: .prefecture, "/register").text
            #expect(list.contains("見本台総合病院") && list.contains("つむぎ野病院") && !list.contains("架空が丘病院"))
            #expect(list.contains("2件") && list.contains("見本台医師会") && list.contains("未発行"))
            for (query, count) in [
                ("q=つむぎ　野", 1), ("q=f13000018", 1), ("q=１３０００００", 2), ("q=なし", 0), ("municipality=132012", 1),
                ("kind=hospital", 2), ("kind=clinic", 0), ("party=itself", 1), ("party=association", 1),
                ("association=\(Person.associationId)", 1), ("association=A1", 0), ("life=resting", 0),
                ("life=open", 2),
                ("designation=none", 2), ("designation=tests", 0), ("kind=x&life=&page=99", 2),
            ] {
                let page = try await world.open(as: .prefecture, "/register?" + query)
                #expect(page.text.contains(">\(count)件</h2>"), "\(query)")
                #expect(page.count(of: "<th scope=\"row\">") == count, "\(query)")
            }
        }
    }

    @Test func `the list tells kinds of designation and the life apart`() async throws {
        try await WebWorld.run { world in
            try await record(world, .designation(Designation(consults: true, tests: true)))
            try await record(world, .reportingParty(.itself), of: TestWorld.neighbour)
            try await record(world, .contract(true), of: TestWorld.neighbour)
            try await take(world, .rest(until: nil), from: world.clock.now.day)
            for (query, name) in [
                ("designation=tests", "見本台総合病院"), ("designation=contract", "つむぎ野病院"), ("life=resting", "見本台総合病院"),
            ] {
                let page = try await world.open(as: .prefecture, "/register?" + query).text
                #expect(page.contains(">1件</h2>") && page.contains(name), "\(query)")
            }
        }
    }

    @Test func `the file has the columns of a designation report, for what was found`() async throws {
        try await WebWorld.run { world in
            try await record(world, .designation(Designation(consults: true, tests: false, hours: "月〜金")))
            let page = try await world.open(as: .prefecture, "/register/list.csv?q=\(Self.own)")
            #expect(page["content-disposition"]?.contains("register-13-2021-09-20.csv") == true)
            let lines = page.text.split(separator: "\r\n")
            #expect(lines.count == 2)
            #expect(lines[0].hasSuffix("\"備考\"") && lines[0].contains("\"医療機関ID\",\"都道府県コード\""))
            #expect(lines[1].hasPrefix("\"F13000018\",\"13\",\"東京都\",\"病院\",\"診療・検査医療機関\""))
            #expect(lines[1].contains("\"診療のみ\"") && lines[1].contains("\"月〜金\"") && lines[1].contains("\"自院\""))
            let book = try await world.open(as: .prefecture, "/register/list.xlsx?q=\(Self.own)")
            #expect(book.status == 200 && book.bytes.starts(with: Array("PK".utf8)))
            let member = try await world.open(as: .prefecture, "/register/list.csv?party=association").text
            #expect(member.contains("\"団体\",\"\(Person.associationId)\",\"見本台医師会\""))
        }
    }

    @Test func `an entry shows what holds, since when, and every fact as it was told`() async throws {
        try await WebWorld.run { world in
            try await record(
                world, .directory(DirectoryEntry(kana: "ミホンダイ", healthCentre: "見本保健所", remarks: "備考です")))
            try await record(world, .designation(Designation(consults: true, tests: true)))
            let page = try await world.open(as: .prefecture, "/register/\(Self.own)").text
            for words in ["見本台総合病院", "1300000017", "ミホンダイ", "見本保健所", "備考です", "診療と検査", "見本都 医療政策課", "指定を入力する"] {
                #expect(page.contains(words), "\(words)")
            }
            #expect(page.contains("/register/\(Self.own)/life/rest") && !page.contains("/life/reopen"))
            let record = try await world.open(as: .hospital, "/record").text
            #expect(record.contains("見本保健所") && record.contains("この保健所にお問い合わせください"))
        }
    }

    @Test func `after a move the former prefecture sees its own days alone, the new one those after it`() async throws {
        try await WebWorld.run { world in
            let today = world.clock.now.day
            let home = AttributeChange.Home(
                prefecture: TestWorld.ishikawa, municipality: "172014", city: "金沢市")
            try await take(world, .rename("移る前の名"), from: today.adding(-9))
            try await take(
                world, .move(to: home, zipCode: "〒920-0000", address: "金沢市兼六町9"), from: today.adding(-3))
            let former = try await world.open(as: .prefecture, "/register/\(Self.own)").text
            #expect(former.contains("移る前の名") && former.contains("9月16日"), "the last own day")
            #expect(!former.contains("兼六町9") && !former.contains("/life/") && !former.contains("指定を入力する"))
            #expect(try await world.open(as: .prefecture, "/register/\(Self.own)/life/close").status == 404)
            let list = try await world.open(as: .prefecture, "/register").text
            #expect(!list.contains(Self.own))
            let searched = try await world.open(as: .prefecture, "/register?q=\(Self.own)").text
            #expect(searched.contains("別の日には") && searched.contains("/register/\(Self.own)"))
            let new = try await world.open(as: .otherPrefecture, "/register/\(Self.own)").text
            #expect(new.contains("兼六町9") && new.contains("/life/close"))
            #expect(!new.contains("新宿区見本町"), "days before it came are not the new one's")
            #expect(try await world.open(as: .otherPrefecture, "/register").text.contains(Self.own))
        }
    }

    @Test func `a planned move is seen by the prefecture it leaves, not yet by the other`() async throws {
        try await WebWorld.run { world in
            let home = AttributeChange.Home(
                prefecture: TestWorld.ishikawa, municipality: "172014", city: "金沢市")
            try await take(
                world, .move(to: home, zipCode: "〒920-0000", address: "金沢市兼六町9"),
                from: world.clock.now.day.adding(1))
            #expect(try await world.open(as: .prefecture, "/register/\(Self.own)").text.contains("兼六町9"))
            #expect(try await world.open(as: .otherPrefecture, "/register/\(Self.own)").status == 404)
            world.clock.advance(seconds: 86_400)
            #expect(try await world.open(as: .otherPrefecture, "/register/\(Self.own)").status == 200)
        }
    }
}
