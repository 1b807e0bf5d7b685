import Foundation
import Sodium

/// The revisions with which a demonstration was filled, or that one file of a former system brought. The audit has one entry for all of them: how many there are, and a digest of
/// their hashes in the order of survey, period, institution and number.
struct SeededRevisions: Equatable {
    private(set) var count = 0
    private var hashes: [UInt8] = []
    private var told: String?

    init() {}

    /// What the audit's entry tells of.
    init(_ detail: String) {
        let words = try? JSONDecoder().decode([String: String].self, from: Data(detail.utf8))
        count = words?["revisions"].flatMap { Int($0) } ?? 0
        told = words?["digest"] ?? ""
    }

    mutating func add(_ contentHash: String) {
        count += 1
        hashes += contentHash.utf8
    }

    var digest: String { told ?? (count == 0 ? "" : Sodium.hex(Sodium.sha256(hashes))) }

    static func == (a: SeededRevisions, b: SeededRevisions) -> Bool { a.count == b.count && a.digest == b.digest }
}
