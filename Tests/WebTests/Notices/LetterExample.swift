import Documents
import Domain
import Testing

@testable import Web

extension LetterSheet {
    /// The drawn page.
    static func example() throws -> LetterSheet {
        LetterSheet(
            addressee: Addressee(
                postalCode: "760-0000", address: ["香川県高松市つむぎ台2丁目10-5", "つむぎ台ビル1階"], name: "つむぎ台内科クリニック"),
            sender: Sender(name: "G-MIS 事務局", postalCode: "100-0000", address: ["東京都千代田区見本町1-2-3"]),
            helpDesk: HelpDesk(
                name: "G-MIS 事務局 ヘルプデスク", phone: "0570-000-872", hours: "平日 9:00〜17:00(土・日・祝日はお休みです)"),
            keys: Keys(
                loginID: "33700128", address: "https://g-mis.example.jp/hajime",
                qr: "https://g-mis.example.jp/hajime?id=33700128", code: "K7MF-4QXT-92HB",
                codeUntil: try #require(Day("2021-02-19"))),
            date: try #require(Day("2021-01-20")), reference: "L-0120-0037", prefecture: "香川県")
    }

    /// Everything as long as it may be, with characters that few fonts have.
    static func longest() throws -> LetterSheet {
        var sheet = try example()
        let name = "医療法人社団髙﨑①㈱𠮷葛󠄀会"
        sheet.addressee.name = name + String(repeating: "健康長寿総合病院", count: 8).prefix(60 - name.count)
        sheet.addressee.address = [
            "北海道" + String(repeating: "髙﨑市𠮷野町一丁目", count: 12).prefix(97), "ビル𠮷10階",
        ]
        sheet.keys.loginID = "W0123456789ABCDQ"
        sheet.keys.address = "https://covid-hospital-reports.ministry.example.go.jp/hajime"
        sheet.helpDesk.name = "医療機関等情報支援システム(G-MIS)事務局 新型コロナウイルス感染症対策ヘルプデスク"
        sheet.sender.address = ["東京都千代田区霞が関見本町一丁目2番3号", "見本合同庁舎別館地下1階 郵便物取扱室気付"]
        return sheet
    }

    func bytes() async throws -> [UInt8] {
        try await PDFDocument.bytes(PDFInfo(title: LetterSheet.title)) { try draw(to: $0) }
    }
}
