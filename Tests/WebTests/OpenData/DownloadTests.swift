import Documents
import Domain
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite struct DownloadTests {
    private static let folder = "/open-data/2021-09-20"
    private static let csv = folder + "/covid-19_daily_survey.csv"
    private static let archive = folder + "/covid-19_daily_survey.zip"

    @Test func `it works: the day's file in the ministry's format`() async throws {
        try await WebWorld.run { world in
            try await Sheet.today.send(by: try await world.visitor(.hospital))
            let file = try await world.stranger.get(Self.csv)
            #expect(file.status == 200)
            #expect(file["Content-Type"] == "text/csv; charset=utf-8")
            #expect(file["Content-Disposition"] == #"attachment; filename="covid-19_daily_survey.csv""#)
            #expect(file.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
            let lines = file.text.dropFirst().components(separatedBy: "\r\n")
            #expect(lines.count == 11)
            #expect(lines.last?.isEmpty == true)
            #expect(lines[0].hasPrefix(#""医療機関ID","医療機関名","郵便番号""#))
            #expect(lines[1].hasPrefix(#""F13000018","見本台総合病院","〒000-0001","東京都""#))
            #expect(lines[1].contains(#""2021-09-20","入院","制限","131041""#))
            #expect(lines[3].contains(#""2021-09-20","救急","設置なし","131041""#))
            #expect(lines[4].contains(#""入院","未回答""#))
        }
    }

    @Test func `the archive unpacks to the same bytes`() async throws {
        try await WebWorld.run { world in
            let file = try await world.stranger.get(Self.csv)
            let archive = try await world.stranger.get(Self.archive)
            #expect(archive.status == 200)
            #expect(archive["Content-Type"] == "application/zip")
            #expect(archive["Content-Disposition"] == #"attachment; filename="covid-19_daily_survey.zip""#)
            #expect(try Zip.unpackOne(archive.bytes, ending: ".csv", limit: 1 << 20) == file.bytes)
        }
    }

    @Test func `whoever has the newest file is told so, and not sent it again`() async throws {
        try await WebWorld.run { world in
            for address in [Self.csv, Self.archive, "/api/covid19DailySurvey/20210920"] {
                let file = try await world.stranger.get(address)
                let tag = try #require(file["ETag"])
                #expect(tag.hasPrefix("\"") && tag.hasSuffix("\""))
                for known in [tag, "W/" + tag, "\"other\", \(tag)", "\"other\" ,  \(tag) ", "*"] {
                    let answer = try await world.stranger.get(address, ["If-None-Match": known])
                    #expect(answer.status == 304, "\(address) \(known)")
                    #expect(answer.bytes.isEmpty)
                    #expect(answer["ETag"] == tag)
                    #expect(answer["Vary"] == "Accept-Encoding")
                    #expect(answer["Access-Control-Allow-Origin"] == "*")
                }
                #expect(try await world.stranger.get(address, ["If-None-Match": "\"other\""]).status == 200)
            }
        }
    }

    @Test func `compressed and plain are two answers with two tags, and unpacked they are the same`() async throws {
        try await WebWorld.run { world in
            for address in [Self.csv, "/api/covid19DailySurvey/20210920"] {
                let plain = try await world.stranger.get(address)
                let packed = try await world.stranger.get(address, ["Accept-Encoding": "br, gzip;q=0.8"])
                #expect(packed["Content-Encoding"] == "gzip")
                #expect(packed.bytes.starts(with: [0x1F, 0x8B]))
                #expect(packed.bytes.count < plain.bytes.count)
                #expect(plain["Content-Encoding"] == nil)
                #expect(plain["ETag"] != packed["ETag"])
                for file in [plain, packed] { #expect(file["Vary"] == "Accept-Encoding") }
                let refused = try await world.stranger.get(address, ["Accept-Encoding": "gzip;q=0, identity"])
                #expect(refused["Content-Encoding"] == nil)
                #expect(refused.bytes == plain.bytes)
                let crossed = try await world.stranger.get(
                    address, ["Accept-Encoding": "gzip", "If-None-Match": plain["ETag"] ?? ""])
                #expect(crossed.status == 200)
            }
        }
    }

    @Test func `programs of other sites may read it`() async throws {
        try await WebWorld.run { world in
            for address in [Self.csv, Self.archive] {
                let file = try await world.stranger.get(address, ["Origin": "https://example.jp"])
                #expect(file["Access-Control-Allow-Origin"] == "*")
                #expect(file["Cross-Origin-Resource-Policy"] == "cross-origin")
                #expect(file["Access-Control-Allow-Credentials"] == nil)
                #expect(file.setCookies.isEmpty)
            }
        }
    }

    @Test func `HEAD answers as GET does, without the file`() async throws {
        try await WebWorld.run { world in
            for address in [Self.csv, Self.archive, "/api/covid19DailySurvey/20210920", "/api/covid19DailySurvey"] {
                let file = try await world.stranger.get(address)
                let head = try await world.stranger.send(.head, address)
                #expect(head.status == 200, "\(address)")
                #expect(head.bytes.isEmpty, "\(address)")
                for name in ["ETag", "Content-Type", "Vary"] { #expect(head[name] == file[name], "\(address) \(name)") }
                #expect(head["Content-Length"].map { $0 == String(file.bytes.count) } ?? true, "\(address)")
            }
        }
    }

    @Test(arguments: [
        "2020-03-25", "1999-01-01", "2021-09-21", "2021-02-30", "20210920", "latest", "2021-09-20%00", "..", "%2e%2e",
    ])
    func `a day without data, one to come and nonsense are not found`(day: String) async throws {
        try await WebWorld.run { world in
            for ending in ["csv", "zip"] {
                let answer = try await world.stranger.get("/open-data/\(day)/covid-19_daily_survey.\(ending)")
                #expect(answer.status == 404, "\(day).\(ending): \(answer.status)")
            }
        }
    }

    @Test func `a report changes the day's file and its tag, and no other day's`() async throws {
        try await WebWorld.run { world in
            let addresses = [Self.csv, Self.archive, "/api/covid19DailySurvey/20210920"]
            let yesterday = "/open-data/2021-09-19/covid-19_daily_survey.csv"
            let stranger = world.stranger
            var before: [String: Page] = [:]
            for address in addresses + [yesterday] { before[address] = try await stranger.get(address) }
            try await Sheet.today.send(by: try await world.visitor(.hospital))
            for address in addresses {
                let after = try await stranger.get(address, ["If-None-Match": before[address]?["ETag"] ?? ""])
                #expect(after.status == 200, "\(address)")
                #expect(after["ETag"] != before[address]?["ETag"], "\(address)")
                #expect(after.bytes != before[address]?.bytes, "\(address)")
            }
            let kept = try await stranger.get(yesterday, ["If-None-Match": before[yesterday]?["ETag"] ?? ""])
            #expect(kept.status == 304)
        }
    }

    @Test func `a correction comes out, and only in the rows of its institution`() async throws {
        try await WebWorld.run { world in
            let hospital = try await world.visitor(.hospital)
            try await Sheet.today.send(by: hospital)
            let before = try await world.stranger.get(Self.csv).text.components(separatedBy: "\r\n")
            try await Sheet.today.with(["inpatient": "stopped", "outpatient": "limited"], after: 1).send(by: hospital)
            let after = try await world.stranger.get(Self.csv).text.components(separatedBy: "\r\n")
            let changed = zip(before, after).filter { $0.0 != $0.1 }.map(\.1)
            #expect(changed.count == 2)
            #expect(changed.allSatisfy { $0.hasPrefix(#""F13000018""#) })
            #expect(changed[0].contains(#""入院","停止""#) && changed[1].contains(#""外来","制限""#))
        }
    }

    @Test func `figures that are not published stay out of the file`() async throws {
        try await WebWorld.run { world in
            try await Sheet.today.send(by: try await world.visitor(.hospital))
            for address in [Self.csv, "/api/covid19DailySurvey"] {
                #expect(!(try await world.stranger.get(address)).text.contains("8642"))
            }
        }
    }
}
