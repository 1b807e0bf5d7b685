import Documents
import Foundation
import Synchronization
import TestSupport
import Testing

/// Documents as poppler opens them, and how they leave.
struct PDFDocumentTests {
    private static let style = PDFStyle(12)

    private static func page(_ number: Int, _ writer: PDFWriter) throws {
        try writer.page { page in
            for line in 0..<20 {
                page.text(PDFText("頁\(number)の\(line)行", style), x: 20, y: 20 + Double(line) * 8, width: 170)
            }
        }
    }

    @Test func `the text comes back to the character, the fonts are inside, and the facts are written`() async throws {
        let text = "医療機関の状況、髙﨑①㈱𠮷葛󠄀: Ab-09"
        let info = PDFInfo(title: "手紙の束", author: "事務局", created: "2021-01-20T09:00:00+09:00")
        let file = try OpenedPDF(
            try await PDFDocument.bytes(info) { writer in
                try writer.page { page in
                    page.text(PDFText(text, PDFStyle(12)), x: 20, y: 20, width: 170)
                    page.text(PDFText(text, PDFStyle(12, font: .mincho, bold: true)), x: 20, y: 40, width: 170)
                    page.text(PDFText("W0123-OIL", PDFStyle(12, font: .mono)), x: 20, y: 60, width: 170)
                }
            })
        let found = try file.text()
        let wanted = OpenedPDF.folded(text)
        #expect(found == wanted + wanted + "W0123-OIL")
        let fonts = try file.fonts()
        #expect(fonts.allSatisfy { $0.isEmbedded })
        #expect(fonts.contains { $0.name.hasSuffix("+IPAexGothic") })
        #expect(try file.fact("Title") == "手紙の束")
        #expect(try file.fact("Author") == "事務局")
        #expect(try file.fact("Page size")?.hasPrefix("595.276 x 841.89 pts (A4)") == true)
    }

    @Test func `three hundred pages leave while they are drawn`() async throws {
        let begun = Atomic(0)
        let parts = Mutex<[(pages: Int, bytes: [UInt8])]>([])
        try await PDFDocument.write(PDFInfo(title: "多い")) { part in
            parts.withLock { $0.append((begun.load(ordering: .relaxed), part)) }
        } body: { writer in
            for number in 0..<300 {
                begun.store(number, ordering: .relaxed)
                try Self.page(number, writer)
            }
        }
        let sent = parts.withLock { $0 }
        #expect(try #require(sent.first).pages < 100)
        #expect(sent.allSatisfy { $0.bytes.count < 1 << 18 })
        let file = try OpenedPDF(sent.flatMap(\.bytes))
        #expect(try file.fact("Pages") == "300")
        #expect(try file.text().contains("頁299の19行"))
    }

    private struct Gone: Error {}

    @Test func `drawing stops when the receiver has gone`() async throws {
        let begun = Atomic(0)
        await #expect(throws: Gone.self) {
            try await PDFDocument.write(PDFInfo(title: "多い")) { _ in
                throw Gone()
            } body: { writer in
                for number in 0..<1_000 {
                    begun.store(number, ordering: .relaxed)
                    try Self.page(number, writer)
                }
            }
        }
        let reached = begun.load(ordering: .relaxed)
        #expect(reached < 100)
    }

    @Test func `what the body throws comes out, and nothing more is sent`() async throws {
        let sent = Mutex<[UInt8]>([])
        await #expect(throws: Gone.self) {
            try await PDFDocument.write(PDFInfo(title: "途中")) { part in
                sent.withLock { $0 += part }
            } body: { writer in
                try Self.page(0, writer)
                throw Gone()
            }
        }
        // A whole document ends with %%EOF.
        let end = sent.withLock { Array($0.suffix(8)) }
        #expect(!end.contains(UInt8(ascii: "%")))
    }

    @Test func `a cancelled task draws nothing`() async throws {
        let begun = Atomic(false)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await PDFDocument.write(PDFInfo(title: "無用"), to: { _ in }) { writer in
                begun.store(true, ordering: .relaxed)
                try Self.page(0, writer)
            }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        let hasBegun = begun.load(ordering: .relaxed)
        #expect(!hasBegun)
    }

    @Test func `a document without a page is an error`() async throws {
        await #expect(throws: PDFError.noPages) { try await PDFDocument.bytes(PDFInfo(title: "空")) { _ in } }
    }

    @Test func `documents asked for at once come out whole`() async throws {
        try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
            for number in 0..<12 {
                group.addTask {
                    (number, try await PDFDocument.bytes(PDFInfo(title: "\(number)")) { try Self.page(number, $0) })
                }
            }
            for try await (number, bytes) in group {
                let text = try OpenedPDF(bytes).text()
                #expect(text.hasPrefix("頁\(number)の0行") && text.hasSuffix("頁\(number)の19行"))
            }
        }
    }

    /// One red pixel.
    private static let png =
        Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
        ).map { [UInt8]($0) } ?? []

    @Test func `an image is drawn in its box, and bytes that are none are refused`() async throws {
        let bytes = try await PDFDocument.bytes(PDFInfo(title: "絵")) { writer in
            try writer.page { page in
                let height = page.image(
                    try PDFImage(png: Self.png), in: PDFBox(x: 10, y: 10, width: 30, height: 50))
                #expect(abs(height - 30) < 0.001)
            }
        }
        #expect(try OpenedPDF(bytes).fact("Pages") == "1")
        for broken in [[], Array(Self.png.prefix(40)), Array("GIF89a".utf8)] {
            await #expect {
                try await PDFDocument.bytes(PDFInfo(title: "絵")) { _ in _ = try PDFImage(png: broken) }
            } throws: { error in
                if case PDFError.image = error { true } else { false }
            }
        }
    }
}
