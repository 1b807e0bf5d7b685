import COath
import CSodium

/// The cryptographic primitives of the product: from libsodium, and one-time passwords from liboath (decisions 0005, 0015).
public enum Sodium {
    /// A library refused to start or to work; nothing a person sent can cause it.
    public struct Failure: Error, Equatable {
        public let what: String
    }

    /// Must have succeeded before anything else is used; safe to call again.
    public static func start() throws(Failure) {
        guard sodium_init() >= 0 else { throw Failure(what: "sodium_init") }
        guard oath_init() == 0 else { throw Failure(what: "oath_init") }
    }

    /// Random bytes that nobody can foresee.
    public static func random(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, count)
        return bytes
    }

    /// SHA-256 of the bytes: 32 bytes.
    public static func sha256(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        let message = Array(bytes)
        var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        crypto_hash_sha256(&digest, message, UInt64(message.count))
        return digest
    }

    /// SHA-256 of a text's UTF-8 in lower-case hexadecimal: 64 characters.
    public static func sha256Hex(_ text: String) -> String { hex(sha256(text.utf8)) }

    /// Lower-case hexadecimal.
    public static func hex(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Whether both are the same, in a time that tells nothing of where they differ.
    public static func equal(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        a.count == b.count && sodium_memcmp(a, b, a.count) == 0
    }
}
