import Domain
import Foundation
import Sodium

/// Whether a receipt or statement is as the product handed it out; told without any of its figures.
public struct FileVerification: Sendable, Equatable {
    public enum Outcome: Sendable, Equatable {
        /// Exactly as it was handed out, by this key.
        case valid(PublishedKey)
        /// Something was changed after it was signed.
        case changed
        /// Signed by a key that is not published here.
        case unknownKey(Int)
        /// Made where there was no key.
        case unsigned
        /// No receipt or statement at all.
        case unreadable
    }

    public let outcome: Outcome
    public let isPDF: Bool
    /// What a valid JSON file says.
    public let statement: StatementJSON?
    /// Receipts of a valid file whose own hash or signature is wrong: they were changed before it was made.
    public let faulty: [String]

    /// - Parameter keys: those that are published.
    public init(_ bytes: [UInt8], keys: [PublishedKey]) {
        guard let file = SignedFile(bytes) else {
            self.init(.unreadable)
            return
        }
        let isPDF = file.kind == .pdf
        guard let mark = file.mark else {
            self.init(isPDF ? .unreadable : .unsigned, isPDF: isPDF)
            return
        }
        guard let key = keys.first(where: { $0.number == mark.key && $0.publicKey == mark.publicKey }) else {
            self.init(.unknownKey(mark.key), isPDF: isPDF)
            return
        }
        guard file.isMade(by: key) else {
            self.init(.changed, isPDF: isPDF)
            return
        }
        let statement = isPDF ? nil : try? JSONDecoder().decode(StatementJSON.self, from: Data(file.signed))
        // Signed by us and yet no statement: nothing that this product makes.
        guard isPDF || statement != nil else {
            self.init(.unreadable)
            return
        }
        let faulty = statement?.revisions.filter { !$0.isWhole(of: statement?.facility, keys) }.map(\.receipt)
        self.init(.valid(key), isPDF: isPDF, statement: statement, faulty: faulty ?? [])
    }

    private init(_ outcome: Outcome, isPDF: Bool = false, statement: StatementJSON? = nil, faulty: [String] = []) {
        (self.outcome, self.isPDF, self.statement, self.faulty) = (outcome, isPDF, statement, faulty)
    }
}

extension StatementJSON.RevisionJSON {
    /// The content is of this revision, has this hash and receipt, and its signature, if it has one, is right.
    fileprivate func isWhole(of facility: String?, _ keys: [PublishedKey]) -> Bool {
        let bytes = Array(content.utf8)
        let hash = Sodium.sha256(bytes)
        let head = ["gmis-report-1", facility ?? "", survey, period, form, String(revision), status, recordedAt]
        guard content.hasPrefix(head.joined(separator: "\n") + "\n"), Sodium.hex(hash) == contentHash,
            ContentHash.receipt(period: period, hash: hash) == receipt
        else { return false }
        guard let signature else { return true }
        let key = keys.first { $0.number == signature.key }
        return key?.made(Signature(key: signature.key, value: signature.value), of: bytes) ?? false
    }
}

/// The public keys as programs read them.
public struct KeysJSON: Codable, Sendable {
    public let keys: [KeyJSON]

    public struct KeyJSON: Codable, Sendable {
        public let number: Int
        public let algorithm: String
        /// 32 bytes in base64.
        public let publicKey: String
        public let from: String
        public let until: String?
    }

    public init(_ keys: [PublishedKey]) {
        self.keys = keys.map {
            KeyJSON(
                number: $0.number, algorithm: "Ed25519", publicKey: $0.publicKey, from: $0.from.text,
                until: $0.until?.text)
        }
    }

    /// As a file of this form tells them; nil for another one.
    public init?(_ bytes: [UInt8]) {
        guard let read = try? JSONDecoder().decode(KeysJSON.self, from: Data(bytes)) else { return nil }
        self = read
    }

    public func bytes() throws -> [UInt8] { [UInt8](try JSONEncoder.steady.encode(self)) }

    public var published: [PublishedKey] {
        keys.filter { $0.algorithm == "Ed25519" }.compactMap { key in
            Instant(key.from).map {
                PublishedKey(
                    number: key.number, publicKey: key.publicKey, from: $0, until: key.until.flatMap { Instant($0) })
            }
        }
    }
}
