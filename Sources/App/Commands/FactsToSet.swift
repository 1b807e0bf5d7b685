import Database
import Domain
import Store

/// What `gmis facility set` was asked to write down, read and checked.
struct FactsToSet: Sendable {
    let facility: Facility.ID
    let validity: Validity
    /// As typed, for the audit and the answer.
    let words: String
    private var facts: [FacilityFact] = []
    private let changed: AttributeChange

    init(_ command: FacilityCommands.SetFacts) throws(Problem) {
        facility = try Self.read("医療機関ID", command.facility, Facility.ID.init)
        let from = try Self.read("--from", command.from) { Day($0) }
        let until = try command.until.map { text throws(Problem) in try Self.read("--until", text) { Day($0) } }
        guard until.map({ from < $0 }) ?? true else {
            throw .refused(
                japanese: "--until は --from よりあとの日にしてください。", english: "--until must be after --from")
        }
        validity = Validity(from: from, until: until)
        changed = try AttributeChange(command)
        words =
            [command.life, command.kind, command.designation, command.contract, command.party]
            .compactMap(\.self).joined(separator: ", ") + changed.words
        guard !words.isEmpty else {
            throw .refused(
                japanese: "--life、--kind、--designation、--contract、--party、--name など、書き加えることを指定してください。",
                english: "say what to write down: --life, --kind, --designation, --contract, --party, --name …")
        }
        facts = try Self.facts(command)
    }

    private static func facts(_ command: FacilityCommands.SetFacts) throws(Problem) -> [FacilityFact] {
        var facts: [FacilityFact] = []
        let into = try command.into.map { text throws(Problem) in try read("--into", text, Facility.ID.init) }
        if let text = command.life {
            facts.append(.life(try read("--life", text) { FacilityLife(key: $0, into: into) }))
        }
        if let text = command.kind { facts.append(.kind(try read("--kind", text, FacilityKind.init))) }
        if let text = command.designation {
            facts.append(.designation(try read("--designation", text) { designations[$0] }))
        }
        if let text = command.contract {
            facts.append(.contract(try read("--contract", text) { ["yes": true, "no": false][$0] }))
        }
        if let text = command.party { facts.append(.reportingParty(text == "self" ? .itself : .association(text))) }
        return facts
    }

    private static let designations = [
        "none": Designation(consults: false, tests: false), "consults": Designation(consults: true, tests: false),
        "tests": Designation(consults: true, tests: true),
    ]

    static func read<T>(_ name: String, _ text: String, _ reader: (String) -> T?) throws(Problem) -> T {
        guard let value = reader(text) else {
            throw .refused(japanese: "\(name)「\(text)」は使えません。", english: "\(name): \(text) cannot be used")
        }
        return value
    }

    static func isDigits(_ text: String, _ count: Int) -> Bool {
        text.utf8.count == count && text.utf8.allSatisfy { (48...57).contains($0) }
    }

    func write(_ db: any Connection, at now: Instant) throws {
        try checkKnown(db)
        let by = "administrator"
        var all = facts.map { DatedFact(facility, $0, validity) }
        if !changed.isEmpty { all += try db.facilities.facts(of: changed, to: facility, within: validity) }
        try db.facilities.record(all, surveys: try db.forms.all(), at: now, by: by)
        try db.audit.record(
            AuditEntry(
                actor: by, action: "facility.set", subject: "facility:\(facility)",
                detail: ["facts": words, "from": validity.from.text, "until": validity.until?.text ?? ""]), at: now)
    }

    private func checkKnown(_ db: any Connection) throws {
        for fact in facts {
            switch fact {
            case .reportingParty(.association(let id)) where try !db.associations.isKnown(id):
                throw Problem.refused(
                    japanese: "団体ID \(id) は登録されていません。", english: "there is no association \(id)")
            case .life(.merged(let other)): try checkKnown(other, db)
            default: break
            }
        }
        try checkKnown(facility, db)
    }

    private func checkKnown(_ id: Facility.ID, _ db: any Connection) throws {
        guard try !db.facilities.isKnown(id) else { return }
        throw Problem.refused(japanese: "医療機関ID \(id) は登録されていません。", english: "there is no facility \(id)")
    }
}

extension AttributeChange {
    /// What a command says of it.
    fileprivate init(_ command: FacilityCommands.SetFacts) throws(Problem) {
        self.init()
        name = command.name
        address = command.address
        facilityCode = try command.code.map { text throws(Problem) in
            try FactsToSet.read("--code", text) { FactsToSet.isDigits($0, 10) ? $0 : nil }
        }
        guard command.prefecture != nil || command.municipality != nil || command.city != nil else { return }
        guard let prefecture = command.prefecture.flatMap({ Prefecture(code: $0) }), let city = command.city,
            let municipality = command.municipality, FactsToSet.isDigits(municipality, 6),
            municipality.hasPrefix(prefecture.code)
        else {
            throw .refused(
                japanese: "移転先は --prefecture 13 --municipality 131041 --city 新宿区 のように、3つをそろえて指定してください。",
                english:
                    "say where it moved to with --prefecture, --municipality (six digits of that prefecture) and --city"
            )
        }
        home = Home(prefecture: prefecture, municipality: municipality, city: city)
    }

    /// As typed.
    fileprivate var words: String {
        [name, home?.municipality, address, facilityCode].compactMap(\.self).map { " \($0)" }.joined()
    }
}
