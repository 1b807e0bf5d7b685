import Sodium
import Testing

/// The secret of an authenticator app, as text.
struct Base32Tests {
    @Test func `what is written is read again, whatever the length`() {
        for length in 0...41 {
            let secret = Sodium.random(length)
            #expect(TOTP.secret(base32: TOTP.base32(secret)) == secret)
        }
    }

    @Test func `the examples of RFC 4648 are read`() {
        #expect(TOTP.secret(base32: "MZXW6YTBOI") == Array("foobar".utf8))
        #expect(TOTP.secret(base32: "MY") == Array("f".utf8))
    }

    @Test(arguments: ["mzxw6", "MZXW1", "MZ=", "ＭＺ"])
    func `anything else is no secret`(text: String) {
        #expect(TOTP.secret(base32: text) == nil)
    }
}
