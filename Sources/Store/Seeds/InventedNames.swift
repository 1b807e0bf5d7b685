/// Names of institutions that exist nowhere: invented places with what an institution is called, each one once.
struct InventedNames {
    /// What a name ends with; each kind of institution has its own, so that no two get the same.
    enum Ending: Int, CaseIterable {
        case hospital, consulting, other, testCentre

        fileprivate var words: [String] {
            switch self {
            case .hospital:
                ["総合病院", "中央病院", "記念病院", "厚生病院", "リハビリテーション病院", "病院", "療養病院", "医療センター病院"]
            case .consulting:
                [
                    "内科クリニック", "内科医院", "こどもクリニック", "耳鼻咽喉科クリニック", "ファミリークリニック",
                    "内科小児科", "呼吸器内科クリニック", "循環器内科", "胃腸科内科", "総合診療所",
                ]
            case .other:
                [
                    "医院", "診療所", "眼科", "皮膚科", "整形外科", "整形外科クリニック", "泌尿器科", "外科医院", "心療内科",
                    "脳神経クリニック", "レディースクリニック", "在宅クリニック", "眼科クリニック", "皮膚科医院",
                ]
            case .testCentre: ["地域外来・検査センター", "PCR検査センター"]
            }
        }
    }

    private var given = Array(repeating: 0, count: Ending.allCases.count)

    /// The next name of a kind.
    mutating func next(_ ending: Ending) -> String {
        let number = given[ending.rawValue]
        given[ending.rawValue] += 1
        let words = ending.words
        let all = Self.fronts.count * Self.backs.count * words.count
        // A stride without a common divisor goes through all of them before it comes back to the first.
        let place = number % all * Self.stride % all
        let front = Self.fronts[place % Self.fronts.count]
        let back = Self.backs[place / Self.fronts.count % Self.backs.count]
        return Self.round(number / all) + front + back + words[place / Self.fronts.count / Self.backs.count]
    }

    /// What tells a name from the same one of the round before.
    private static func round(_ number: Int) -> String {
        number < directions.count ? directions[number] : "第\(number)"
    }

    private static let stride = 2_657
    private static let directions = ["", "東", "西", "南", "北", "新", "奥", "元", "上", "下", "中", "外"]
    private static let backs = ["台", "野", "が丘", "原", "浜", "坂", "の森", "の里", "沢", "島", "橋", "通り"]
    private static let fronts = [
        "つむぎ", "汐見", "あかね雲", "朝つゆ", "糸ぐるま", "うたかた", "絵すごろく", "おりがみ", "貝あわせ", "かざぐるま",
        "かたりべ", "紙ふうせん", "木もれび", "きりえ", "雲路", "けんだま", "こだま笛", "こはく", "金平糖", "さざなみ琴",
        "しゃぼん", "鈴音", "砂どけい", "そらまめ", "たまゆら", "千代紙", "月舟", "とうろう", "七草", "虹わたり",
        "ねむの音", "花いかだ", "ひなげし", "風りん", "星くず", "まどろみ", "水引", "六つの花", "夢つづり", "もみじ笛",
        "やじろべえ", "雪うさぎ", "よいまち", "らんたん", "綿雲", "綾織", "硝子", "万華", "見本", "架空",
    ]
}
