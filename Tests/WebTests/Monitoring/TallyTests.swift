import Domain
import Testing

@testable import Web

@Suite struct TallyTests {
    private static let day = "/monitoring/hospital-status/2021-09-20"

    @Test func `it works: a report moves the sums of its prefecture and of the nation`() async throws {
        try await WebWorld.run { world in
            let prefecture = try await world.visitor(.prefecture)
            let ministry = try await world.visitor(.ministry)
            let address = Self.day + "/prefecture-13"
            #expect(!(try await prefecture.get(address)).text.contains(Sheet.secret))
            try await Sheet.today.send(by: try await world.visitor(.hospital))
            for page in [
                try await prefecture.get(address), try await ministry.get(Self.day), try await ministry.get(address),
            ] {
                #expect(page.status == 200)
                #expect(page.text.contains(Sheet.secret))
                #expect(page.text.contains("報告のあった 1 の医療機関の答えです"))
            }
        }
    }

    @Test func `the denominator is the institutions of the area on that day`() async throws {
        try await WebWorld.run { world in
            try await Sheet.today.send(by: try await world.visitor(.hospital))
            let own = try await world.open(as: .prefecture, Self.day + "/prefecture-13")
            #expect(own.text.contains(#"1<small> / 2</small>"#))
            let nation = try await world.open(as: .ministry, Self.day)
            #expect(nation.text.contains(#"2<small> / 3</small>"#))
            #expect(nation.text.contains(#"1<small> / 3</small>"#))
        }
    }

    @Test func `the nation's page has all 47 prefectures, a prefecture's its municipalities`() async throws {
        try await WebWorld.run { world in
            let nation = try await world.open(as: .ministry, Self.day)
            for prefecture in Prefecture.all {
                #expect(nation.text.contains(#"/prefecture-\#(prefecture.code)">\#(prefecture.name)</a>"#))
            }
            let own = try await world.open(as: .prefecture, Self.day + "/prefecture-13")
            for city in ["新宿区", "八王子市"] { #expect(own.text.contains(city)) }
            #expect(!own.text.contains("金沢市"))
            let city = try await world.open(as: .prefecture, Self.day + "/municipality-131041")
            #expect(city.status == 200)
            #expect(city.text.contains("新宿区のいまの状況"))
        }
    }

    @Test func `sign-in leads each office to its own area`() async throws {
        try await WebWorld.run { world in
            let own = try await world.open(as: .prefecture, "/home")
            #expect(own.location == "/monitoring/clinic-daily/2021-09-19/prefecture-13")
            let other = try await world.open(as: .otherPrefecture, "/home")
            #expect(other.location == "/monitoring/clinic-daily/2021-09-19/prefecture-17")
            #expect(try await world.open(as: .ministry, "/home").location == "/monitoring/clinic-daily/2021-09-19")
        }
    }

    @Test func `an office never sees another's area, nor anything that leads there`() async throws {
        try await WebWorld.run { world in
            try await Sheet.today.send(by: try await world.visitor(.hospital))
            let other = try await world.visitor(.otherPrefecture)
            for area in ["", "/nation", "/prefecture-13", "/municipality-131041"] {
                let page = try await other.get(Self.day + area)
                #expect(page.status == 404, "\(area)")
                #expect(!page.text.contains("東京都"), "\(area)")
            }
            let own = try await other.get(Self.day + "/prefecture-17")
            #expect(own.status == 200)
            for words in ["prefecture-13", "新宿区", Sheet.secret, #"/2021-09-20">全国"#] {
                #expect(!own.text.contains(words))
            }
        }
    }

    @Test(arguments: [
        "prefecture-00", "prefecture-48", "prefecture-1", "prefecture-013", "prefecture-", "nation-13",
        "municipality-13",
        "municipality-130000", "municipality-13104x", "municipality-１３１０４１", "everything", "%2e%2e", "%00",
    ])
    func `an area that is not there is not found`(area: String) async throws {
        try await WebWorld.run { world in
            for person in [Person.prefecture, .ministry] {
                let page = try await world.open(as: person, Self.day + "/" + area)
                #expect(page.status == 404, "\(person)")
            }
        }
    }

    @Test func `a correction moves the sums by its difference alone`() async throws {
        try await WebWorld.run { world in
            let hospital = try await world.visitor(.hospital)
            try await Sheet.today.send(by: hospital)
            try await Sheet.today.with(["receivableBeds": "9000"], after: 1).send(by: hospital)
            let page = try await world.open(as: .prefecture, Self.day + "/prefecture-13")
            #expect(page.text.contains("<b>9,000</b> 床"))
            #expect(!page.text.contains(Sheet.secret))
            #expect(page.text.contains("報告のあった 1 の医療機関の答えです"))
        }
    }

    @Test func `a report after the deadline is counted as late`() async throws {
        try await WebWorld.run(at: "2021-09-20T04:00:00.000Z") { world in
            try await Sheet.today.send(by: try await world.visitor(.hospital))
            let page = try await world.open(as: .prefecture, Self.day + "/prefecture-13")
            #expect(page.text.contains(#"締切後</span><span class="big">1<small> / 2</small>"#))
        }
    }

    @Test func `sums of the nation are those of its prefectures`() async throws {
        try await WebWorld.run { world in
            try await Sheet.today.send(by: try await world.visitor(.hospital))
            try await Sheet.today.with(["receivableBeds": "358"]).send(by: try await world.visitor(.otherHospital))
            let nation = try await world.open(as: .ministry, Self.day)
            #expect(nation.text.contains("<b>9,000</b> 床"))
            #expect(nation.text.contains(#"2<small> / 3</small>"#))
        }
    }
}
