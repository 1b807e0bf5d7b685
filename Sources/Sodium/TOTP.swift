import COath

/// One-time passwords by the clock (RFC 6238): SHA-1, six digits, steps of 30 seconds, as every authenticator app knows them.
public enum TOTP {
    static let digits = 6
    static let period = 30
    private static let base32Letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    /// 160 random bits.
    public static func newSecret() -> [UInt8] { Sodium.random(20) }

    /// RFC 4648, without padding: what a person types who cannot scan. 32 characters for a secret of ours.
    public static func base32(_ secret: [UInt8]) -> String {
        var text: [UInt8] = []
        var (held, bits) = (0, 0)
        for byte in secret {
            held = held << 8 | Int(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(base32Letters[held >> bits & 31])
            }
            held &= 1 << bits - 1
        }
        if bits > 0 { text.append(base32Letters[held << (5 - bits) & 31]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// What the picture for the authenticator app holds (`otpauth://totp/…`), percent-encoded.
    public static func uri(secret: [UInt8], account: String, issuer: String) -> String {
        let by = encoded(issuer)
        return "otpauth://totp/\(by):\(encoded(account))?secret=\(base32(secret))&issuer=\(by)"
            + "&algorithm=SHA1&digits=\(digits)&period=\(period)"
    }

    /// The time step whose code was typed: `secondsSince1970 / 30`, or one of its neighbours. Nil when the code fits none. Whoever
    /// asks refuses a step that is not later than the last one they took, so that no code is good twice.
    ///
    /// - Parameters:
    ///   - code: as typed; full width and blanks do not matter.
    ///   - window: so many steps before and after are taken too, for clocks that go wrong.
    /// - Throws: `Sodium.Failure` when the library cannot work; nothing a person typed can cause it.
    public static func step(
        matching code: String, secret: [UInt8], at secondsSince1970: Int, window: Int = 1
    ) throws(Sodium.Failure) -> Int? {
        guard let typed = typedDigits(code) else { return nil }
        let present = secondsSince1970 / period
        var found: Int?
        // All are looked at in any case, so that the time taken does not tell which one it was.
        for step in max(0, present - window)...max(0, present + window) {
            if Sodium.equal(try self.code(secret: secret, step: step), typed) { found = found ?? step }
        }
        return found
    }

    static func code(secret: [UInt8], step: Int) throws(Sodium.Failure) -> [UInt8] {
        var text = [CChar](repeating: 0, count: digits + 1)
        let result = secret.withUnsafeBytes { bytes in
            oath_totp_generate(
                bytes.bindMemory(to: CChar.self).baseAddress, bytes.count, time_t(step * period), UInt32(period), 0,
                UInt32(digits), &text)
        }
        guard result == 0 else { throw Sodium.Failure(what: "oath_totp_generate: \(result)") }
        return text.prefix(digits).map { UInt8(bitPattern: $0) }
    }

    /// Six digits of half width; nil when something else was typed.
    private static func typedDigits(_ code: String) -> [UInt8]? {
        var typed: [UInt8] = []
        for scalar in code.unicodeScalars where !scalar.properties.isWhitespace {
            switch scalar.value {
            case 0x30...0x39: typed.append(UInt8(scalar.value))
            case 0xFF10...0xFF19: typed.append(UInt8(scalar.value - 0xFEE0))
            default: return nil
            }
            guard typed.count <= digits else { return nil }
        }
        return typed.count == digits ? typed : nil
    }

    /// RFC 3986: everything but the unreserved characters.
    private static func encoded(_ text: String) -> String {
        var encoded: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.append(byte)
            default: encoded += Array("%\(Sodium.hex([byte]).uppercased())".utf8)
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }
}
