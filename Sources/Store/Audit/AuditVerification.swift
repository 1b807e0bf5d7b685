import Database
import Domain
import Foundation
import Sodium

/// Whether the audit is whole, and whether what it tells of is still there.
public struct AuditVerification: Sendable, Equatable {
    public let chains: Int
    public let entries: Int
    /// The last entry of each chain as `chain:number:hash`; kept elsewhere, they prove a later audit to be this one's continuation.
    public let heads: [String]
    /// What is wrong, in English, the first twenty; none when the audit is whole.
    public let faults: [String]

    public var isWhole: Bool { faults.isEmpty }
}

extension AuditStore {
    /// Goes through every entry: numbers without a gap, each hash right, each holding the hash of the one before, every head that
    /// another chain remembers still there; then through every revision: each is as its hash says, and each that somebody
    /// entered is told of in the audit.
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
        try verifyRevisions(&walk)
        try verifyImports(&walk)
        return AuditVerification(
            chains: walk.chains, entries: walk.entries, heads: walk.heads, faults: walk.faults)
    }

    private func verifyRevisions(_ walk: inout AuditWalk) throws {
        var told = walk.reports
        var seeded = SeededRevisions()
        var carried: [String: SeededRevisions] = [:]
        let keys = try db.signingKeys.all()
        try db.each(
            """
            SELECT facility_id, survey, period, form, number, status, recorded_at, answers, route, content_hash,
                signing_key, signature
            FROM revision ORDER BY survey, period, facility_id, number
            """
        ) { row in
            let name =
                "revision \(try row.int("number")) of \(try row.string("facility_id")), "
                + "\(try row.string("survey")) \(try row.string("period"))"
            let hash = try row.string("content_hash")
            let content = try ContentHash.content(of: row)
            if Sodium.hex(Sodium.sha256(content)) != hash { walk.fault("\(name) was changed") }
            if let signature = try ReportStore.signature(row) {
                let key = keys.first { $0.number == signature.key }
                if key?.made(signature, of: content) != true {
                    walk.fault("\(name) has a signature that key \(signature.key) did not make")
                }
            }
            let isKnown = told.remove(hash) != nil
            switch Revision.Route(rawValue: try row.string("route")) {
            case .openDataImport: break
            case .seed: seeded.add(hash)
            case .formerSystem: carried[try row.string("recorded_at"), default: SeededRevisions()].add(hash)
            default: if !isKnown { walk.fault("\(name) has no audit entry") }
            }
        }
        if seeded != walk.seeded {
            walk.fault("the revisions of the demonstration are not those that the audit tells of")
        }
        if carried != walk.carried {
            walk.fault("the revisions of a former system are not those that the audit tells of")
        }
        for hash in told.sorted().prefix(5) { walk.fault("the revision with the hash \(hash) is missing") }
    }

    private func verifyImports(_ walk: inout AuditWalk) throws {
        let kept = try db.query("SELECT count(*) AS n FROM open_data_import").first?.int("n") ?? 0
        if kept != walk.imports {
            walk.fault("\(kept) published files were taken over, the audit tells of \(walk.imports)")
        }
    }
}

private struct AuditWalk {
    var chains = 0
    var entries = 0
    var faults: [String] = []
    /// Hashes of the revisions that entries tell of.
    var reports: Set<String> = []
    /// Published files that entries tell of.
    var imports = 0
    /// What the entry of a demonstration tells of.
    var seeded = SeededRevisions()
    /// What entries tell of reports of a former system, by when they were taken over.
    var carried: [String: SeededRevisions] = [:]
    /// `chain:number:hash` of each chain's last entry.
    var heads: [String] { finished + (chain == 0 ? [] : ["\(chain):\(number):\(hash)"]) }
    /// Heads that bind entries remember; of each chain the last one is enough, since it stands on all before.
    var remembered: [(chain: Int, number: Int, hash: String)] { latest.map { ($0.key, $0.value.0, $0.value.1) } }

    private var finished: [String] = []
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
            finished = heads
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
        note(action, detail, at: try row.string("recorded_at"))
    }

    private mutating func note(_ action: String, _ detail: String, at instant: String) {
        switch action {
        case AuditStore.bindAction: remember(detail)
        case "report.create", "report.correct", "report.withdraw":
            let told = try? JSONDecoder().decode([String: String].self, from: Data(detail.utf8))
            if let hash = told?["contentHash"] { reports.insert(hash) }
        case "import.openData": imports += 1
        case ReportTakeover.action: carried[instant] = SeededRevisions(detail)
        case AuditStore.seedAction: seeded = SeededRevisions(detail)
        default: break
        }
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
