/// Which statements a connection keeps prepared on the server; the longest unused goes when there are too many.
struct PreparedStatements {
    /// What to do for one statement: prepare it, drop another, or neither. No name means it is not kept.
    struct Plan {
        var name: String?
        var isNew = false
        var dropped: String?
        fileprivate var droppedText: String?
    }

    private struct Kept {
        let name: String
        var lastUse: Int
    }

    private let most: Int
    private var kept: [String: Kept] = [:]
    private var uses = 0

    init(most: Int) {
        self.most = max(most, 1)
    }

    mutating func plan(for sql: SQL) -> Plan {
        guard sql.isKept else { return Plan() }
        uses += 1
        if let name = kept[sql.text]?.name {
            kept[sql.text]?.lastUse = uses
            return Plan(name: name)
        }
        var plan = Plan(name: "s\(uses)", isNew: true)
        if kept.count >= most, let oldest = kept.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            plan.dropped = oldest.value.name
            plan.droppedText = oldest.key
        }
        return plan
    }

    /// Called when the server has done what the plan says.
    mutating func keep(_ plan: Plan, for sql: SQL) {
        guard let name = plan.name else { return }
        if let text = plan.droppedText { kept[text] = nil }
        kept[sql.text] = Kept(name: name, lastUse: uses)
    }
}
