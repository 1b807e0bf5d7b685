import Database
import Domain
import Foundation
import HTTPTypes
import Store
import TestSupport
import Testing

@testable import Web

/// The page on which whoever holds a receipt or statement checks it.
struct VerifyTests {
    private static let json = "\(Sheet.today.address)/revisions/1/receipt.json"

    /// Sends a file as a browser does.
    private func check(_ bytes: [UInt8], by visitor: Visitor) async throws -> Page {
        if visitor.cookies.isEmpty { _ = try await visitor.get("/verify") }
        let body = MultipartTests.body([
            (#"name="csrf""#, Array(visitor.formToken.utf8)), (#"name="file"; filename="a.json""#, bytes),
        ])
        return try await visitor.send(
            .post, "/verify", ["Content-Type": "multipart/form-data; boundary=gmis"], body: body)
    }

    @Test func `a stranger learns that a file is as it was handed out, and no figure`() async throws {
        try await WebWorld.run(isSigning: true) { world in
            let visitor = try await world.visitor(.hospital)
            try await Sheet.today.send(by: visitor)
            for path in [Self.json, "/statements/statement.pdf"] {
                let page = try await check(try await visitor.get(path).bytes, by: world.stranger)
                #expect(page.status == 200 && page.text.contains("出したときのままです"), "\(path)")
                #expect(!page.text.contains("見本台総合病院") && !page.text.contains(Sheet.secret))
            }
        }
    }

    @Test func `a changed file, a foreign key and anything else are told apart`() async throws {
        try await WebWorld.run(isSigning: true) { world in
            let visitor = try await world.visitor(.hospital)
            try await Sheet.today.send(by: visitor)
            let file = try await visitor.get(Self.json).bytes
            let changed = String(decoding: file, as: UTF8.self).replacingOccurrences(of: "8642", with: "8643")
            #expect(try await check(Array(changed.utf8), by: world.stranger).text.contains("内容が変わっています"))
            #expect(try await check(Array("abc".utf8), by: world.stranger).text.contains("読み取れません"))
            let foreign = try await TestWorld.with(.sqlite) { try await $0.signing(with: 9).pool.signer }
            let signed = try #require(SignedFile(file)).signed
            let forged = try SignedFile(.json, signed, by: foreign).bytes()
            #expect(try await check(forged, by: world.stranger).text.contains("知らない鍵(1番)"))
            let none = try await check([], by: world.stranger)
            #expect(none.status == 422 && none.text.contains("確かめるファイルを選んでください"))
        }
    }

    @Test func `a stranger may send a quarter's file, and not more than is read`() async throws {
        try await WebWorld.run { world in
            let large = try await check([UInt8](repeating: 32, count: 4 << 20), by: world.stranger)
            #expect(large.status == 200)
            let tooLarge = try await check(
                [UInt8](repeating: 32, count: VerifyController.mostBytes), by: world.stranger)
            #expect(tooLarge.status == 413)
        }
    }

    @Test func `number and hash are checked as they are typed, with what became of the report since`() async throws {
        try await WebWorld.run(isSigning: true) { world in
            let visitor = try await world.visitor(.hospital)
            let receipt = try await Sheet.today.send(by: visitor)
            let link = try #require(
                receipt.text.firstMatch(of: /\/verify\?receipt=[0-9A-Z-]+&#?[a-z0-9]*;?hash=[0-9a-f]{64}/)
            ).output
            let path = link.replacingOccurrences(of: "&amp;", with: "&")
            let page = try await world.stranger.get(path)
            #expect(page.text.contains("一致しました") && page.text.contains("鍵1番"))
            #expect(page.text.contains("2021年9月20日(月) 10:00:00") && !page.text.contains("訂正か取り下げ"))
            #expect(!page.text.contains("見本台総合病院"))
            try await Sheet.today.with(["severe": "2"], after: 1).send(by: visitor)
            #expect(try await world.stranger.get(path).text.contains("訂正か取り下げがあります"))
            let wrong = try await world.stranger.get(String(path.dropLast()) + (path.hasSuffix("0") ? "1" : "0"))
            #expect(wrong.status == 200 && wrong.text.contains("見つかりません"))
            let refused = try await world.stranger.get("/verify?receipt=2021&hash=x")
            #expect(refused.status == 422 && refused.text.contains("受付番号は、") && refused.text.contains("64けた"))
            #expect(refused.value(of: "receipt") == "2021")
        }
    }

    @Test func `the public keys are there for people and programs, former ones too`() async throws {
        try await WebWorld.run(isSigning: true) { world in
            let later = world.clock.now.adding(seconds: 60)
            _ = try await world.pool.signing(with: TestWorld.key(2), at: later)
            let answer = try await world.stranger.get("/keys.json")
            let keys = try #require(KeysJSON(answer.bytes)?.published)
            #expect(keys.map(\.number) == [2, 1] && keys.map(\.until) == [nil, later])
            #expect(answer["Access-Control-Allow-Origin"] == "*")
            let page = try await world.stranger.get("/keys")
            for key in keys { #expect(page.text.contains(key.publicKey.replacingOccurrences(of: "'", with: "&#39;"))) }
        }
    }

    @Test func `a receipt names the health centre in charge with its number`() async throws {
        try await WebWorld.run { world in
            let visitor = try await world.visitor(.hospital)
            #expect(try await Sheet.today.send(by: visitor).text.contains("担当の保健所にお問い合わせください"))
            let surveys = world.house.surveys
            try await world.pool.write { db in
                let entry = DirectoryEntry(healthCentre: "新宿区保健所", healthCentrePhone: "03-0000-0001")
                try db.facilities.record(
                    .directory(entry), of: TestWorld.own, Validity(from: TestWorld.since, until: nil),
                    surveys: surveys, at: world.clock.now, by: "test")
            }
            let page = try await visitor.get("\(Sheet.today.address)/revisions/1/receipt")
            #expect(page.text.contains("新宿区保健所") && page.text.contains(#"href="tel:03-0000-0001""#))
        }
    }
}
