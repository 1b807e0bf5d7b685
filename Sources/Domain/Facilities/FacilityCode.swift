/// An institution's ten-digit insurance code (医療機関コード): prefecture 2, 点数表 1, 郡市区 2, institution 4, check digit 1.
public struct FacilityCode: Sendable, Hashable {
    /// Ten half-width digits.
    public let text: String

    /// Reads ten digits, of half or full width, with blanks around them; nil for anything else and for a prefecture that there is
    /// not.
    public init?(_ typed: String) {
        let text = Account.key(of: typed)
        guard text.utf8.count == 10, text.utf8.allSatisfy({ (48...57).contains($0) }),
            Prefecture(code: text.prefix(2)) != nil
        else { return nil }
        self.text = text
    }

    public var prefecture: Prefecture? { Prefecture(code: text.prefix(2)) }

    /// What to tell a person whose code has another check digit than its prefecture's rule gives; nil when it is right. A warning
    /// only: some institutions bear such a code for good. Bodies outside the insurance (点数表 9, such as hospitals of the Self-Defense
    /// Forces) have codes without a check digit, and are not warned.
    public var checkDigitFault: String? {
        if text.dropFirst(2).first == "9" { return nil }
        let expected = LoginID.checkDigit(of: String(checkedDigits))
        guard text.utf8.last != UInt8(48 + expected) else { return nil }
        return "医療機関コードの最後の数字(検証番号)が計算と合いません。打ち間違いがないか、ご確認ください。"
    }

    /// All nine digits in front of the check digit; in four prefectures only those of 郡市区 and the institution, as their
    /// codes show.
    private var checkedDigits: Substring {
        let body = text.dropLast()
        return Self.shortRule.contains(String(text.prefix(2))) ? body.suffix(6) : body
    }

    /// 埼玉, 千葉, 東京, 神奈川.
    private static let shortRule: Set = ["11", "12", "13", "14"]
}
