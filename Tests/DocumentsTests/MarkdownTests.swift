import Testing

@testable import Documents

/// The manual's Markdown as a tree.
struct MarkdownTests {
    @Test func `headings, paragraphs and images`() {
        let read = Markdown("# 手引き\r\n\r\nこの手引きは、\r\n窓口のためのものです。\r\n\r\n![画面](img/login.png)\n\n#見出しでない\n\n###### 六")
        #expect(
            read.blocks == [
                .heading(level: 1, [.text("手引き")]), .paragraph([.text("この手引きは、窓口のためのものです。")]),
                .image(words: "画面", path: "img/login.png"), .paragraph([.text("#見出しでない")]),
                .heading(level: 6, [.text("六")]),
            ])
    }

    @Test func `Latin lines are joined with a space, Japanese lines without`() {
        #expect(Markdown("one\ntwo\n三\n四").blocks == [.paragraph([.text("one two三四")])])
    }

    @Test func `marks inside a line`() {
        let read = Markdown("**太い`符号`** と [**公開**ページ](https://example.jp/a?b=1) と \\*そのまま\\*")
        #expect(
            read.blocks == [
                .paragraph([
                    .strong([.text("太い"), .code("符号")]), .text(" と "),
                    .link([.strong([.text("公開")]), .text("ページ")], address: "https://example.jp/a?b=1"),
                    .text(" と *そのまま*"),
                ])
            ])
    }

    @Test func `lists nest by indentation, and hold more than a line`() {
        let read = Markdown("3. 一つ目\n   続き\n   - 中の一\n   - 中の二\n\n4. 二つ目\n\n   段落\n\n- 点")
        #expect(
            read.blocks == [
                .numbers(
                    from: 3,
                    [
                        Markdown.Item(
                            words: [.text("一つ目続き")],
                            below: [
                                .bullets([
                                    Markdown.Item(words: [.text("中の一")], below: []),
                                    Markdown.Item(words: [.text("中の二")], below: []),
                                ])
                            ]),
                        Markdown.Item(words: [.text("二つ目")], below: [.paragraph([.text("段落")])]),
                    ]), .bullets([Markdown.Item(words: [.text("点")], below: [])]),
            ])
    }

    @Test func `tables have as many cells in every row as in the head`() {
        let read = Markdown("| 質問 | 答え |\n| --- | :-: |\n| a\\|b | **c** |\n| 一つ |\n| 一 | 二 | 三 |\n終わり")
        #expect(
            read.blocks == [
                .table(
                    head: [[.text("質問")], [.text("答え")]],
                    rows: [
                        [[.text("a|b")], [.strong([.text("c")])]], [[.text("一つ")], []], [[.text("一")], [.text("二")]],
                    ]), .paragraph([.text("終わり")]),
            ])
        #expect(Markdown("| 罫のない表 |").blocks == [.paragraph([.text("| 罫のない表 |")])])
    }

    @Test func `fenced code is kept to the character, though its end is missing`() {
        #expect(Markdown("```sh\n# a\n  **b**\n```\n後").blocks == [.code("# a\n  **b**"), .paragraph([.text("後")])])
        #expect(Markdown("```\na").blocks == [.code("a")])
        #expect(Markdown("```").blocks == [.code("")])
    }

    @Test(arguments: [
        "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "vbscript:x", "java\tscript:x", " x", "",
    ])
    func `an address that could run is left as text`(address: String) {
        #expect(Markdown("[押す](\(address))").blocks == [.paragraph([.text("[押す](\(address))")])])
    }

    @Test(arguments: [
        "https://example.jp/", "mailto:a@example.jp", "tel:0570-000-872", "../manual.md#a:b", "/pages/1?x=a:b",
    ])
    func `an ordinary address is a link`(address: String) {
        #expect(Markdown("[押す](\(address))").blocks == [.paragraph([.link([.text("押す")], address: address)])])
    }

    @Test func `unfinished marks are text`() {
        for text in ["**a", "`a", "[a](b", "![a]", "a**", "****", "``", "\\", "[](", "!"] {
            #expect(Markdown(text).blocks == [.paragraph([.text(text)])])
        }
    }

    /// The same noise on every run.
    private struct Noise: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 31)
        }
    }

    @Test func `noise never stops it`() {
        var noise = Noise(state: 20_210_120)
        let marks = [
            "#", " ", "-", "1.", "|", "\n", "**", "`", "```", "[", "](", ")", "!", "\\", "あ", "a", "\u{301}", "\r\n",
            "  ",
        ]
        for _ in 0..<3_000 {
            let text = (0..<60).compactMap { _ in marks.randomElement(using: &noise) }.joined()
            let letters = text.filter { $0 == "あ" }.count
            #expect(words(Markdown(text).blocks).filter { $0 == "あ" }.count <= letters)
        }
        for mark in ["[", "**", "`", "![", "- ", "|", "#", "\\", "* - "] {
            #expect(!Markdown(String(repeating: mark, count: 20_000)).blocks.isEmpty)
        }
        let stairs = (0..<200).map { String(repeating: "  ", count: $0) + "- 段" }.joined(separator: "\n")
        #expect(words(Markdown(stairs).blocks).filter { $0 == "段" }.count == 200)
    }

    private func words(_ blocks: [Markdown.Block]) -> String {
        blocks.map { block in
            switch block {
            case .heading(_, let inlines), .paragraph(let inlines): Markdown.plain(inlines)
            case .bullets(let items), .numbers(_, let items):
                items.map { Markdown.plain($0.words) + words($0.below) }.joined()
            case .image(let text, _), .code(let text): text
            case .table(let head, let rows): (head + rows.flatMap { $0 }).map(Markdown.plain).joined()
            }
        }.joined()
    }
}
