/// The columns of a designation report (指定報告), in the order of the template; also the fields of an entry by hand (R31).
public enum DesignationColumn: String, Sendable, CaseIterable, Hashable {
    case facility, prefectureCode, prefectureName, kind, category, facilityCode, name, kana, zipCode, address
    case municipality, healthCentre, healthCentrePhone, phone, mail, notifyBy, tests, contract, ownPatientsOnly, hours,
        publishable
    case party, association, associationName, from, until, remarks

    /// The head of the column.
    public var heading: String {
        switch self {
        case .facility: "医療機関ID"
        case .prefectureCode: "都道府県コード"
        case .prefectureName: "都道府県名"
        case .kind: "種別"
        case .category: "区分"
        case .facilityCode: "医療機関コード"
        case .name: "医療機関名"
        case .kana: "医療機関名カナ"
        case .zipCode: "郵便番号"
        case .address: "所在地"
        case .municipality: "市区町村コード"
        case .healthCentre: "管轄保健所"
        case .healthCentrePhone: "管轄保健所電話番号"
        case .phone: "電話番号"
        case .mail: "メールアドレス"
        case .notifyBy: "通知方法"
        case .tests: "検査"
        case .contract: "委託契約"
        case .ownPatientsOnly: "かかりつけのみ"
        case .hours: "開設曜日・時間"
        case .publishable: "公表可"
        case .party: "報告主体"
        case .association: "とりまとめ団体ID"
        case .associationName: "とりまとめ団体名"
        case .from: "指定年月日"
        case .until: "指定解除年月日"
        case .remarks: "備考"
        }
    }

    /// What is to be written there.
    public var hint: String {
        switch self {
        case .facility: "登録済みの医療機関のログインID。新しい医療機関は空欄"
        case .prefectureCode: "01〜47の2けた。空欄でもかまいません"
        case .prefectureName: "東京都 など。空欄でもかまいません"
        case .kind: "病院、診療所、検査センター のどれか。空欄なら区分から決めます"
        case .category: "診療・検査医療機関、行政検査委託契約のみ、PCRセンター、指定なし のどれか"
        case .facilityCode: "10けたの数字。なければ空欄"
        case .name: "100文字まで。新しい医療機関では必ず入力"
        case .kana: "100文字まで"
        case .zipCode: "7けたの数字。ハイフンはあってもなくてもかまいません。新しい医療機関では必ず入力"
        case .address: "都道府県名のあとから、200文字まで。新しい医療機関では必ず入力"
        case .municipality: "全国地方公共団体コード6けた。空欄でもかまいません"
        case .healthCentre: "100文字まで"
        case .healthCentrePhone: "市外局番からの10けたか11けた。なければ空欄"
        case .phone: "市外局番からの10けたか11けた。新しい医療機関では必ず入力"
        case .mail: "なければ空欄(手紙でお知らせします)"
        case .notifyBy: "メール、手紙 のどちらか。空欄なら、病院とメールのないところは手紙、ほかはメール"
        case .tests: "診療のみ、診療と検査、検査のみ のどれか"
        case .contract: "あり、なし のどちらか"
        case .ownPatientsOnly: "有、無 のどちらか"
        case .hours: "「月〜金 9:00〜12:00」のように、200文字まで"
        case .publishable: "可、否 のどちらか"
        case .party: "自院、団体 のどちらか"
        case .association: "団体のログインID"
        case .associationName: "登録した団体の名前。IDがあれば空欄でもかまいません"
        case .from: "2021-01-25、令和3年1月25日 など。空欄なら、この報告の適用日"
        case .until: "指定がなくなる最初の日。取りやめるときは「なし」"
        case .remarks: "500文字まで"
        }
    }

    /// Whether a new institution needs it.
    public var isRequiredOfNew: Bool {
        switch self {
        case .name, .zipCode, .address, .phone: true
        default: false
        }
    }

    /// An example line, for the template.
    public var example: String {
        switch self {
        case .facility, .facilityCode, .association, .associationName, .until, .remarks: ""
        case .prefectureCode: "37"
        case .prefectureName: "香川県"
        case .kind: "診療所"
        case .category: "診療・検査医療機関"
        case .name: "見本が丘内科クリニック"
        case .kana: "ミホンガオカナイカクリニック"
        case .zipCode: "760-0000"
        case .address: "高松市見本町1丁目2番3号"
        case .municipality: "372013"
        case .healthCentre: "高松市保健所"
        case .healthCentrePhone: "087-000-0001"
        case .phone: "087-000-0000"
        case .mail: "jimu@mihon.example.jp"
        case .notifyBy: "メール"
        case .tests: "診療と検査"
        case .contract: "なし"
        case .ownPatientsOnly: "無"
        case .hours: "月〜金 9:00〜12:00"
        case .publishable: "可"
        case .party: "自院"
        case .from: "2021-01-25"
        }
    }

    /// The column under a heading, whatever its width, case and blanks; nil for an unknown one.
    public init?(heading: String) {
        guard let column = Self.byHeading[SearchKey.fold(heading)] else { return nil }
        self = column
    }

    /// Other headings under which lists have a column.
    private var aliases: [String] {
        switch self {
        case .facility: ["ログインID", "ID", "医療機関のID"]
        case .tests: ["診療のみ・診療検査・検査のみ", "診療のみ・診療と検査・検査のみ", "検査の有無", "指定の区分"]
        case .contract: ["行政検査の委託契約", "検査の委託契約"]
        case .ownPatientsOnly: ["かかりつけのみ(有無)", "かかりつけのみ(有/無)"]
        case .hours: ["開設日時", "診療時間", "診療・検査の日時"]
        case .publishable: ["公表", "公表可否"]
        case .party: ["報告する人"]
        case .association: ["とりまとめ団体", "団体ID"]
        case .associationName: ["団体名"]
        case .from: ["指定日", "適用日"]
        case .until: ["指定解除日", "解除年月日"]
        case .notifyBy: ["知らせかた", "IDの知らせかた"]
        case .address: ["住所"]
        case .healthCentre: ["保健所"]
        case .healthCentrePhone: ["保健所電話番号", "管轄保健所の電話番号", "保健所の電話番号", "保健所電話", "保健所TEL"]
        case .facilityCode: ["医療機関コード(10桁)", "医療機関コード(10けた)"]
        case .kana: ["医療機関名(カナ)"]
        default: []
        }
    }

    private static let byHeading: [String: DesignationColumn] = {
        var found: [String: DesignationColumn] = [:]
        for column in allCases {
            for heading in [column.heading] + column.aliases { found[SearchKey.fold(heading)] = column }
        }
        return found
    }()
}
