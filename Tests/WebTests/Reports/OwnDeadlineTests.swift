import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// 期限延長 on the pages of institutions and associations (R25 R27). `WebWorld.now` is a Monday and a public holiday.
@Suite struct OwnDeadlineTests {
    private static let weekdays = PracticeDays([.monday, .tuesday, .wednesday, .thursday, .friday])
    private static let saturday = "/reports/hospital-status/2021-09-18/new"

    private func tell(_ facility: Facility.ID, _ world: WebWorld) async throws {
        let (surveys, now) = (world.house.surveys, world.clock.now)
        try await world.pool.write { db in
            try db.facilities.record(
                .practiceDays(Self.weekdays), of: facility, Validity(from: TestWorld.since, until: nil),
                surveys: surveys, at: now, by: "test")
        }
    }

    @Test func `a weekend's days are due on the next practice day: home says until when and why`() async throws {
        try await WebWorld.run { world in
            try await tell(TestWorld.own, world)
            let visitor = try await world.visitor(.hospital)
            let home = try await visitor.get("/home").text
            #expect(home.contains("9月18日(土)は診療日ではありません。") && home.contains("締切 明日 13:00"))
            #expect(home.contains("本来の締切は 9月18日(土) 13:00") && home.contains(Self.saturday))
            // Sunday's stands in the list below, with its own way to the form.
            #expect(home.contains("期限延長 9月21日(火) 13:00まで") && home.contains("hospital-status/2021-09-19/new"))
            #expect(home.contains("延長</a>"))
            let form = try await visitor.get(Self.saturday).text
            #expect(form.contains("締切 9月21日(火) 13:00") && form.contains("9月18日(土)は診療日ではありません。"))
        }
    }

    @Test(arguments: [(-1, true), (0, false)])
    func `the extension ends at its very millisecond`(milliseconds: Int, isOpen: Bool) async throws {
        try await WebWorld.run(at: "2021-09-21T04:00:00.000Z") { world in
            world.clock.advance(milliseconds: milliseconds)
            try await tell(TestWorld.own, world)
            let home = try await world.open(as: .hospital, "/home").text
            #expect(home.contains("9月18日(土)は診療日ではありません。") == isOpen)
            #expect(home.contains("締切は 9月21日(火) 13:00 でした") == !isOpen)
        }
    }

    @Test func `where nothing was told no deadline moves`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            #expect(try await !visitor.get("/home").text.contains("期限延長"))
            #expect(try await !visitor.get(Self.saturday).text.contains("期限延長"))
        }
    }

    @Test func `a window over the deadline moves it, and the pages say so`() async throws {
        try await WebWorld.run { world in
            let now = world.clock.now
            let window = MaintenanceWindow(
                id: "w-1", startsAt: now.adding(seconds: 7_200), endsAt: now.adding(seconds: 5 * 3_600),
                announcedFrom: now.adding(seconds: 3_600), reason: "機器の交換", isCancelled: false)
            try await world.pool.write { try $0.maintenanceWindows.record(window, at: now, by: "test") }
            let visitor = try await world.visitor(.hospital)
            for path in ["/home", "/reports/hospital-status/2021-09-20/new"] {
                let text = try await visitor.get(path).text
                #expect(text.contains("締切がメンテナンスの時間（9月20日(月) 15:00まで）に当たりました。"), "\(path)")
            }
        }
    }

    @Test func `what was due before the ID could be used is due seven days after`() async throws {
        try await WebWorld.run { world in
            let since = world.clock.now.adding(seconds: -2 * 86_400)
            try await world.pool.write {
                try $0.execute("UPDATE account SET usable_since = \(since.text) WHERE account_id = 'account-clerk'")
            }
            let visitor = try await world.visitor(.hospital)
            let form = try await visitor.get("/reports/hospital-status/2021-09-17/new").text
            #expect(form.contains("締切 9月25日(土) 13:00"))
            #expect(form.contains("ログインIDを使えるようになったのが9月18日(土)です。"))
            #expect(try await visitor.get("/home").text.contains("期限延長"))
            #expect(try await !visitor.get(Self.saturday).text.contains("期限延長"))
        }
    }

    @Test func `an association reads which of its members have longer`() async throws {
        try await WebWorld.run { world in
            let members = try await world.addMembers(2)
            try await tell(members[0], world)
            let visitor = try await world.visitor(.association)
            let home = try await visitor.get("/home?survey=clinic-daily&day=2021-09-17").text
            #expect(home.contains("期限延長 9月21日(火) 13:00まで") && home.contains("期限延長 1医療機関"))
            let table = try await visitor.get("/members/clinic-daily/2021-09-17").text
            #expect(table.ranges(of: "期限延長 <span class=\"nb\">9月21日(火) 13:00").count == 1)
            let file = try await visitor.get("/members/clinic-daily/2021-09-17/file").text
            #expect(file.contains("期限延長の会員が1医療機関あります。"))
        }
    }
}
