import Database
import Domain

/// An invented hospital on one day.
struct InventedHospital {
    var id: String
    var name = "見本病院"
    var prefecture = "東京都"
    var code = "131041"
    var city = "新宿区"
    var facilityCode = "1300000017"
    /// The answer to each function in the order of the day's file, as published; one word stands for all of them.
    var answers = ["通常"]
}

/// A file as the ministry published it, built without any of the product's own code: rows first, so that tests can spoil
/// them, then bytes.
struct InventedFile {
    static let headings = [
        "医療機関ID", "医療機関名", "郵便番号", "都道府県名", "医療機関住所", "電話番号", "緯度", "経度", "提出日", "医療区分", "医療区分回答",
        "全国地方公共団体コード", "市区町村名", "医療機関コード",
    ]

    var rows: [[String]]

    init(_ day: String, _ hospitals: [InventedHospital], columns: Int = 14) {
        let isOld = day < "2021-01-18"
        let functions = isOld ? ["外来（平日）", "外来（土日）", "入院", "救急", "透析", "化学療法"] : ["入院", "外来", "救急"]
        func row(_ hospital: InventedHospital, _ index: Int) -> [String] {
            [
                hospital.id, hospital.name, "〒000-0001", hospital.prefecture, "\(hospital.city)見本町１丁目２番", "0000000001",
                "35.500000", "139.250000", day, functions[index],
                hospital.answers.count == 1 ? hospital.answers[0] : hospital.answers[index], hospital.code,
                hospital.city,
                hospital.facilityCode,
            ]
        }
        let sorted = hospitals.sorted { a, b in
            let (first, second) = isOld ? (a.id, b.id) : (a.code + a.id, b.code + b.id)
            return first.utf8.lexicographicallyPrecedes(second.utf8)
        }
        let body =
            isOld
            ? functions.indices.flatMap { index in sorted.map { row($0, index) } }
            : sorted.flatMap { hospital in functions.indices.map { row(hospital, $0) } }
        rows = ([Self.headings] + body).map { Array($0.prefix(columns)) }
    }

    var text: String {
        "\u{FEFF}" + rows.map { row in row.map { "\"\($0)\"" }.joined(separator: ",") + "\r\n" }.joined()
    }

    var bytes: [UInt8] { Array(text.utf8) }
}
