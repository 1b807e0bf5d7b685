import Database
import Documents
import Domain
import HTTPTypes
import Store
import TestSupport
import Testing

@testable import Web

/// What is sent as a list, and the files that come back (R3 R31).
@Suite struct DesignationUploadTests {
    @Test func `what cannot be read is told, what was pasted and chosen stays, and nothing is kept`() async throws {
        try await WebWorld.run { world in
            let hand = try await DesignationHand(world)
            let before = try await Contents(world.pool)
            let nothing = try await hand.officer.post(
                "/designations", [("text", ""), ("scope", "whole"), ("from", "2021-10-01")])
            #expect(nothing.status == 422 && nothing.text.contains("ファイルを選ぶか、表を貼り付けてください。"))
            #expect(nothing.text.contains(#"value="whole" checked"#) && nothing.value(of: "from") == "2021-10-01")
            let pasted = try await hand.officer.post(
                "/designations", [("text", "都道府県,見出しのない表\n1,2"), ("scope", "changes"), ("from", "2021-09-20")])
            #expect(pasted.status == 422 && pasted.text.contains("都道府県,見出しのない表"))
            #expect(pasted.text.contains("見出しの行が見つかりません"))
            let unknown = try await hand.send(DesignationHand.list().replacing("種別", with: "種類<b>") + "a\r\n")
            #expect(unknown.status == 422 && unknown.text.contains("種類&lt;b&gt;"))
            for (scope, from) in [("", "2021-09-20"), ("x", "2021-09-20"), ("changes", ""), ("changes", "2031-01-01")] {
                let answer = try await hand.send(DesignationHand.list(DesignationHand.aoba), scope: scope, from: from)
                #expect(answer.status == 422, "\(scope) \(from)")
            }
            #expect(try await Contents(world.pool).tables(changedSince: before).isEmpty)
        }
    }

    @Test func `a pasted table and a file in Shift_JIS are read alike`() async throws {
        try await WebWorld.run { world in
            let hand = try await DesignationHand(world)
            let list = DesignationHand.list(DesignationHand.wakaba)
            let pasted = try await hand.officer.post(
                "/designations",
                [("text", list.replacing(",", with: "\t")), ("scope", "changes"), ("from", "2021-09-20")])
            #expect(pasted.status == 303)
            #expect(try await hand.officer.get(pasted.location).text.contains("貼り付けた表"))
            let bytes = TableEncoding.cp932.csv(
                list.split(separator: "\r\n").map {
                    $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
                }
            ).bytes
            let body = MultipartTests.body([
                (#"name="csrf""#, Array(hand.officer.formToken.utf8)), (#"name="scope""#, Array("changes".utf8)),
                (#"name="from""#, Array("2021-09-20".utf8)), (#"name="file"; filename="C:\a\指定.csv""#, bytes),
            ])
            let sent = try await hand.officer.send(
                .post, "/designations", ["Content-Type": "multipart/form-data; boundary=gmis"], body: body)
            #expect(sent.status == 303)
            let page = try await hand.officer.get(sent.location).text
            #expect(page.contains("<bdi>指定.csv</bdi>") && page.contains("若葉医院") && page.contains("1行を反映する"))
        }
    }

    @Test func `the template names every column, and explains them on a second sheet`() async throws {
        try await WebWorld.run { world in
            let officer = try await world.visitor(.prefecture)
            let csv = try await officer.get("/designations/template.csv")
            for column in DesignationColumn.allCases { #expect(csv.text.contains("\"\(column.heading)\"")) }
            let file = try await officer.get("/designations/template.xlsx")
            #expect(file["Content-Disposition"] == "attachment; filename=\"designation-report.xlsx\"")
            let head = try TableReading().read(file.bytes).rows
            #expect(head.map(\.cells) == [DesignationColumn.allCases.map(\.heading)])
            let sheet = try TableReading().read(file.bytes, sheet: "列の説明").rows
            #expect(sheet.dropFirst().map { $0[0] } == DesignationColumn.allCases.map(\.heading))
            #expect(sheet.contains { $0[0] == "検査" && $0[3] == "診療のみ、診療と検査、検査のみ" })
        }
    }

    @Test func `the file with what is wrong holds every row as typed, and is read again once it is mended`()
        async throws
    {
        try await WebWorld.run { world in
            let hand = try await DesignationHand(world)
            let address = try await hand.keep(
                DesignationHand.list(
                    DesignationHand.wakaba.replacing("1600001", with: "=1+1"), DesignationHand.aoba))
            let file = try await hand.officer.get(address + "/faults.xlsx")
            let rows = try TableReading().read(file.bytes).rows
            let heading = try #require(rows.first?.cells.firstIndex(of: "郵便番号"))
            #expect(rows.count == 3 && rows[1][heading] == "=1+1" && rows[2][heading] == "1600002")
            #expect(rows[0].cells.last == DesignationFile.faultHeading)
            #expect(rows[1].cells.last?.contains("郵便番号: ") == true)
            let again = try DesignationFile(file.bytes, fileName: "faults.xlsx")
            #expect(again.rows.count == 2 && again.rows[0].cells[.zipCode] == "=1+1")
        }
    }
}
