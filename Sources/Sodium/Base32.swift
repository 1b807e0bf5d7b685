extension TOTP {
    /// The secret that `base32` wrote; nil for what it did not write.
    public static func secret(base32 text: String) -> [UInt8]? {
        var secret: [UInt8] = []
        var (held, bits) = (0, 0)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): held = held << 5 | Int(byte - UInt8(ascii: "A"))
            case UInt8(ascii: "2")...UInt8(ascii: "7"): held = held << 5 | Int(byte - UInt8(ascii: "2") + 26)
            default: return nil
            }
            bits += 5
            if bits >= 8 {
                bits -= 8
                secret.append(UInt8(held >> bits & 255))
                held &= 1 << bits - 1
            }
        }
        return secret
    }
}
