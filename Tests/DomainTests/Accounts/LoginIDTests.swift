import Domain
import Testing

/// Login IDs: new ones with a check digit, all compared without case and width (R13).
struct LoginIDTests {
    @Test func `a new ID has a letter, a prefecture, five digits and a check digit`() {
        #expect(LoginID.make(.facility, prefecture: Prefecture.all[12], serial: 1) == "F13000013")
        #expect(LoginID.make(.prefecture, prefecture: Prefecture.all[0], serial: 99_999) == "P01999994")
        #expect(LoginID.make(.ministry, prefecture: nil, serial: 0) == "M00000000")
        #expect(LoginID.make(.helpDesk, prefecture: nil, serial: 1).hasPrefix("H0000001"))
        #expect(LoginID.make(.association, prefecture: Prefecture.all[46], serial: 1).hasPrefix("A4700001"))
    }

    /// Luhn, by the definition: every second digit from the right is doubled, its digits are added, the sum ends in 0.
    private func isWhole(_ id: String) -> Bool {
        let digits = id.dropFirst().compactMap(\.wholeNumberValue)
        let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
            let weighed = digit.offset % 2 == 1 ? digit.element * 2 : digit.element
            return sum + (weighed > 9 ? weighed - 9 : weighed)
        }
        return digits.count == 8 && sum % 10 == 0
    }

    @Test func `a mistyped digit shows`() {
        for serial in [0, 1, 42, 12_345, 99_999] {
            let id = LoginID.make(.facility, prefecture: Prefecture.all[30], serial: serial)
            #expect(isWhole(id), "\(id)")
            for place in 1...8 {
                var letters = Array(id)
                letters[place] =
                    letters[place] == "9" ? "0" : Character(String((letters[place].wholeNumberValue ?? 0) + 1))
                #expect(!isWhole(String(letters)), "\(String(letters))")
            }
        }
    }

    @Test(arguments: ["F13000018", "f13000018", "Ｆ１３０００018", "ｆ１３００００１８"])
    func `IDs are compared without case and width`(typed: String) {
        #expect(Account.key(of: typed) == "F13000018")
    }

    @Test func `what is not width or case stays`() {
        #expect(Account.key(of: "ア　1-!") == "ア 1-!")
        #expect(Account.key(of: "！～") == "!~")
        #expect(Account.key(of: "ｱ") == "ｱ")
        #expect(Account.key(of: "F1") != Account.key(of: "Fl"))
    }
}
