import Database
import Domain
import Sodium

/// What somebody read from a receipt: its number and the content's hash.
public struct ReceiptNote: Sendable, Equatable {
    /// `20210119-7K3M-9Q2X-4TBE`
    public let receipt: String
    /// 64 hexadecimal digits.
    public let contentHash: String

    /// As typed, of any width and case, with blanks or without; nil where it can be none.
    public init?(receipt typedReceipt: String, contentHash typedHash: String) {
        let hash = SearchKey.fold(typedHash).lowercased().filter { !$0.isWhitespace && $0 != "-" }
        let digits = SearchKey.fold(typedReceipt).uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        // Letters that are in no number, because they are mistaken for digits.
        let plain = digits.map { ["O": "0", "I": "1", "L": "1"][$0] ?? $0 }
        guard plain.count == 20, hash.utf8.count == 64, hash.allSatisfy(\.isHexDigit) else { return nil }
        let parts = [0..<8, 8..<12, 12..<16, 16..<20].map { String(plain[$0]) }
        (receipt, contentHash) = (parts.joined(separator: "-"), hash)
    }
}

/// What is known of a receipt; nothing of what was reported.
public struct ReceiptCheck: Sendable, Equatable {
    public let receipt: String
    public let recordedAt: Instant
    /// The key whose signature is right; nil where the revision has none.
    public let key: Int?
    /// The report was corrected or taken back since.
    public let isOutdated: Bool

    public init(receipt: String, recordedAt: Instant, key: Int?, isOutdated: Bool) {
        (self.receipt, self.recordedAt, self.key, self.isOutdated) = (receipt, recordedAt, key, isOutdated)
    }
}

extension ReportStore {
    /// The revision with this receipt and hash, if it stands unchanged; nil where there is none.
    public func check(_ note: ReceiptNote) throws -> ReceiptCheck? {
        let keys = try db.signingKeys.all()
        let rows = try db.query(
            """
            SELECT r.facility_id, r.survey, r.period, r.form, r.number, r.status, r.recorded_at, r.answers, r.route,
                r.content_hash, r.signing_key, r.signature, p.number AS newest
            FROM revision r JOIN report p
                ON p.survey = r.survey AND p.period = r.period AND p.facility_id = r.facility_id
            WHERE r.receipt = \(note.receipt) AND r.content_hash = \(note.contentHash)
            """)
        for row in rows where Revision.Route(rawValue: try row.string("route"))?.hasReceipt ?? false {
            let content = try ContentHash.content(of: row)
            guard Sodium.hex(Sodium.sha256(content)) == note.contentHash else { continue }
            let signature = try Self.signature(row)
            if let signature, keys.first(where: { $0.number == signature.key })?.made(signature, of: content) != true {
                continue
            }
            return ReceiptCheck(
                receipt: note.receipt, recordedAt: try row.instant("recorded_at"), key: signature?.key,
                isOutdated: try row.int("newest") > row.int("number"))
        }
        return nil
    }
}
