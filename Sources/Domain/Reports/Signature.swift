/// A signature by the product over the canonical content of a revision, or over a file.
public struct Signature: Sendable, Hashable {
    /// The number of the key, as published.
    public let key: Int
    /// 64 bytes of Ed25519, in base64.
    public let value: String

    public init(key: Int, value: String) {
        self.key = key
        self.value = value
    }
}

/// A public key as everybody may read it; former ones stay published, so that what they signed can be checked for ever.
public struct PublishedKey: Sendable, Equatable {
    /// 1, 2, …
    public let number: Int
    /// 32 bytes of Ed25519, in base64.
    public let publicKey: String
    /// When a server first signed with it.
    public let from: Instant
    /// When another took its place; nil for the one in use.
    public let until: Instant?

    public init(number: Int, publicKey: String, from: Instant, until: Instant? = nil) {
        self.number = number
        self.publicKey = publicKey
        self.from = from
        self.until = until
    }
}
