import Domain
import Testing

/// The rules for a password, each told by its own sentence (R3).
struct PasswordTests {
    private static let common = CommonPasswords("password1\r\nP@ssw0rd\nletmein\n")

    private func faults(_ text: String, _ loginId: String = "F13000018") -> [String] {
        Password.faults(in: text, loginId: loginId, common: Self.common)
    }

    @Test(arguments: ["Aa345678", "~!@#$%^&*()_+Aa1", "zzzzzzZ0", String(repeating: "Aa1!", count: 32)])
    func `what keeps every rule may be used`(password: String) {
        #expect(faults(password) == [])
    }

    /// A password that breaks one rule only, and a word of that rule's sentence.
    @Test(
        arguments: [
            ("Aa34567", "8文字以上"), (String(repeating: "Aa1!", count: 32) + "x", "128文字以下"), ("aa345678", "英大文字"),
            ("AA345678", "英小文字"), ("Aabcdefg", "数字（0〜9）"), ("Aa3456789ａ", "半角の英字・数字・記号だけ"), ("Aa34 5678", "空白"),
            ("Aa345678\t", "空白"), ("Aa345678\u{0}", "空白"), ("Aa345678\u{301}", "半角の英字・数字・記号だけ"),
            ("Aa345678\u{7F}", "半角の英字・数字・記号だけ"),
        ])
    func `each rule is told when it alone is broken`(password: String, words: String) {
        let faults = faults(password)
        #expect(faults.count == 1)
        #expect(faults.first?.contains(words) ?? false, "\(faults)")
    }

    @Test func `everything that is wrong is told at once`() {
        #expect(faults("").count == 4)
        #expect(faults("パスワード").count == 5)
    }

    @Test func `full-width letters and digits count for no rule`() {
        #expect(faults("ＡＢｃｄ１２３４").count == 4)
    }

    @Test(arguments: ["Password1", "PASSWORd1", "p@ssW0rd"])
    func `a password that many choose is refused, whatever its case`(password: String) {
        #expect(faults(password) == ["よく使われているパスワードのため使えません。ほかのものにしてください。"])
        #expect(faults(password + "2") == [])
        #expect(faults("2" + password) == [])
    }

    @Test func `what is common and too short is told both`() {
        #expect(faults("Letmein").count == 3)
        #expect(Self.common.count == 3)
    }

    @Test(arguments: ["Aa3456789", "aA3456789", "Ａａ3456789"])
    func `the login ID is no password, whatever its case and width`(loginId: String) {
        #expect(faults("Aa3456789", loginId) == ["ログインIDと同じパスワードは使えません。"])
        #expect(faults("Aa34567890", loginId) == [])
    }
}
