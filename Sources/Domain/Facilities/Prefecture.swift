/// One of the 47 prefectures, by its JIS X 0401 code.
public struct Prefecture: Sendable, Hashable, Comparable {
    /// 1 to 47.
    public let number: Int

    /// The prefecture of a two-digit code; nil when there is none such.
    public init?(code: some StringProtocol) {
        guard code.utf8.count == 2, code.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(code),
            (1...47).contains(number)
        else { return nil }
        self.number = number
    }

    /// The prefecture of a full name: 北海道, 東京都.
    public init?(name: String) {
        guard let index = Prefecture.names.firstIndex(where: { $0.utf8.elementsEqual(name.utf8) }) else { return nil }
        number = index + 1
    }

    private init(number: Int) { self.number = number }

    public static let all: [Prefecture] = (1...47).map(Prefecture.init(number:))

    public static func < (a: Prefecture, b: Prefecture) -> Bool { a.number < b.number }

    /// `01` … `47`.
    public var code: String { number < 10 ? "0\(number)" : "\(number)" }

    public var name: String { Prefecture.names[number - 1] }

    /// An address as it is kept: without the prefecture's own name before it.
    public func withoutName(_ address: String) -> String {
        address.hasPrefix(name) ? Typed.trimmed(String(address.dropFirst(name.count))) : address
    }

    private static let names = [
        "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県",
        "福島県", "茨城県", "栃木県", "群馬県", "埼玉県", "千葉県",
        "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県",
        "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県",
        "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県",
        "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県",
        "香川県", "愛媛県", "高知県", "福岡県", "佐賀県", "長崎県",
        "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
    ]
}
