/// Compares what a row of a designation report says with what is known: what would hold from its day on, with what follows (R31
/// R40 R41). A row states the whole from its day on, as far as its cells are filled.
public struct DesignationComparing {
    let reading: DesignationReading
    let entry: DesignationEntry
    let subject: DesignationSubject?
    let around: DesignationSurroundings
    let past: FacilityTimelines
    /// From when the row holds.
    let from: Day
    /// The first day on which anything changes: the end of a designation may lie before `from`.
    let start: Day
    public internal(set) var outcome = DesignationOutcome()
    /// The day on which the route by the association ends, because the designation does (R41).
    var partyEnds: Day?

    /// - Parameter subject: nil for an institution that is not in the register.
    public init(_ reading: DesignationReading, with subject: DesignationSubject?, _ around: DesignationSurroundings) {
        self.reading = reading
        entry = reading.entry
        self.subject = subject
        self.around = around
        past = subject?.past ?? FacilityTimelines(attributes: Timeline())
        from = Self.from(reading.entry, past, around.validFrom)
        if case .day(let end)? = reading.entry.until { start = min(from, end) } else { start = from }
        outcome.faults = reading.faults
        outcome.notes = reading.notes
        outcome.from = from
        compare()
    }

    /// The row's own day. A row that repeats the day on which what is known began restates it: what it says otherwise holds from the
    /// report's day, so that lists sent month after month never rewrite the past.
    private static func from(_ entry: DesignationEntry, _ past: FacilityTimelines, _ validFrom: Day) -> Day {
        var own = entry.from
        if entry.hasNoDesignation, case .day(let end)? = entry.until { own = end }
        guard let own else { return validFrom }
        guard own < validFrom else { return own }
        let starts = [
            past.designation.start(ofRunOn: validFrom) { $0.isInForce },
            past.contract.start(ofRunOn: validFrom) { $0 },
            past.attributes.stretches.first?.validity.from,
        ]
        return starts.contains(own) ? validFrom : own
    }

    /// What each fact comes to.
    struct Restating {
        var attributes: Restated<Facility.Attributes>
        var kind: Restated<FacilityKind>
        var designation: Restated<Designation>
        var contract: Restated<Bool>
        var party: Restated<ReportingParty>
        var directory: Restated<DirectoryEntry>

        /// Days on which anything may change.
        var days: [Day] {
            Set(designation.starts + contract.starts + kind.starts + party.starts).sorted()
        }

        /// Whether it stands in the list at all: designated, or under a contract.
        func isInList(_ day: Day, after: Bool) -> Bool {
            let designation = after ? designation.after(day) : designation.before(day)
            let contract = after ? contract.after(day) : contract.before(day)
            return designation?.isInForce ?? false || contract ?? false
        }

        /// Whether anything is asked of it for its designation, contract or kind.
        func isAsked(_ day: Day, after: Bool) -> Bool {
            isInList(day, after: after) || (after ? kind.after(day) : kind.before(day)) == .testCentre
        }
    }

    private mutating func compare() {
        checkSubject()
        let party = statedParty()
        var all = restating(party)
        separate(&all, stated: party)
        checkNew()
        tell(all)
        guard outcome.faults.isEmpty else {
            outcome.verdict = .fault
            return
        }
        collect(all)
        judge(all)
    }

    mutating func fault(_ column: DesignationColumn, _ sentence: String) {
        outcome.faults.append(
            DesignationRow.Fault(
                column: column.heading, typed: String(reading.typed(column).prefix(200)), sentence: sentence))
    }

    mutating func note(_ sentence: String) { outcome.notes.append(sentence) }

    private mutating func checkSubject() {
        guard subject != nil, let known = past.attributes.nearest(to: from) else { return }
        if known.prefecture != around.prefecture {
            fault(.facility, "\(from.words)には\(around.prefecture.name)の医療機関ではありません。")
        }
        if past.life.value(on: from)?.isEnded ?? false, entry.category == .designated || entry.contract == true {
            fault(.facility, "\(from.words)には廃止または統合された医療機関です。")
        }
    }

    /// What begins needs more cells than what is known.
    private mutating func checkNew() {
        if subject == nil {
            for column in DesignationColumn.allCases
            where column.isRequiredOfNew && reading.typed(column).allSatisfy(\.isWhitespace) {
                fault(column, "新しい医療機関では必ず入力してください。")
            }
        }
        let isDesignated = past.designation.value(on: from)?.isInForce ?? false
        if entry.category == .designated, !isDesignated, reading.typed(.tests).allSatisfy(\.isWhitespace) {
            fault(.tests, "診療のみ、診療と検査、検査のみ のどれかで入力してください。")
        }
        if subject?.ownID == nil, entry.notifyBy == .mail, entry.mail.isEmpty, reading.typed(.mail).isEmpty {
            fault(.notifyBy, "メールで知らせるには、メールアドレスが要ります。")
        }
    }

    /// nil where the row does not say, or says it wrongly.
    private mutating func statedParty() -> ReportingParty? {
        switch entry.party {
        case nil: return nil
        case .itself: return .itself
        case .association(let id, let name):
            do {
                return .association(try around.associations.find(id: id, name: name, on: from).id)
            } catch {
                fault(error.column, error.sentence)
                return nil
            }
        }
    }

    /// R41: no association reports for an institution with a contract and no designation, nor for a test centre. A row that says so
    /// is at fault; where it only follows, the route by the association ends on that day.
    private mutating func separate(_ all: inout Restating, stated: ReportingParty?) {
        func why(_ day: Day) -> String? {
            guard case .association? = all.party.after(day) else { return nil }
            if all.kind.after(day) == .testCentre { return "検査センターは、団体から報告できません。「自院」にしてください。" }
            guard all.contract.after(day) == true, all.designation.after(day)?.isInForce != true else { return nil }
            return "検査の委託契約だけの医療機関は、団体から報告できません。「自院」にしてください。"
        }
        let days = all.days
        guard let first = days.first(where: { why($0) != nil }) else { return }
        if case .association? = stated, first <= from, let sentence = why(first) {
            fault(.party, sentence)
            return
        }
        all.party.cut(at: first)
        for index in all.party.pieces.indices where all.party.pieces[index].validity.from >= first {
            all.party.pieces[index].after = .itself
        }
        partyEnds = first
    }

    private mutating func judge(_ all: Restating) {
        let days = all.days.filter { $0 >= start }
        guard subject != nil else {
            outcome.verdict = .added
            return
        }
        if outcome.facts.isEmpty, outcome.ownID == .unchanged { return }
        let ends = all.isInList(start, after: false) && !(days.last.map { all.isInList($0, after: true) } ?? true)
        outcome.verdict = ends ? .ended : .changed
    }
}
