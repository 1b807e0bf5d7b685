import Testing

@testable import Sodium

/// One-time passwords, against the published vectors.
struct TOTPTests {
    /// RFC 6238, appendix B.
    private let secret = Array("12345678901234567890".utf8)

    init() throws { try Sodium.start() }

    /// The last six of the eight digits in the RFC's table for SHA-1.
    @Test(
        arguments: [
            (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
            (2_000_000_000, "279037"), (20_000_000_000, "353130"),
        ])
    func `the codes are those of the standard`(seconds: Int, code: String) throws {
        #expect(try TOTP.step(matching: code, secret: secret, at: seconds, window: 0) == seconds / 30)
        #expect(try TOTP.step(matching: code, secret: Array(secret.reversed()), at: seconds, window: 0) == nil)
    }

    @Test func `a code is good from one step before its own to one step after`() throws {
        // The code of the step from 1,111,111,110 to 1,111,111,139.
        let (code, step) = ("050471", 37_037_037)
        for (seconds, expected) in [
            (1_111_111_079, nil), (1_111_111_080, step), (1_111_111_109, step), (1_111_111_110, step),
            (1_111_111_139, step), (1_111_111_140, step), (1_111_111_169, step), (1_111_111_170, nil),
        ] as [(Int, Int?)] {
            #expect(try TOTP.step(matching: code, secret: secret, at: seconds) == expected, "\(seconds)")
        }
        #expect(try TOTP.step(matching: code, secret: secret, at: 1_111_111_109, window: 0) == nil)
    }

    @Test func `the first step ends with the thirtieth second`() throws {
        let code = "755224"  // RFC 4226, counter 0
        #expect(try TOTP.step(matching: code, secret: secret, at: 0, window: 0) == 0)
        #expect(try TOTP.step(matching: code, secret: secret, at: Int(29.999), window: 0) == 0)
        #expect(try TOTP.step(matching: code, secret: secret, at: Int(30.000), window: 0) == nil)
        #expect(try TOTP.step(matching: code, secret: secret, at: 30) == 0)
        #expect(try TOTP.step(matching: code, secret: secret, at: 60) == nil)
    }

    @Test(arguments: ["287082", "287 082", "２８７０８２", " 287082\n"])
    func `width and blanks do not matter`(typed: String) throws {
        #expect(try TOTP.step(matching: typed, secret: secret, at: 59) == 1)
    }

    @Test(arguments: ["", "28708", "2870820", "94287082", "28708a", "287-082", "٢٨٧٠٨٢", "287082\u{0}"])
    func `what are not six digits fits nothing`(typed: String) throws {
        #expect(try TOTP.step(matching: typed, secret: secret, at: 59) == nil)
    }

    /// RFC 4648, §10.
    @Test(
        arguments: [
            ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"), ("12345678901234567890", "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"),
        ])
    func `base 32 is that of the standard`(text: String, expected: String) {
        #expect(TOTP.base32(Array(text.utf8)) == expected)
    }

    @Test func `secrets are 160 bits and differ`() {
        #expect(TOTP.newSecret().count == 20)
        #expect(TOTP.newSecret() != TOTP.newSecret())
        #expect(TOTP.base32([UInt8](repeating: 0xFF, count: 20)) == String(repeating: "7", count: 32))
    }

    @Test func `the address for the app is percent-encoded`() {
        #expect(
            TOTP.uri(secret: secret, account: "P13 0&?/:=あ", issuer: "G-MIS")
                == "otpauth://totp/G-MIS:P13%200%26%3F%2F%3A%3D%E3%81%82"
                + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=G-MIS&algorithm=SHA1&digits=6&period=30")
    }
}
