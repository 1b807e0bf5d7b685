import CSodium

/// Password hashes: Argon2id with 19 MiB, two passes, one lane (about 19 ms of one core). Never call it on an event loop.
public enum Argon2id {
    static let passes: UInt64 = 2
    static let memory = 19 * 1024 * 1024

    /// The encoded hash with its parameters and salt. Throws when memory runs out.
    public static func hash(_ password: String) throws(Sodium.Failure) -> String {
        var encoded = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
        let bytes = Array(password.utf8).map { CChar(bitPattern: $0) }
        guard crypto_pwhash_argon2id_str(&encoded, bytes, UInt64(bytes.count), passes, memory) == 0 else {
            throw Sodium.Failure(what: "crypto_pwhash_argon2id_str")
        }
        let used = encoded.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: used, as: UTF8.self)
    }

    /// Whether the password is the one that was hashed.
    public static func verify(_ password: String, against encoded: String) -> Bool {
        let bytes = Array(password.utf8).map { CChar(bitPattern: $0) }
        return encoded.withCString { crypto_pwhash_argon2id_str_verify($0, bytes, UInt64(bytes.count)) } == 0
    }

    /// Whether it was hashed with other parameters than those of today, or is no hash at all.
    public static func isOutdated(_ encoded: String) -> Bool {
        encoded.withCString { crypto_pwhash_argon2id_str_needs_rehash($0, passes, memory) } != 0
    }
}
