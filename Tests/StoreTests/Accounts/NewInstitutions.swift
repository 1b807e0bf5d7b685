import Domain
import Store
import TestSupport

/// Institutions for which IDs are issued in tests.
enum NewInstitutions {
    static func one(_ name: String = "若葉クリニック", kind: FacilityKind = .clinic, mail: String = "jimu@example.jp")
        -> NewInstitution
    {
        var known = TestWorld.attributes(name, in: TestWorld.tokyo, "131041", "新宿区")
        known.facilityCode = ""
        known.phone = "0399990000"
        return NewInstitution(
            kind: kind, attributes: known, contact: Contact(name: "事務", mail: mail, phone: known.phone))
    }

    /// A list with a head and so many rows, each another institution.
    static func list(_ rows: Int, prefecture: String = "13") -> [UInt8] {
        var text = "都道府県コード,区分,医療機関コード,医療機関名,郵便番号,所在地,電話番号,担当者,メールアドレス,通知方法,市区町村コード\r\n"
        for row in 0..<rows {
            let phone = String(900_000_000 + row)
            text += "\(prefecture),診療所,,若葉\(row)医院,1600001,新宿区若葉\(row),0\(phone),,w\(row)@example.jp,,\r\n"
        }
        return Array(text.utf8)
    }
}
