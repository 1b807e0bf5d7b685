import CSodium

/// Signatures by Ed25519 (RFC 8032), as libsodium makes them.
public enum Ed25519 {
    /// Bytes of a seed, a public key and a signature.
    public static let (seedBytes, publicKeyBytes, signatureBytes) = (32, 32, 64)

    /// What signs. Never printed, never compared.
    public struct PrivateKey: Sendable {
        /// 32 bytes, for everybody.
        public let publicKey: [UInt8]
        private let secret: [UInt8]

        /// The key that grows from 32 random bytes; nil for another number of bytes.
        public init?(seed: [UInt8]) {
            guard seed.count == Ed25519.seedBytes else { return nil }
            var publicKey = [UInt8](repeating: 0, count: Ed25519.publicKeyBytes)
            var secret = [UInt8](repeating: 0, count: Int(crypto_sign_SECRETKEYBYTES))
            guard crypto_sign_seed_keypair(&publicKey, &secret, seed) == 0 else { return nil }
            (self.publicKey, self.secret) = (publicKey, secret)
        }

        /// 64 bytes; the same message always gets the same.
        public func sign(_ message: [UInt8]) -> [UInt8] {
            var signature = [UInt8](repeating: 0, count: Ed25519.signatureBytes)
            crypto_sign_detached(&signature, nil, message, UInt64(message.count), secret)
            return signature
        }
    }

    /// Whether the key that belongs to this public key signed exactly this message.
    public static func verify(_ signature: [UInt8], of message: [UInt8], by publicKey: [UInt8]) -> Bool {
        guard signature.count == signatureBytes, publicKey.count == publicKeyBytes else { return false }
        return crypto_sign_verify_detached(signature, message, UInt64(message.count), publicKey) == 0
    }
}
