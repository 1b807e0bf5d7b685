/// An institution for which an ID is to be issued (R4): from the form, from a row of a list, from a designation report.
public struct NewInstitution: Sendable, Hashable {
    public var kind: FacilityKind
    public var attributes: Facility.Attributes
    public var contact: Contact
    /// nil: a letter to hospitals and to those without an address, otherwise a mail.
    public var notifyBy: NotificationWay?

    public init(
        kind: FacilityKind, attributes: Facility.Attributes, contact: Contact, notifyBy: NotificationWay? = nil
    ) {
        self.kind = kind
        self.attributes = attributes
        self.contact = contact
        self.notifyBy = notifyBy
    }

    /// How its people are told of the ID.
    public var way: NotificationWay { NotificationWay.chosen(notifyBy, kind: kind, contact: contact) }
}

extension NotificationWay {
    /// How people are told of an ID where nobody chose: a letter to hospitals and to those without an address (R4).
    public static func chosen(_ wanted: NotificationWay?, kind: FacilityKind?, contact: Contact) -> NotificationWay {
        if wanted == .nobody { return .nobody }
        if contact.mail.isEmpty { return .letter }
        return wanted ?? (kind == .hospital ? .letter : .mail)
    }
}

/// The columns of a list of new institutions, in their order; also the fields of the form.
public enum IssueColumn: String, Sendable, CaseIterable {
    case prefecture, kind, facilityCode, name, zipCode, address, phone, contactName, mail, notifyBy, municipality

    /// The head of the column.
    public var heading: String {
        switch self {
        case .prefecture: "都道府県コード"
        case .kind: "区分"
        case .facilityCode: "医療機関コード"
        case .name: "医療機関名"
        case .zipCode: "郵便番号"
        case .address: "所在地"
        case .phone: "電話番号"
        case .contactName: "担当者"
        case .mail: "メールアドレス"
        case .notifyBy: "通知方法"
        case .municipality: "市区町村コード"
        }
    }

    /// What is to be written there.
    public var hint: String {
        switch self {
        case .prefecture: "01〜47の2けた"
        case .kind: "病院、診療所、検査センター のどれか"
        case .facilityCode: "10けたの数字。なければ空欄"
        case .name: "100文字まで"
        case .zipCode: "7けたの数字。ハイフンはあってもなくてもかまいません"
        case .address: "都道府県名のあとから、200文字まで"
        case .phone: "市外局番からの10けたか11けた"
        case .contactName: "部署かお名前、100文字まで。なければ空欄"
        case .mail: "なければ空欄(手紙でお知らせします)"
        case .notifyBy: "メール、手紙 のどちらか。空欄なら、病院とメールのないところは手紙、ほかはメール"
        case .municipality: "全国地方公共団体コード6けた。空欄でもかまいません"
        }
    }

    /// Whether it must be filled.
    public var isRequired: Bool {
        switch self {
        case .prefecture, .kind, .name, .zipCode, .address, .phone: true
        case .facilityCode, .contactName, .mail, .notifyBy, .municipality: false
        }
    }
}
