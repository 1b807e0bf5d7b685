import Domain
import Foundation
import Sodium

/// What signs on this node: a private key with the number under which its public half is published.
public struct Signer: Sendable {
    /// The key's number.
    public let key: Int
    private let privateKey: Ed25519.PrivateKey

    init(key: Int, _ privateKey: Ed25519.PrivateKey) {
        self.key = key
        self.privateKey = privateKey
    }

    /// 32 bytes in base64.
    public var publicKey: String { Data(privateKey.publicKey).base64EncodedString() }

    /// Signs bytes as they are.
    public func sign(_ message: [UInt8]) -> Signature {
        Signature(key: key, value: Data(privateKey.sign(message)).base64EncodedString())
    }
}

extension PublishedKey {
    /// Whether this key made a signature of exactly these bytes; written as we write it, since base64 has several spellings.
    public func made(_ signature: Signature, of message: [UInt8]) -> Bool {
        guard signature.key == number, let value = Data(base64Encoded: signature.value),
            value.base64EncodedString() == signature.value, let key = Data(base64Encoded: publicKey)
        else { return false }
        return Ed25519.verify([UInt8](value), of: message, by: [UInt8](key))
    }
}
