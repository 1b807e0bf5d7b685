/// The columns of the file with which accounts come over from a former system (R3).
public enum TakeoverColumn: String, Sendable, CaseIterable {
    case loginId = "ログインID"
    case role = "役割"
    case kind = "種別"
    case prefecture = "都道府県コード"
    case facilityCode = "医療機関コード"
    case name = "名前"
    case zipCode = "郵便番号"
    case address = "所在地"
    case phone = "電話番号"
    case contactName = "担当者名"
    case mail = "メールアドレス"
    case notifyBy = "通知方法"

    /// What stands at the head of the column.
    public var heading: String { rawValue }

    /// The most characters of a field.
    var limit: Int {
        switch self {
        case .name, .address: 200
        case .mail: MailSyntax.longest
        default: 100
        }
    }

    /// An example line, for the template.
    public var example: String {
        switch self {
        case .loginId: "F17000012"
        case .role: "医療機関"
        case .kind: "診療所"
        case .prefecture: "17"
        case .facilityCode: ""
        case .name: "見本が丘内科クリニック"
        case .zipCode: "〒920-0000"
        case .address: "金沢市見本町1丁目2番3号"
        case .phone: "0760000000"
        case .contactName: "見本 花子"
        case .mail: "jimu@mihon.example.jp"
        case .notifyBy: "メール"
        }
    }
}

/// One account that comes over, as its line says.
public struct TakeoverEntry: Sendable, Equatable {
    public let line: Int
    /// To the character.
    public let loginId: Facility.ID
    public let role: Role
    /// Of an institution; nil where the line does not say.
    public let kind: FacilityKind?
    /// In which an institution lies, or that registered an association.
    public let prefecture: Prefecture?
    public let name: String
    public let zipCode: String
    public let address: String
    public let facilityCode: String
    public let contact: Contact
    public let notifyBy: NotificationWay

    /// What is known of the institution; nil where the line does not say enough for an institution that is not known yet.
    public var attributes: Facility.Attributes? {
        guard let prefecture, !name.isEmpty else { return nil }
        return Facility.Attributes(
            name: name, zipCode: zipCode, prefecture: prefecture, address: address, phone: contact.phone, latitude: "",
            longitude: "", localGovCode: "", cityName: "", facilityCode: facilityCode)
    }

    /// The account; its key is made by whoever stores it.
    public func account(id: String) -> Account {
        Account(id: id, loginId: loginId.text, role: role, name: name.isEmpty ? loginId.text : name)
    }
}
