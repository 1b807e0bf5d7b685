import Documents
import Domain
import Foundation
import TestSupport
import Testing

@testable import Web

/// Files that are none, too large, broken or full of what nobody asked for.
struct HostileMemberFileTests {
    static let head = ["日付", "医療機関ID", "医療機関名", "開設時間", "診療室数", "発熱患者等の受診者数", "休診", "版"]

    static let files: [(name: String, bytes: [UInt8])] = [
        ("noise", (0..<4_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 / 256) }),
        ("zip", [0x50, 0x4B, 0x03, 0x04] + Array(repeating: 0, count: 200)),
        ("old.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + Array(repeating: 0, count: 600)),
        ("page.html", Array("<html><table><tr><td>医療機関ID</td></tr></table></html>".utf8)),
        ("open.csv", Array("\"医療機関ID,開設時間".utf8)), ("nul.csv", [0, 0, 0]),
        ("wide.csv", Array(String(repeating: "a,", count: 500).utf8)),
        ("long.csv", Array(String(repeating: "a\r\n", count: 20_001).utf8)), ("pdf", Array("%PDF-1.4".utf8)),
        ("lines.csv", Array(String(repeating: "\r\n", count: 5_000).utf8)),
    ]

    @Test(arguments: files.indices)
    func `a file that cannot be read is refused with a sentence, and nothing is kept`(index: Int) async throws {
        let (name, bytes) = Self.files[index]
        try await MemberFileHand.run(clinics: 1) { hand in
            let before = try await Contents(hand.world.pool)
            let answer = try await hand.send(bytes, named: name)
            #expect(answer.status == 422, "\(name)")
            #expect(answer.text.contains("ファイルを読み取れませんでした") && answer.text.contains("。</td>"), "\(name)")
            #expect(try await Contents(hand.world.pool).tables(changedSince: before).isEmpty, "\(name)")
        }
    }

    @Test func `whatever stands in the cells is told or taken, and comes back harmless`() async throws {
        try await MemberFileHand.run(clinics: 3) { hand in
            let cells = [
                "=1+1", "-5", "1e9", "999999999999999999999999", "<script>alert(1)</script>", "\u{202E}7", "７", "",
                String(repeating: "あ", count: 5_000), "NULL", "'; DROP TABLE report; --", "\u{0}", "0x10", "١٢",
            ]
            let rows = cells.flatMap { cell in
                [
                    [cell, TestWorld.clinic(1).text, "", "1", "1", "1", "", ""],
                    ["2021-09-20", cell, cell, "1", "1", "1", "", ""],
                    ["2021-09-19", TestWorld.clinic(2).text, cell, cell, cell, cell, cell, cell],
                ]
            }
            let answer = try await hand.send(MemberFileHand.csv([Self.head + ["=知らない<列>"]] + rows), named: "<b>.csv")
            let page = try await hand.result(answer)
            #expect(!page.text.contains("<script>alert") && !page.text.contains("<b>.csv"))
            #expect(page.text.contains("行を直してください") && page.text.contains("読まなかった列"))
            let back = try await hand.visitor.get(answer.location.replacing("/file?", with: "/file.xlsx?"))
            #expect(back.status == 200)
            let sheet = try Zip.unpackOne(back.bytes, ending: "sheet1.xml", limit: 4 << 20)
            #expect(!String(decoding: sheet, as: UTF8.self).contains("<f>"))
            #expect(try TableReading().read(back.bytes).rows.count > rows.count / 2)
        }
    }

    @Test func `who is no association's sends no file, and of a file too large nothing is read`() async throws {
        try await MemberFileHand.run(clinics: 1) { hand in
            let hospital = try await hand.world.visitor(.hospital)
            let theirs = MemberFileHand(world: hand.world, visitor: hospital)
            #expect(try await theirs.send(Array("a".utf8)).status == 404)
            #expect(try await theirs.send(Array(repeating: 65, count: 400_000)).status == 413)
            #expect(try await hand.send(Array(repeating: 65, count: (32 << 20) + 1)).status == 413)
        }
    }
}
