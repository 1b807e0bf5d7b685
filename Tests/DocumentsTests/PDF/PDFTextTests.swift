import Documents
import Synchronization
import TestSupport
import Testing

/// Text in boxes, as poppler finds it on the page.
struct PDFTextTests {
    private static let box = PDFBox(x: 30, y: 40, width: 60, height: 20)

    /// The column drawn in the box, and how it was made to fit.
    private func drawn(_ texts: [PDFText]) async throws -> (fit: PDFFit, words: [OpenedPDF.Word], text: String) {
        let fit = Mutex<PDFFit?>(nil)
        let bytes = try await PDFDocument.bytes(PDFInfo(title: "箱")) { writer in
            try writer.page { page in
                let found = page.column(texts, in: Self.box)
                fit.withLock { $0 = found }
            }
        }
        let file = try OpenedPDF(bytes)
        return (try #require(fit.withLock { $0 }), try file.words(), try file.text())
    }

    private static let long = [
        String(repeating: "医療法人社団健康長寿総合病院", count: 5), String(repeating: "W", count: 120),
        "https://g-mis.example.jp/" + String(repeating: "a", count: 90), String(repeating: "髙﨑①㈱𠮷", count: 12),
        "一行\n二行\n三行\n四行\n五行\n六行",
    ]

    @Test(arguments: long + ["短い"])
    func `nothing stands outside the box, and nothing is lost`(text: String) async throws {
        for style in [
            PDFStyle(12), PDFStyle(14, bold: true, alignment: .end), PDFStyle(10, font: .mono, spacing: 0.05),
        ] {
            let page = try await drawn([PDFText(text, style), PDFText("つぎの文", style, before: 2)])
            #expect(page.fit.isWhole)
            #expect(page.fit.height <= Self.box.height + 0.01)
            #expect(page.text == OpenedPDF.folded(text + "つぎの文"))
            // Poppler's boxes are those of the font, half a millimetre higher than the line.
            for word in page.words {
                #expect(word.left >= Self.box.x - 0.1 && word.right <= Self.box.x + Self.box.width + 0.3)
                #expect(word.top >= Self.box.y - 0.6 && word.bottom <= Self.box.y + Self.box.height + 0.6)
            }
        }
    }

    @Test func `what fits keeps its size`() async throws {
        #expect(try await drawn([PDFText("短い", PDFStyle(12))]).fit.scale == 1)
        #expect(try await drawn([PDFText(Self.long[0], PDFStyle(14))]).fit.scale < 1)
    }

    @Test func `what no size can hold is cut inside the box`() async throws {
        let page = try await drawn([PDFText(String(repeating: "長い文章です。", count: 2_000), PDFStyle(12))])
        #expect(!page.fit.isWhole)
        #expect(page.words.allSatisfy { $0.bottom <= Self.box.y + Self.box.height + 0.6 })
    }

    @Test func `a text may shrink to stay on one line`() async throws {
        let name = "つむぎ台内科小児科クリニック 御中"
        let squeezed = try await drawn([PDFText(name, PDFStyle(13), squeeze: 0.7)])
        let wrapped = try await drawn([PDFText(name, PDFStyle(13))])
        #expect(Set(squeezed.words.map { Int($0.top) }).count == 1)
        #expect(Set(wrapped.words.map { Int($0.top) }).count == 2)
    }

    @Test func `an unbroken run goes to the next line in one piece`() async throws {
        let runs = [PDFText.Run("あいうえおかきくけこさしすせ"), PDFText.Run("\u{A0}御中", unbroken: true)]
        let page = try await drawn([PDFText(runs, PDFStyle(12))])
        #expect(page.text == "あいうえおかきくけこさしすせ御中")
        #expect(!page.words.contains { $0.text.hasPrefix("中") || $0.text == "御" })
    }

    @Test(arguments: 8...30)
    func `no line begins with a comma, a full stop or a closing bracket`(width: Int) async throws {
        let sentence = "指定を受け、発行(再発行)しました。「お知らせ」を、見て、ください。"
        let bytes = try await PDFDocument.bytes(PDFInfo(title: "禁則")) { writer in
            try writer.page { $0.text(PDFText(sentence, PDFStyle(10)), x: 20, y: 20, width: Double(width) * 2) }
        }
        let words = try OpenedPDF(bytes).words()
        #expect(words.map(\.text).joined() == sentence)
        for word in words where word.left < 20.5 {
            #expect(!"、。)」".contains(word.text.first ?? " "))
        }
    }

    @Test func `control characters and a bare NUL leave the text readable`() async throws {
        let page = try await drawn([PDFText("前\u{0}\u{1B}後\r", PDFStyle(12))])
        #expect(page.text == "前後")
    }
}
