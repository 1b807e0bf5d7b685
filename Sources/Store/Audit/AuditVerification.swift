import Database
import Domain
import Foundation

/// Whether the audit is whole.
public struct AuditVerification: Sendable, Equatable {
    public let chains: Int
    public let entries: Int
    /// What is wrong, in English, the first twenty; none when the audit is whole.
    public let faults: [String]

    public var isWhole: Bool { faults.isEmpty }
}

extension AuditStore {
    /// Goes through every entry: numbers without a gap, each hash right, each holding the hash of the one before, every head that
    /// another chain remembers still there.
    public func verify() throws -> AuditVerification {
        var walk = AuditWalk()
        try db.each(
            """
            SELECT chain, number, recorded_at, actor, action, subject, detail, previous, hash FROM audit
            ORDER BY chain, number
            """
        ) { try walk.visit($0) }
        for (chain, number, hash) in walk.remembered {
            let found = try db.query("SELECT hash FROM audit WHERE chain = \(chain) AND number = \(number)").first
            if try found?.string("hash") != hash {
                walk.fault("chain \(chain): entry \(number) is missing or changed, another chain remembers it")
            }
        }
        return AuditVerification(chains: walk.chains, entries: walk.entries, faults: walk.faults)
    }
}

private struct AuditWalk {
    var chains = 0
    var entries = 0
    var faults: [String] = []
    /// Heads that bind entries remember; of each chain the last one is enough, since it stands on all before.
    var remembered: [(chain: Int, number: Int, hash: String)] { latest.map { ($0.key, $0.value.0, $0.value.1) } }

    private var latest: [Int: (Int, String)] = [:]
    private var chain = 0
    private var number = 0
    private var hash = AuditStore.beginning

    mutating func fault(_ text: String) {
        if faults.count < 20 { faults.append(text) }
    }

    mutating func visit(_ row: Row) throws {
        let chain = try row.int("chain")
        if chain != self.chain {
            chains += 1
            (self.chain, number, hash) = (chain, 0, AuditStore.beginning)
        }
        entries += 1
        let found = try row.int("number")
        if found != number + 1 { fault("chain \(chain): entry \(number + 1) is missing, the next is \(found)") }
        let previous = try row.string("previous")
        if found == number + 1, previous != hash {
            fault("chain \(chain): entry \(found) does not follow the one before")
        }
        let action = try row.string("action")
        let detail = try row.string("detail")
        let expected = AuditStore.hash(
            chain: chain, number: found, at: try row.string("recorded_at"), try row.string("actor"), action,
            try row.string("subject"), detail, previous)
        hash = try row.string("hash")
        if hash != expected { fault("chain \(chain): entry \(found) was changed") }
        number = found
        if action == AuditStore.bindAction { remember(detail) }
    }

    private mutating func remember(_ detail: String) {
        // An entry that cannot be read has been told already: its hash is not right.
        guard let heads = try? JSONDecoder().decode([String: String].self, from: Data(detail.utf8)) else { return }
        for (chain, head) in heads {
            let parts = head.split(separator: ":").map(String.init)
            guard let chain = Int(chain), parts.count == 2, let number = Int(parts[0]) else { continue }
            if number > latest[chain]?.0 ?? 0 { latest[chain] = (number, parts[1]) }
        }
    }
}
