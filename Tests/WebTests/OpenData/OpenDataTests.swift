import Domain
import Foundation
import Testing

@testable import Web

@Suite struct OpenDataTests {
    @Test func `it works: the days that have data, newest first, with their files`() async throws {
        try await WebWorld.run { world in
            let hospital = try await world.visitor(.hospital)
            try await Sheet.earlier.send(by: hospital)
            try await Sheet.today.send(by: hospital)
            let page = try await world.stranger.get("/open-data")
            #expect(page.status == 200)
            let newer = try #require(page.text.range(of: "/open-data/2021-09-20/covid-19_daily_survey.csv"))
            let older = try #require(page.text.range(of: "/open-data/2020-12-09/covid-19_daily_survey.zip"))
            #expect(newer.lowerBound < older.lowerBound)
            #expect(page.text.contains("2021年9月20日(月)"))
            let readable = page.text.replacing("<wbr>", with: "")
            #expect(readable.contains("http://localhost:8080/api/covid19DailySurvey/20210920"))
        }
    }

    @Test func `without any data it says so`() async throws {
        try await WebWorld.run { world in
            let page = try await world.stranger.get("/open-data")
            #expect(page.status == 200)
            #expect(page.text.contains("まだ公開しているデータはありません"))
        }
    }

    @Test func `every link on it leads somewhere`() async throws {
        try await WebWorld.run { world in
            try await Sheet.today.send(by: try await world.visitor(.hospital))
            let page = try await world.stranger.get("/open-data")
            let links = page.text.matches(of: /(?:href|src)="(\/[^"#]*)"/).map { String($0.1) }
            #expect(links.count > 5)
            for link in Set(links) { #expect(try await world.stranger.get(link).status == 200, "\(link)") }
        }
    }
}
