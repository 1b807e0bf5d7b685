import Documents
import TestSupport
import Testing

/// Text over many pages.
struct PDFFlowTests {
    private func opened(_ text: String) async throws -> OpenedPDF {
        let manual = Markdown(text)
        return try OpenedPDF(
            try await PDFDocument.bytes(PDFInfo(title: "手引き")) { writer in
                var look = PDFFlowLook()
                look.foot = "足もと"
                try writer.flow(look) { try $0.write(manual) { _ in nil } }
            })
    }

    private static let paragraph =
        "窓あき封筒に入れる手紙は、まとめて印刷できます。紙は三つに折り、住所が見えることを確かめて封をします。これは三行になる長さの段落で、どのページにも一行だけが残ることはありません。"

    @Test func `pages are numbered, and all text is there`() async throws {
        let file = try await opened((1...60).map { "第\($0)段。\(Self.paragraph)" }.joined(separator: "\n\n"))
        let pages = try #require(try file.fact("Pages").flatMap { Int($0) })
        #expect(pages > 3)
        let words = try file.words()
        for page in 1...pages {
            let foot = words.filter { $0.page == page && $0.top > 275 }.map(\.text)
            #expect(foot == ["足もと", "\(page)"])
        }
        let text = try file.text()
        #expect((1...60).allSatisfy { text.contains("第\($0)段。") })
        #expect(words.allSatisfy { $0.left >= 23.9 && $0.right <= 186.2 && $0.top >= 23 && $0.bottom < 290 })
    }

    /// Every way in which a page can be filled before the heading.
    @Test(arguments: 20...44)
    func `a heading stays with what follows it`(lines: Int) async throws {
        let filling = (0..<lines).map { "行\($0)。" }.joined(separator: "\n\n")
        for next in [Self.paragraph, "- \(Self.paragraph)", "| 頭 |\n| --- |\n| 中 |"] {
            let words = try await opened("\(filling)\n\n## 見出しの言葉\n\n\(next)").words()
            let heading = try #require(words.first { $0.text == "見出しの言葉" })
            let below = words.filter { $0.page == heading.page && $0.top > heading.bottom && $0.top < 270 }
            #expect(Set(below.map { Int($0.top) }).count >= 2, "\(lines)")
        }
    }

    @Test(arguments: 28...36)
    func `no line of a paragraph stands alone`(lines: Int) async throws {
        // Each filling is one line; the last paragraph has three.
        let filling = (0..<lines).map { "- 行\($0)。" }.joined(separator: "\n")
        let words = try await opened("\(filling)\n\n\(Self.paragraph)").words().filter { $0.top < 270 }
        let tops = words.filter { !$0.text.hasPrefix("行") && !$0.text.hasPrefix("・") }.map { [$0.page, Int($0.top)] }
        for page in Set(tops.map { $0[0] }) {
            #expect(Set(tops.filter { $0[0] == page }).count >= 2, "\(lines)")
        }
    }

    @Test func `a table's head stands on every page it runs over`() async throws {
        let rows = (0..<90).map { "| 質問\($0) | 答え\($0)、少し長い答え |" }.joined(separator: "\n")
        let file = try await opened("# 表\n\n| 問い | 返事 |\n| --- | --- |\n\(rows)")
        let pages = try #require(try file.fact("Pages").flatMap { Int($0) })
        let words = try file.words()
        #expect(pages >= 3)
        for page in 1...pages { #expect(words.contains { $0.page == page && $0.text == "問い" }) }
        #expect((0..<90).allSatisfy { row in words.contains { $0.text == "質問\(row)" } })
        #expect(words.allSatisfy { $0.top > 270 || $0.bottom < 274 })
    }

    @Test func `headings are the document's table of contents`() async throws {
        let bytes = try await PDFDocument.bytes(PDFInfo(title: "手引き")) { writer in
            try writer.flow { flow in
                try flow.write(Markdown("# 手引き\n\n文\n\n## 電話\n\n文\n\n### 夜\n\n文\n\n## 手紙")) { _ in nil }
            }
        }
        let outline = try OpenedPDF(bytes).outline()
        #expect(outline == ["手引き", "電話", "夜", "手紙"])
    }

    @Test func `links are printed with their address`() async throws {
        let text = try await opened("[公開](https://example.jp/public)と[中](manual.md)").text()
        #expect(text.contains("公開(https://example.jp/public)と中"))
    }

    @Test func `a row higher than a page is made to fit`() async throws {
        let cell = String(repeating: "とても長い答えです。", count: 700)
        let file = try await opened("| 問い | 返事 |\n| --- | --- |\n| 短い | \(cell) |\n| 後 | 後の返事 |")
        #expect(try file.words().allSatisfy { $0.bottom < 274 || $0.top > 275 })
        #expect(try file.text().contains("後の返事"))
    }
}
