import Documents

/// A manual's text as HTML; images and links are resolved by the page.
struct MarkdownText {
    var text: Markdown
    /// Where an image of the text is; nil leaves its words.
    var image: (String) -> Link?
    /// The levels of headings begin so far below `h1`.
    var depth = 0

    var html: HTML { Self.blocks(text.blocks, self) }

    private static func blocks(_ blocks: [Markdown.Block], _ page: MarkdownText) -> HTML {
        "\(each: blocks, { block($0, page) })"
    }

    private static func block(_ block: Markdown.Block, _ page: MarkdownText) -> HTML {
        switch block {
        case .heading(let level, let words): heading(min(6, level + page.depth), words)
        case .paragraph(let words): "<p>\(inlines(words))</p>\n"
        case .bullets(let items): "<ul>\(each: items, { item($0, page) })</ul>\n"
        case .numbers(let first, let items):
            "<ol\(if: first != 1, " start=\"\(first)\"")>\(each: items, { item($0, page) })</ol>\n"
        case .image(let words, let path): picture(words, page.image(path))
        case .table(let head, let rows): table(head, rows)
        case .code(let text): "<pre tabindex=\"0\"><code>\(text)</code></pre>\n"
        }
    }

    private static func heading(_ level: Int, _ words: [Markdown.Inline]) -> HTML {
        let inner = inlines(words)
        let id = anchor(of: words)
        return switch level {
        case 1: "<h1>\(inner)</h1>\n"
        case 2: "<h2 id=\"\(id)\">\(inner)</h2>\n"
        case 3: "<h3 id=\"\(id)\">\(inner)</h3>\n"
        case 4: "<h4>\(inner)</h4>\n"
        case 5: "<h5>\(inner)</h5>\n"
        default: "<h6>\(inner)</h6>\n"
        }
    }

    /// Names a heading on its page, for links to it.
    static func anchor(of words: [Markdown.Inline]) -> String {
        "page-" + Markdown.plain(words).filter { $0.isLetter || $0.isNumber }
    }

    private static func item(_ item: Markdown.Item, _ page: MarkdownText) -> HTML {
        "<li>\(inlines(item.words))\(blocks(item.below, page))</li>\n"
    }

    private static func picture(_ words: String, _ link: Link?) -> HTML {
        guard let link else { return "<p>\(words)</p>\n" }
        return """
            <figure class="shot"><img src="\(link)" alt="\(words)" loading="lazy"><figcaption>\(words)</figcaption></figure>

            """
    }

    private static func table(_ head: [[Markdown.Inline]], _ rows: [[[Markdown.Inline]]]) -> HTML {
        let labels = head.map(Markdown.plain)
        return """
            <table class="tbl cards"><thead><tr>\(each: head, { "<th scope=\"col\">\(inlines($0))</th>" })</tr></thead>
            <tbody>\(each: rows, { Self.row(labels, $0) })</tbody></table>

            """
    }

    private static func row(_ labels: [String], _ cells: [[Markdown.Inline]]) -> HTML {
        "<tr>\(each: Array(zip(labels, cells)), { "<td data-h=\"\($0.0)\">\(inlines($0.1))</td>" })</tr>\n"
    }

    private static func inlines(_ inlines: [Markdown.Inline]) -> HTML {
        "\(each: inlines, { inline($0) })"
    }

    private static func inline(_ inline: Markdown.Inline) -> HTML {
        switch inline {
        case .text(let text): "\(text)"
        case .strong(let inner): "<strong>\(inlines(inner))</strong>"
        case .code(let text): "<code>\(text)</code>"
        // Manuals lead nowhere else: an address stands behind its words.
        case .link(let inner, let address): "\(inlines(inner))（\(address)）"
        }
    }
}
