import Documents
import Domain
import TestSupport
import Testing

@testable import Web

/// The letter as it comes out of the printer (R4).
struct LetterSheetTests {
    private func opened(_ sheet: LetterSheet) async throws -> OpenedPDF { try OpenedPDF(try await sheet.bytes()) }

    @Test func `it says everything, in order, on one page with its fonts inside`() async throws {
        let file = try await opened(.example())
        let text = try file.text()
        let order = [
            "ログインIDのお知らせ", "香川県からの指定の報告を受け、医療機関等情報支援システム(G-MIS)のログインIDを発行しました。",
            "33700128", "https://g-mis.example.jp/hajime", "K7MF-4QXT-92HB", "一度だけ使えます。令和3年2月19日まで。",
            "半角の英大文字・英小文字・数字を1つ以上入れてください。", "指定を受けた日にさかのぼって", "お問い合わせ",
            "0570-000-872", "事務局からパスワードをおたずねすることはありません。",
        ]
        var rest = text[...]
        for words in order {
            let found = try #require(rest.firstRange(of: OpenedPDF.folded(words)), "\(words)")
            rest = rest[found.upperBound...]
        }
        for words in ["〒760-0000", "つむぎ台内科クリニック御中", "令和3年1月20日", "整理番号L-0120-0037"] {
            #expect(text.contains(OpenedPDF.folded(words)))
        }
        #expect(try file.fact("Pages") == "1")
        #expect(try file.fonts().allSatisfy { $0.isEmbedded })
    }

    @Test func `without a designation it gives no reason and no day to go back to`() async throws {
        var sheet = try LetterSheet.example()
        sheet.prefecture = nil
        let text = try await opened(sheet).text()
        #expect(!text.contains("指定"))
        #expect(text.contains("医療機関等情報支援システム(G-MIS)のログインIDを発行しました。"))
    }

    @Test func `the longest names and rare characters fit and show`() async throws {
        let sheet = try LetterSheet.longest()
        #expect(sheet.addressee.name.count == 60 && sheet.addressee.address[0].count == 100)
        let file = try await opened(sheet)
        let text = try file.text()
        for words in sheet.addressee.address + sheet.sender.address + [
            sheet.addressee.name, sheet.keys.loginID, sheet.keys.address, sheet.helpDesk.name, sheet.helpDesk.phone,
        ] {
            #expect(text.contains(OpenedPDF.folded(words)))
        }
        #expect(try file.fact("Pages") == "1")
    }

    @Test(arguments: [false, true])
    func `the address keeps its distance from the window's edges`(isLongest: Bool) async throws {
        let sheet = try isLongest ? LetterSheet.longest() : .example()
        let window = sheet.window
        let words = try await opened(sheet).words().filter { $0.bottom < 99 && $0.left < window.left + window.width }
        #expect(words.contains { $0.text.contains("760-0000") } && words.contains { $0.text.contains("御中") })
        for word in words {
            #expect(word.left >= window.left + 3 - 0.1 && word.right <= window.left + window.width - 3 + 0.3, "\(word)")
            #expect(word.top >= window.top + 3 - 0.3 && word.bottom <= window.top + window.height - 3 + 0.3, "\(word)")
        }
    }

    @Test func `another window moves the address and keeps the sender beside it`() async throws {
        var sheet = try LetterSheet.longest()
        sheet.window = EnvelopeWindow(left: 25, top: 12, width: 95, height: 50)
        let words = try await opened(sheet).words().filter { $0.bottom < 99 }
        let address = try #require(words.first { $0.text.contains("760-0000") })
        #expect(abs(address.left - 28) < 1)
        #expect(words.allSatisfy { $0.right <= 117.3 || $0.left >= 126 })
    }

    @Test func `the QR code leads where the letter says`() async throws {
        #expect(try await opened(.example()).qrCodes() == "https://g-mis.example.jp/hajime?id=33700128")
    }

    @Test func `a batch has one page an institution, whatever their lengths`() async throws {
        let short = try LetterSheet.example()
        let long = try LetterSheet.longest()
        let bytes = try await PDFDocument.bytes(PDFInfo(title: LetterSheet.title)) { writer in
            for number in 0..<30 { try (number % 3 == 0 ? long : short).draw(to: writer) }
        }
        #expect(try OpenedPDF(bytes).fact("Pages") == "30")
    }
}
