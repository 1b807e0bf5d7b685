import Documents
import TestSupport
import Testing

/// QR codes as another program reads them.
struct QRCodeTests {
    @Test(arguments: [
        "https://g-mis.example.jp/hajime?id=33700128", "A",
        "otpauth://totp/G-MIS:33700128?secret=JBSWY3DPEHPK3PXP&issuer=G-MIS",
        String(repeating: "https://g-mis.example.jp/", count: 20),
    ])
    func `a reader finds the text`(text: String) async throws {
        let code = try QRCode(text)
        let bytes = try await PDFDocument.bytes(PDFInfo(title: "QR")) { writer in
            try writer.page { $0.qr(code, x: 40, y: 40, size: 60) }
        }
        #expect(try OpenedPDF(bytes).qrCodes() == text)
    }

    @Test func `nothing, a NUL and what no code can hold are refused`() throws {
        #expect(throws: QRCode.Refusal.unfit) { try QRCode("") }
        #expect(throws: QRCode.Refusal.unfit) { try QRCode("a\0b") }
        #expect(throws: QRCode.Refusal.tooLong) { try QRCode(String(repeating: "a", count: 2_332)) }
        #expect(try QRCode(String(repeating: "a", count: 2_331)).size == 177)
    }

    @Test func `the drawing for pages shows the same modules and nothing of the text`() throws {
        let code = try QRCode("<script>alert(1)</script>")
        var drawn = Set<[Int]>()
        for bar in code.path.split(separator: "M") {
            let numbers = bar.split { !$0.isNumber }.compactMap { Int($0) }
            for step in 0..<numbers[2] { drawn.insert([numbers[0] + step - 4, numbers[1] - 4]) }
        }
        let dark = (0..<code.size).flatMap { y in (0..<code.size).filter { code[$0, y] }.map { [$0, y] } }
        #expect(drawn == Set(dark))
        #expect(!dark.isEmpty)
        #expect(code.path.allSatisfy { "Mhvz -0123456789".contains($0) })
        #expect(!code.svg.contains("script"))
        #expect(code.svg.contains("viewBox=\"0 0 \(code.size + 8) \(code.size + 8)\""))
    }
}
