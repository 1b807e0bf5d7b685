import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// Down to the institution: who has reported and who has not (R60).
struct FilingsTests {
    private static let list = "/monitoring/hospital-status/2021-09-20/prefecture-13/facilities"

    @Test func `an area's institutions are listed with their state`() async throws {
        try await WebWorld.run { world in
            try await Sheet.today.send(by: try await world.visitor(.hospital))
            let page = try await world.open(as: .prefecture, Self.list)
            #expect(page.text.contains("見本台総合病院"))
            #expect(page.text.contains("つむぎ野病院"))
            #expect(!page.text.contains("架空が丘病院"))
            let missing = try await world.open(as: .prefecture, Self.list + "?state=missing")
            #expect(!missing.text.contains("見本台総合病院"))
            #expect(missing.text.contains("つむぎ野病院"))
            let onTime = try await world.open(as: .ministry, Self.list + "?state=onTime")
            #expect(onTime.text.contains("見本台総合病院"))
            #expect(!onTime.text.contains("つむぎ野病院"))
        }
    }

    @Test func `an odd state or page shows the list all the same`() async throws {
        try await WebWorld.run { world in
            for query in ["?state=none", "?page=0", "?page=-1", "?page=99999999999999999999", "?page=2", "?state=%00"] {
                let page = try await world.open(as: .prefecture, Self.list + query)
                #expect(page.status == 200, "\(query)")
                #expect(page.text.contains("見本台総合病院"), "\(query)")
            }
        }
    }

    @Test func `an office reads a report with its history, and its look is written down`() async throws {
        try await WebWorld.run { world in
            try await Sheet.today.send(by: try await world.visitor(.hospital))
            let page = try await world.open(
                as: .prefecture, "/facilities/\(TestWorld.own)/reports/hospital-status/2021-09-20")
            #expect(page.text.contains(Sheet.secret))
            #expect(page.text.contains("第1版"))
            #expect(!page.text.contains("訂正する"))
            #expect(!page.text.contains("取り下げる"))
            let looks = try await world.pool.read { db in
                try db.query("SELECT actor, subject FROM audit WHERE action = 'facility.look'")
                    .map { "\(try $0.string("actor")) \(try $0.string("subject"))" }
            }
            #expect(looks == ["account-officer facility:\(TestWorld.own)"])
        }
    }

    @Test func `after a move the former prefecture sees its own days and no later ones`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            try await Sheet.today.send(by: visitor)
            var yesterday = Sheet.today
            yesterday.day = "2021-09-19"
            try await yesterday.send(by: visitor)
            let surveys = world.house.surveys
            try await world.pool.write { db in
                try db.facilities.record(
                    .attributes(TestWorld.attributes("見本台総合病院", in: TestWorld.ishikawa, "172014", "金沢市")),
                    of: TestWorld.own, Validity(from: .written("2021-09-20"), until: nil), surveys: surveys,
                    at: TestWorld.now, by: "test")
            }
            let report = "/facilities/\(TestWorld.own)/reports/hospital-status/"
            #expect(try await world.open(as: .prefecture, report + "2021-09-19").status == 200)
            #expect(try await world.open(as: .prefecture, report + "2021-09-20").status == 404)
            #expect(try await world.open(as: .otherPrefecture, report + "2021-09-20").status == 200)
            #expect(try await world.open(as: .otherPrefecture, report + "2021-09-19").status == 404)
            // Its trail leads to a page that is theirs to see, whatever today is.
            world.clock.advance(seconds: 60 * 86_400)
            let past = try await world.open(as: .prefecture, report + "2021-09-19")
            #expect(past.text.contains("/facilities/\(TestWorld.own)?month=2021-09"))
            #expect(try await world.open(as: .prefecture, "/facilities/\(TestWorld.own)?month=2021-09").status == 200)
            world.clock.advance(seconds: -60 * 86_400)
            let former = try await world.open(as: .prefecture, "/facilities/\(TestWorld.own)")
            #expect(former.status == 200)
            #expect(former.text.contains("/hospital-status/2021-09-19") || former.text.contains("/days/2021-09-19"))
            #expect(!former.text.contains("2021-09-20"))
            #expect(!former.text.contains("金沢市"))
        }
    }
}
