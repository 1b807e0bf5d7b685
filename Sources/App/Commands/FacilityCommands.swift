import ArgumentParser
import Database
import Domain
import Store

/// `gmis facility set …`: writes down dated facts of an institution until its pages come (R13 R22 R28).
struct FacilityCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "facility", abstract: "医療機関の日付つきの事実 / Dated facts of facilities", subcommands: [SetFacts.self])

    struct SetFacts: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "set", abstract: "いつから何であるかを書き加える / Write down what holds from when")

        @Argument(help: "医療機関ID / facility ID")
        var facility: String

        @Option(help: "この日から YYYY-MM-DD / first day")
        var from: String

        @Option(help: "この日の前日まで YYYY-MM-DD / first day on which it no longer holds")
        var until: String?

        @Option(help: "open, resting, closed, merged")
        var life: String?

        @Option(help: "統合先の医療機関ID / facility it was merged into")
        var into: String?

        @Option(help: "hospital, clinic, testCentre")
        var kind: String?

        @Option(help: "none, consults, tests（診療のみ・診療と検査）")
        var designation: String?

        @Option(help: "行政検査の委託契約 yes / no")
        var contract: String?

        @Option(help: "とりまとめ団体のID、自院なら self / association that reports, or self")
        var party: String?

        func run() async throws {
            let facts = try FactsToSet(self)
            try await Program.withPool { pool in
                let now = Program.now()
                try await pool.write { try facts.write($0, at: now) }
            }
            print("\(facility): \(facts.words) \(from)〜\(until ?? "") / written down")
        }
    }
}

/// What the command line asks for, read and checked.
private struct FactsToSet: Sendable {
    let facility: Facility.ID
    let validity: Validity
    let life: FacilityLife?
    let kind: FacilityKind?
    let designation: Designation?
    let contract: Bool?
    let party: ReportingParty?
    let words: String

    init(_ command: FacilityCommands.SetFacts) throws(Problem) {
        facility = try Self.read("医療機関ID", command.facility, Facility.ID.init)
        let from = try Self.read("--from", command.from) { Day($0) }
        let until = try command.until.map { text throws(Problem) in try Self.read("--until", text) { Day($0) } }
        guard until.map({ from < $0 }) ?? true else {
            throw .refused(
                japanese: "--until は --from よりあとの日にしてください。", english: "--until must be after --from")
        }
        validity = Validity(from: from, until: until)
        let into = try command.into.map { text throws(Problem) in try Self.read("--into", text, Facility.ID.init) }
        life = try command.life.map { text throws(Problem) in
            try Self.read("--life", text) { FacilityLife(key: $0, into: into) }
        }
        kind = try command.kind.map { text throws(Problem) in try Self.read("--kind", text, FacilityKind.init) }
        designation = try command.designation.map { text throws(Problem) in
            try Self.read("--designation", text) { Self.designations[$0] }
        }
        contract = try command.contract.map { text throws(Problem) in
            try Self.read("--contract", text) { ["yes": true, "no": false][$0] }
        }
        party = command.party.map { $0 == "self" ? .itself : .association($0) }
        words = [command.life, command.kind, command.designation, command.contract, command.party]
            .compactMap(\.self).joined(separator: ", ")
        guard !words.isEmpty else {
            throw .refused(
                japanese: "--life、--kind、--designation、--contract、--party のどれかを指定してください。",
                english: "give one of --life, --kind, --designation, --contract, --party")
        }
    }

    private static let designations = [
        "none": Designation(consults: false, tests: false), "consults": Designation(consults: true, tests: false),
        "tests": Designation(consults: true, tests: true),
    ]

    private static func read<T>(_ name: String, _ text: String, _ reader: (String) -> T?) throws(Problem) -> T {
        guard let value = reader(text) else {
            throw .refused(japanese: "\(name)「\(text)」は使えません。", english: "\(name): \(text) cannot be used")
        }
        return value
    }

    func write(_ db: any Connection, at now: Instant) throws {
        guard try db.facilities.isKnown(facility) else {
            throw Problem.refused(
                japanese: "医療機関ID \(facility) は登録されていません。", english: "there is no facility \(facility)")
        }
        if case .association(let id)? = party, try !db.associations.isKnown(id) {
            throw Problem.refused(japanese: "団体ID \(id) は登録されていません。", english: "there is no association \(id)")
        }
        if case .merged(let other)? = life, try !db.facilities.isKnown(other) {
            throw Problem.refused(
                japanese: "医療機関ID \(other) は登録されていません。", english: "there is no facility \(other)")
        }
        let by = "administrator"
        if let life { try db.facilities.setLife(life, of: facility, validity, at: now, by: by) }
        if let kind { try db.facilities.setKind(kind, of: facility, validity, at: now, by: by) }
        if let designation { try db.facilities.setDesignation(designation, of: facility, validity, at: now, by: by) }
        if let contract { try db.facilities.setContract(contract, of: facility, validity, at: now, by: by) }
        if let party { try db.facilities.setReportingParty(party, of: facility, validity, at: now, by: by) }
        try db.audit.record(
            AuditEntry(
                actor: by, action: "facility.set", subject: "facility:\(facility)",
                detail: [
                    "facts": words, "from": validity.from.text, "until": validity.until?.text ?? "",
                ]), at: now)
    }
}
