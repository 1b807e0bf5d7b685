import Domain
import Foundation
import HTTPTypes
import Testing

@testable import Web

/// The ministry's API as about sixteen public programs read it.
@Suite struct DailySurveyAPITests {
    private static let all = "/api/covid19DailySurvey"
    private static let day = all + "/20210920"
    private static let keys = [
        "facilityId", "facilityName", "zipCode", "prefName", "facilityAddr", "facilityTel", "latitude", "longitude",
        "submitDate", "facilityType", "ansType", "localGovCode", "cityName", "facilityCode",
    ]

    private func rows(_ page: Page) throws -> [[String: String]] {
        try JSONDecoder().decode([[String: String]].self, from: Data(page.bytes))
    }

    /// A day with one report: three hospitals with three functions each.
    private func withData(_ body: @escaping @Sendable (WebWorld) async throws -> Void) async throws {
        try await WebWorld.run { world in
            try await Sheet.today.send(by: try await world.visitor(.hospital))
            try await body(world)
        }
    }

    @Test func `it works: a bare array of flat objects, every value a string, keys in the order of the file`()
        async throws
    {
        try await withData { world in
            let page = try await world.stranger.get(Self.all)
            #expect(page.status == 200)
            #expect(page["Content-Type"] == "application/json; charset=utf-8")
            let rows = try self.rows(page)
            #expect(rows.count == 9)
            #expect(rows.allSatisfy { Set($0.keys) == Set(Self.keys) })
            let first = try #require(page.text.split(separator: "}").first)
            #expect(first.matches(of: /"([A-Za-z]+)":"/).map { String($0.1) } == Self.keys)
            #expect(rows[0]["ansType"] == "制限")
            #expect(rows[0]["submitDate"] == "2021-09-20")
            #expect(rows.allSatisfy { Double($0["latitude"] ?? "") != nil && Double($0["longitude"] ?? "") != nil })
            #expect(Set(rows.map { "\($0["facilityId"] ?? "") \($0["facilityType"] ?? "")" }).count == rows.count)
        }
    }

    @Test(arguments: [
        "/api/covid19DailySurvey", "/api/Covid19DailySurvey", "/api/covid19dailysurvey", "/api/COVID19DAILYSURVEY",
        "/api/covid19DailySurvey/", "/api/covid19DailySurvey/20210920", "/api/Covid19DailySurvey/20210920/",
        "/api/covid19DailySurvey?", "/api/covid19DailySurvey/?", "/api/covid19DailySurvey/20210920/?",
    ])
    func `case and a trailing slash do not matter`(address: String) async throws {
        try await withData { world in
            let page = try await world.stranger.get(address)
            #expect(page.status == 200)
            #expect(try self.rows(page).count == 9)
        }
    }

    @Test func `every key filters by its exact value`() async throws {
        try await withData { world in
            let rows = try self.rows(try await world.stranger.get(Self.day))
            let sample = rows[0]
            for key in Self.keys {
                let value = try #require(sample[key])
                let page = try await world.stranger.get("\(Self.day)?\(key)=\(Link.encoded(value))")
                #expect(try self.rows(page) == rows.filter { $0[key] == value }, "\(key)")
                let part = try await world.stranger.get("\(Self.day)?\(key)=\(Link.encoded(String(value.dropLast())))")
                #expect(part.text == "[]", "\(key) matches by a part")
            }
        }
    }

    @Test func `several keys all have to hold`() async throws {
        try await withData { world in
            let tokyo = "prefName=" + Link.encoded("東京都")
            let inpatient = "facilityType=" + Link.encoded("入院")
            let counts = [
                (tokyo, 6), ("\(tokyo)&\(inpatient)", 2), ("\(tokyo)&\(inpatient)&localGovCode=131041", 1),
                ("\(tokyo)&localGovCode=172014", 0), ("\(tokyo)&prefName=\(Link.encoded("石川県"))", 0),
            ]
            for (query, count) in counts {
                let page = try await world.stranger.get("\(Self.day)?\(query)")
                #expect(try self.rows(page).count == count, "\(query)")
            }
        }
    }

    @Test func `parameters that are no keys are left aside`() async throws {
        try await withData { world in
            let all = try await world.stranger.get(Self.day)
            for query in [
                "_=1632100000", "callback=f", "prefname=x", "&&=&", "utm_source=a&b", "%FF=%FE", "facilityId%00=1",
            ] {
                let page = try await world.stranger.get("\(Self.day)?\(query)")
                #expect(page.bytes == all.bytes, "\(query)")
            }
        }
    }

    @Test(arguments: ["%E4", "%FF", "%", "%4", "%00", "' OR 1=1", #"","x":""#, String(repeating: "x", count: 3_000)])
    func `a value that nothing has gives an empty array`(value: String) async throws {
        try await withData { world in
            let page = try await world.stranger.get("\(Self.day)?facilityName=\(value)")
            #expect(page.status == 200, "\(page.status)")
            #expect(page.text == "[]")
            #expect(page["Content-Type"] == "application/json; charset=utf-8")
        }
    }

    @Test(arguments: ["2021-09-20", "2021092", "20210230", "20211301", "latest", "202109201", "２０２１０９２０", "0", "%00"])
    func `a day that cannot be is refused as problem+json`(day: String) async throws {
        try await withData { world in
            let page = try await world.stranger.get("\(Self.all)/\(day)")
            #expect((400..<500).contains(page.status), "\(page.status)")
            #expect(page["Content-Type"] == "application/problem+json")
            #expect(page["Access-Control-Allow-Origin"] == "*")
            let problem = try #require(try JSONSerialization.jsonObject(with: Data(page.bytes)) as? [String: Any])
            #expect(problem["status"] as? Int == page.status)
            #expect((problem["title"] as? String)?.isEmpty == false)
        }
    }

    @Test(arguments: ["20200101", "20210921", "99991231"])
    func `a day without data gives an empty array`(day: String) async throws {
        try await withData { world in
            let page = try await world.stranger.get("\(Self.all)/\(day)")
            #expect(page.status == 200)
            #expect(page.text == "[]")
        }
    }

    @Test func `before anything was reported there is an empty array`() async throws {
        try await WebWorld.run { world in
            let page = try await world.stranger.get(Self.all)
            #expect(page.status == 200)
            #expect(page.text == "[]")
        }
    }

    @Test func `without a day it answers with the newest`() async throws {
        try await WebWorld.run { world in
            let hospital = try await world.visitor(.hospital)
            try await Sheet.earlier.send(by: hospital)
            let before = try self.rows(try await world.stranger.get(Self.all))
            #expect(before.allSatisfy { $0["submitDate"] == "2020-12-09" })
            #expect(before.count == 18)
            #expect(before.prefix(3).allSatisfy { $0["facilityType"] == "外来（平日）" })
            try await Sheet.today.send(by: hospital)
            let after = try self.rows(try await world.stranger.get(Self.all))
            #expect(after.allSatisfy { $0["submitDate"] == "2021-09-20" })
            #expect(try self.rows(try await world.stranger.get(Self.all + "/20201209")) == before)
        }
    }

    @Test func `a filtered answer has a tag of its own, and moves with a report`() async throws {
        try await withData { world in
            let address = Self.day + "?facilityId=F13000018"
            let first = try await world.stranger.get(address)
            let other = try await world.stranger.get(Self.day + "?facilityId=F17000012")
            let tag = try #require(first["ETag"])
            #expect(tag != other["ETag"])
            #expect(try await world.stranger.get(address, ["If-None-Match": tag]).status == 304)
            try await Sheet.today.with(["inpatient": "stopped"], after: 1).send(by: try await world.visitor(.hospital))
            let second = try await world.stranger.get(address, ["If-None-Match": tag])
            #expect(second.status == 200)
            #expect(try self.rows(second)[0]["ansType"] == "停止")
        }
    }

    @Test func `browsers of other sites may ask first, and read`() async throws {
        try await withData { world in
            for address in [Self.all, Self.day] {
                let asked = try await world.stranger.send(
                    .options, address, ["Origin": "https://example.jp", "Access-Control-Request-Method": "GET"])
                #expect(asked.status == 204)
                #expect(asked["Access-Control-Allow-Methods"]?.contains("GET") == true)
                for page in [asked, try await world.stranger.get(address)] {
                    #expect(page["Access-Control-Allow-Origin"] == "*")
                    #expect(page.setCookies.isEmpty)
                }
            }
        }
    }

    @Test func `another name below api is not found, as problem+json`() async throws {
        try await withData { world in
            for address in ["/api/covid19JapanAll", "/api/", "/api", "/api/covid19DailySurvey/20210920/more"] {
                let page = try await world.stranger.get(address)
                #expect(page.status == 404, "\(address)")
                if address != "/api" { #expect(page["Content-Type"] == "application/problem+json", "\(address)") }
            }
            #expect([404, 405].contains(try await world.stranger.send(.post, Self.all, body: []).status))
        }
    }
}
