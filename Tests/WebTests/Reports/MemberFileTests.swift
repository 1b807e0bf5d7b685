import Database
import Documents
import Domain
import Foundation
import Store
import TestSupport
import Testing

@testable import Web

/// An association's files over the web (R18).
struct MemberFileTests {
    /// Of every item, in the order of the form.
    private static let figures = [
        "6.5", "2", "8", "5", "0", "3", "0", "1", "1", "4", "1", "1", "0", "1", "0",
    ]

    /// Every member's row filled as far as it is asked.
    private func filled(_ table: TextTable) throws -> [[String]] {
        let places = try table.column("医療機関名") + 1..<(try table.column("休診"))
        #expect(places.count == Self.figures.count)
        return table.members.map { row in
            var row = row
            // The even clinics do not test.
            let tests = ["1", "3", "5", "7", "9"].contains { row[1].hasSuffix($0) }
            for (place, figure) in zip(places, Self.figures).prefix(tests ? places.count : 3) { row[place] = figure }
            return row
        }
    }

    @Test func `a workbook is taken, filled, sent: 77 are reported, three told, mended in the file that comes back`()
        async throws
    {
        try await MemberFileHand.run(clinics: 80) { hand in
            let table = try await hand.table(MemberFileHand.base + "/day.xlsx")
            #expect(table.members.count == 80 && table.rows[0].line == 1)
            var rows = try filled(table)
            let positive = try table.column("PCR検査結果判明件数 うち陽性")
            rows[2][positive] = "9"
            rows[20][try table.column("発熱患者等")] = "たくさん"
            rows[72][try table.column("開設時間")] = "25"
            let file = try MemberFileHand.workbook([table.head] + rows)
            let page = try await hand.result(try await hand.send(file))
            #expect(page.text.contains("77行を報告しました。3行は直すところがあります。"))
            for words in ["見本町3番クリニック", "見本町21番クリニック", "見本町73番クリニック", "発熱患者等の受診者数", "多くなっています"] {
                #expect(page.text.contains(words), "\(words)")
            }
            let stored = try await hand.answers(1)
            #expect(stored["openHours"] == "6.5" && stored["pcrPositive"] == "1" && stored["byRequest"] == "0")
            #expect(try await hand.answers(3) == [:])
            let back = page.text.split(separator: "\"").first { $0.contains("/file.xlsx?sent=") }
            var mended = try await hand.table(String(try #require(back)))
            let mend = try mended.column("直すところ")
            #expect(mended.members.count { !$0[mend].isEmpty } == 3)
            #expect(mended.members[2][mend].contains("うち陽性"))
            var again = mended.members
            again[2][positive] = "1"
            again[20][try mended.column("発熱患者等")] = "8"
            again[72][try mended.column("開設時間")] = "6.5"
            let done = try await hand.result(
                try await hand.send(try MemberFileHand.workbook([mended.head] + again)))
            #expect(done.text.contains("3行を報告しました。") && !done.text.contains("直してください"))
            mended = try await hand.table(MemberFileHand.base + "/day.xlsx")
            #expect(mended.members.allSatisfy { $0.contains("6.5") })
        }
    }

    @Test(arguments: ["day.xlsx", "day.csv?encoding=utf8", "day.csv?encoding=sjis", "week.xlsx", "week.csv"])
    func `what was reported comes back unchanged from every kind of file`(file: String) async throws {
        try await MemberFileHand.run(clinics: 4) { hand in
            let table = try await hand.table(MemberFileHand.base + "/" + file)
            var rows = try filled(table)
            #expect(rows.count == (file.hasPrefix("week") ? 28 : 4))
            let closed = try table.column("休診")
            rows[1] = table.members[1]
            rows[1][closed] = "○"
            rows[3] = table.members[3]
            let sent =
                file.contains("sjis")
                ? MemberFileHand.csv([table.head] + rows, .cp932) : MemberFileHand.csv([table.head] + rows)
            let first = try await hand.result(try await hand.send(sent, named: "table.csv"))
            #expect(!first.text.contains("直してください"), "\(first.text)")
            // What is saved now goes in again, byte for byte.
            let saved = try await hand.visitor.get(MemberFileHand.base + "/" + file).bytes
            let now = try TableReading().read(saved)
            let version = try now.column("版")
            func figures(_ rows: [[String]]) -> [[String]] {
                rows.map { row in row.enumerated().map { $0.offset == version ? "" : $0.element } }
            }
            #expect(figures(now.members) == figures(rows))
            let before = try await Contents(hand.world.pool)
            let second = try await hand.result(try await hand.send(saved, named: "again"))
            #expect(second.text.contains("新しく報告する行はありませんでした"))
            #expect(
                try await Contents(hand.world.pool).tables(changedSince: before) == ["audit", "member_file"])
        }
    }

    @Test func `a pasted table is taken as well, and what is refused whole is shown again`() async throws {
        try await MemberFileHand.run(clinics: 2) { hand in
            let pasted = "医療機関名\t開設時間\t診療室数\t発熱患者等の受診者数\n見本町2番クリニック\t6\t1\t3\n"
            let page = try await hand.result(try await hand.send([], named: "", pasted: pasted))
            #expect(page.text.contains("1行を報告しました。") && page.text.contains("貼り付けた表"))
            let refused = try await hand.send([], named: "", pasted: "名前\t数\nだれか\t3\n")
            #expect(refused.status == 422 && refused.text.contains("見出しの行が見つかりません"))
            #expect(refused.text.contains("だれか"))
            let nothing = try await hand.send([], named: "")
            #expect(nothing.status == 422 && nothing.text.contains("ファイルを選ぶか"))
        }
    }

    @Test func `no cell of a file can begin a formula`() async throws {
        try await MemberFileHand.run(clinics: 1) { hand in
            let (surveys, now) = (hand.world.house.surveys, hand.world.clock.now)
            try await hand.world.pool.write { db in
                try db.facilities.record(
                    .attributes(TestWorld.attributes("=cmd|'/C calc'!A0", in: TestWorld.tokyo, "131041", "新宿区")),
                    of: TestWorld.clinic(1), Validity(from: TestWorld.since, until: nil), surveys: surveys, at: now,
                    by: "test")
            }
            let workbook = try await hand.visitor.get(MemberFileHand.base + "/day.xlsx").bytes
            let sheet = try Zip.unpackOne(workbook, ending: "sheet1.xml", limit: 1 << 20)
            #expect(!String(decoding: sheet, as: UTF8.self).contains("<f>"))
            #expect(try TableReading().read(workbook).members[0].contains("=cmd|'/C calc'!A0"))
            let csv = try await hand.visitor.get(MemberFileHand.base + "/day.csv")
            #expect(csv.text.contains("\"'=cmd|'/C calc'!A0\""))
            let page = try await hand.result(try await hand.send(csv.bytes, named: "a.csv"))
            #expect(page.text.contains("何も入っていない行"))
        }
    }

    @Test func `the answer outlives the page, for its association alone`() async throws {
        try await MemberFileHand.run(clinics: 1) { hand in
            let table = try await hand.table(MemberFileHand.base + "/day.xlsx")
            let answer = try await hand.send(
                try MemberFileHand.workbook([table.head] + (try filled(table))), named: "C:\\表\\一月.xlsx")
            let page = try await hand.visitor.get(MemberFileHand.base + "/file")
            #expect(page.text.contains(answer.location) && page.text.contains(">一月.xlsx<"))
            #expect(try await hand.visitor.get(answer.location.replacing("/file?", with: "/file.xlsx?")).status == 200)
            #expect(try await hand.world.open(as: .hospital, answer.location).status == 404)
            for path in ["/file?sent=f-0", "/file.xlsx?sent=", "/file.xlsx?sent=f-0"] {
                #expect(try await hand.visitor.get(MemberFileHand.base + path).status == 404, "\(path)")
            }
            hand.world.clock.advance(seconds: MemberFileStore.seconds)
            let later = try await hand.world.open(as: .association, answer.location)
            #expect(later.status == 404)
        }
    }

    @Test func `days that cannot be entered are not found or told, and a week begins with the survey`() async throws {
        try await MemberFileHand.run(clinics: 1) { hand in
            for path in ["2021-09-31/day.xlsx", "2020-08-31/file", "2021-09-20/day.csv?encoding=ebcdic"] {
                #expect(try await hand.visitor.get("/members/clinic-daily/\(path)").status == 404, "\(path)")
            }
            #expect(try await hand.visitor.get("/members/clinic-daily/2021-09-21/day.xlsx").status >= 400)
            let early = try await hand.table("/members/clinic-daily/2020-09-02/week.xlsx")
            #expect(early.members.map { $0[0] } == ["2020-09-01", "2020-09-02"])
            #expect(try await hand.visitor.get("/members/supplies-weekly/2021-09-22/file").status == 200)
        }
    }

    @Test func `the form on paper has a page for each member, and a blank one without names`() async throws {
        try await MemberFileHand.run(clinics: 3) { hand in
            let page = try await hand.visitor.get(MemberFileHand.base + "/paper.pdf")
            #expect(page["content-type"] == "application/pdf")
            let pdf = try OpenedPDF(page.bytes)
            #expect(try pdf.fact("Pages") == "3")
            let text = try pdf.text()
            for words in ["見本町1番クリニック", TestWorld.clinic(3).text, "2021年9月20日(月)の実績", "見本台医師会", "ファクス", "開設時間"] {
                #expect(text.contains(OpenedPDF.folded(words)), "\(words)")
            }
            let blank = try OpenedPDF(try await hand.visitor.get(MemberFileHand.base + "/paper.pdf?blank=1").bytes)
            #expect(try blank.fact("Pages") == "1")
            #expect(try !blank.text().contains("見本町1番"))
        }
    }
}
