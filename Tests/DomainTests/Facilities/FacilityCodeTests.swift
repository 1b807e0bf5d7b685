import Domain
import Testing

/// The insurance code of an institution and its check digit.
struct FacilityCodeTests {
    @Test(arguments: ["1710000008", "１７１０００００08", " 1710000008\n"])
    func `ten digits are a code, whatever their width`(typed: String) {
        #expect(FacilityCode(typed)?.text == "1710000008")
    }

    @Test(arguments: [
        "", "171000000", "17100000080", "17100-0008", "0010000008", "4810000008", "171000000A", "17 1000008",
    ])
    func `anything else is none`(typed: String) {
        #expect(FacilityCode(typed) == nil)
    }

    /// Luhn by hand over nine digits, such as 171000001, or six, 000001; the digit of the other rule would be another one.
    @Test(
        arguments: [
            ("1710000009", true), ("1710000017", true), ("1710000018", false), ("1710000008", false),
            ("1310000018", true), ("1310000010", false), ("1110000018", true), ("1210000018", true),
            ("1410000018", true), ("1010000018", false), ("1010000014", true), ("1510000018", false),
            ("1510000019", true),
        ])
    func `the check digit goes by the prefecture's rule`(code: String, isRight: Bool) throws {
        let code = try #require(FacilityCode(code))
        #expect((code.checkDigitFault == nil) == isRight)
        if !isRight { #expect(code.checkDigitFault?.contains("検証番号") ?? false) }
    }

    @Test func `a code outside the insurance has no check digit`() throws {
        for digit in 0...9 { #expect(try #require(FacilityCode("139000001\(digit)")).checkDigitFault == nil) }
    }

    @Test func `the code tells its prefecture`() throws {
        #expect(try #require(FacilityCode("1310000018")).prefecture?.name == "東京都")
    }
}
