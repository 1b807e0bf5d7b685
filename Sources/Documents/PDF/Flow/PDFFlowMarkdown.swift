extension PDFFlow {
    /// Draws a manual. Addresses of links are printed after their words, as paper cannot be clicked.
    /// - Parameter image: the image at a path; nil prints its words instead.
    public func write(_ manual: Markdown, image: (String) throws -> PDFImage?) throws {
        for block in manual.blocks { try write(block, depth: 0, image) }
    }

    private func write(_ block: Markdown.Block, depth: Int, _ image: (String) throws -> PDFImage?) throws {
        let indent = Double(depth) * look.body.size * 2
        switch block {
        case .heading(let level, let words): try heading(Markdown.plain(words), level: level)
        case .paragraph(let words): try paragraph(PDFFlow.runs(words), indent: indent, marker: nil)
        case .bullets(let items): try list(items, depth: depth, image) { _ in "・" }
        case .numbers(let first, let items): try list(items, depth: depth, image) { "\(first + $0)." }
        case .code(let text): try paragraph([PDFText.Run(text, font: .mono, scale: 0.92)], indent: indent, marker: nil)
        case .table(let head, let rows):
            try table(head: head.map(PDFFlow.runs), rows: rows.map { $0.map(PDFFlow.runs) })
        case .image(let words, let path):
            if let found = try image(path) {
                try self.image(found, words: words)
            } else {
                try paragraph([PDFText.Run("[\(words)]")], indent: indent, marker: nil)
            }
        }
    }

    private func list(
        _ items: [Markdown.Item], depth: Int, _ image: (String) throws -> PDFImage?, marker: (Int) -> String
    ) throws {
        let indent = Double(depth + 1) * look.body.size * 2
        for (index, item) in items.enumerated() {
            let gap = index == 0 && depth == 0 ? 0.55 : 0.15
            try paragraph(PDFFlow.runs(item.words), indent: indent, marker: marker(index), gap: gap)
            for block in item.below { try write(block, depth: depth + 1, image) }
        }
    }

    static func runs(_ inlines: [Markdown.Inline]) -> [PDFText.Run] { runs(inlines, bold: false, link: nil) }

    private static func runs(_ inlines: [Markdown.Inline], bold: Bool, link: String?) -> [PDFText.Run] {
        inlines.flatMap { inline -> [PDFText.Run] in
            switch inline {
            case .text(let text): return [PDFText.Run(text, bold: bold, link: link)]
            case .code(let text): return [PDFText.Run(text, bold: bold, font: .mono, link: link)]
            case .strong(let inner): return runs(inner, bold: true, link: link)
            case .link(let inner, let address):
                let isAbsolute = address.contains("://")
                let words = runs(inner, bold: bold, link: isAbsolute ? address : nil)
                guard isAbsolute, Markdown.plain(inner) != address else { return words }
                return words + [PDFText.Run("(\(address))", link: address)]
            }
        }
    }
}
