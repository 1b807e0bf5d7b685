import Domain
import Store
import Testing

struct CommonPasswordListTests {
    @Test func `the ten thousand commonest passwords come with the program`() throws {
        let common = try CommonPasswords.load()
        #expect(common.count == 10_000)
        for password in ["Password1", "QWERTY123", "123456"] { #expect(common.contains(password), "\(password)") }
        for password in ["Mihon-2021", "", "Aa345678"] { #expect(!common.contains(password), "\(password)") }
    }

    @Test func `one that keeps all the other rules is refused for being common`() throws {
        let common = try CommonPasswords.load()
        #expect(
            Password.faults(in: "Password1", loginId: "F13000018", common: common)
                == ["よく使われているパスワードのため使えません。ほかのものにしてください。"])
        #expect(Password.faults(in: "Mihon-2021", loginId: "F13000018", common: common).isEmpty)
    }
}
