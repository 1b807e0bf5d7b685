/// 指定報告: a list that a prefecture sends, or one entry written by hand, as it stands (R31 R40).
public struct DesignationReport: Sendable, Equatable {
    /// Whether what a list leaves out ends.
    public enum Scope: String, Sendable, CaseIterable {
        case changes
        /// The whole list: what it leaves out ends, once the officer has typed how many that are.
        case whole

        /// As pages name it.
        public var label: String {
            switch self {
            case .changes: "変更分だけ"
            case .whole: "全部の一覧"
            }
        }
    }

    public enum State: String, Sendable, CaseIterable {
        /// Rows are being compared with the register.
        case checking
        /// Everything it would change is shown; nothing is changed yet.
        case checked
        case applied
        case discarded
        /// Applied once; the former state holds again from a day of its own.
        case takenBack

        /// As pages name it.
        public var label: String {
            switch self {
            case .checking: "確認中"
            case .checked: "反映前"
            case .applied: "反映済み"
            case .discarded: "取りやめ"
            case .takenBack: "取り消し済み"
            }
        }
    }

    public let id: String
    public let prefecture: Prefecture
    /// Empty for an entry written by hand.
    public let fileName: String
    public let scope: Scope
    /// From when it holds where a row names no day.
    public let validFrom: Day
    public let state: State
    public let rows: Int
    /// How many of them are compared.
    public let checked: Int
    /// How many rows have each verdict; nothing before they are compared.
    public let counts: [DesignationRow.Verdict: Int]
    /// How many ends of a whole list the officer confirmed by typing their number.
    public let confirmedEnds: Int?
    /// The change request that it answers.
    public let request: String?
    public let recordedAt: Instant
    /// By key.
    public let recordedBy: String
    public let appliedAt: Instant?
    public let appliedBy: String?
    public let takenBackFrom: Day?
    public let takenBackAt: Instant?

    public init(
        id: String, prefecture: Prefecture, fileName: String, scope: Scope, validFrom: Day, state: State, rows: Int,
        checked: Int, counts: [DesignationRow.Verdict: Int] = [:], confirmedEnds: Int? = nil, request: String? = nil,
        recordedAt: Instant, recordedBy: String, appliedAt: Instant? = nil, appliedBy: String? = nil,
        takenBackFrom: Day? = nil, takenBackAt: Instant? = nil
    ) {
        self.id = id
        self.prefecture = prefecture
        self.fileName = fileName
        self.scope = scope
        self.validFrom = validFrom
        self.state = state
        self.rows = rows
        self.checked = checked
        self.counts = counts
        self.confirmedEnds = confirmedEnds
        self.request = request
        self.recordedAt = recordedAt
        self.recordedBy = recordedBy
        self.appliedAt = appliedAt
        self.appliedBy = appliedBy
        self.takenBackFrom = takenBackFrom
        self.takenBackAt = takenBackAt
    }

    /// Why it cannot be applied as it stands.
    public enum Obstacle: Sendable, Equatable {
        case checking
        case faults(Int)
        /// Rows that may be an institution of the register, or a new one.
        case undecided(Int)
        /// Entries that end because the list leaves them out; their number is to be typed.
        case ends(Int)
        /// It changes nothing.
        case nothing
        case done
    }

    /// nil where it can be applied.
    public var obstacle: Obstacle? {
        switch state {
        case .checking: return .checking
        case .applied, .discarded, .takenBack: return .done
        case .checked: break
        }
        func count(_ verdict: DesignationRow.Verdict) -> Int { counts[verdict] ?? 0 }
        if count(.fault) > 0 { return .faults(count(.fault)) }
        if count(.undecided) > 0 { return .undecided(count(.undecided)) }
        if scope == .whole, count(.ended) > 0, confirmedEnds != count(.ended) { return .ends(count(.ended)) }
        return count(.added) + count(.changed) + count(.ended) == 0 ? .nothing : nil
    }
}

/// One row of a designation report beside the register: what it would change, or what is wrong with it.
public struct DesignationRow: Sendable, Equatable {
    public enum Verdict: String, Sendable, CaseIterable {
        case added, changed, ended, unchanged
        /// Name or phone agree with institutions of the register: the officer decides.
        case undecided
        case fault

        /// As pages name it.
        public var label: String {
            switch self {
            case .added: "追加"
            case .changed: "変更"
            case .ended: "終了"
            case .unchanged: "変更なし"
            case .undecided: "判断待ち"
            case .fault: "誤り"
            }
        }
    }

    /// What a cell cannot be, or what does not go together.
    public struct Fault: Sendable, Equatable, Codable {
        /// The column's heading.
        public let column: String
        /// As it stands in the cell.
        public let typed: String
        /// What is wrong and how to mend it, in Japanese.
        public let sentence: String

        public init(column: String, typed: String, sentence: String) {
            self.column = column
            self.typed = typed
            self.sentence = sentence
        }
    }

    /// One thing that would hold otherwise.
    public struct Change: Sendable, Equatable, Codable {
        public let label: String
        /// Empty where nothing was known.
        public let before: String
        public let after: String
        /// What follows from it (「IDでのログインを止めます」); empty where nothing does.
        public let consequence: String

        public init(label: String, before: String, after: String, consequence: String = "") {
            self.label = label
            self.before = before
            self.after = after
            self.consequence = consequence
        }
    }

    /// An institution of the register that it may be.
    public struct Candidate: Sendable, Equatable, Codable {
        public let facility: String
        public let name: String
        public let address: String
        /// 「名前が同じ」
        public let reason: String

        public init(facility: String, name: String, address: String, reason: String) {
            self.facility = facility
            self.name = name
            self.address = address
            self.reason = reason
        }
    }

    public enum Decision: Sendable, Equatable {
        case same(Facility.ID)
        case new
    }

    /// In the file, from 1, the head included; nil for what a whole list leaves out.
    public let line: Int
    public let verdict: Verdict
    public let facility: Facility.ID?
    public let name: String
    public let cityName: String
    /// 「診療と検査」 and so on, the reporting party, the first day, how an ID's people are told: as it would be.
    public let designation: String
    public let party: String
    public let from: Day?
    public let notification: String
    public let changes: [Change]
    public let faults: [Fault]
    /// Remarks that refuse nothing: 「先頭の0を補いました」.
    public let notes: [String]
    public let candidates: [Candidate]
    public let decision: Decision?

    public init(
        line: Int, verdict: Verdict, facility: Facility.ID?, name: String, cityName: String = "",
        designation: String = "", party: String = "", from: Day? = nil, notification: String = "",
        changes: [Change] = [], faults: [Fault] = [], notes: [String] = [], candidates: [Candidate] = [],
        decision: Decision? = nil
    ) {
        self.line = line
        self.verdict = verdict
        self.facility = facility
        self.name = name
        self.cityName = cityName
        self.designation = designation
        self.party = party
        self.from = from
        self.notification = notification
        self.changes = changes
        self.faults = faults
        self.notes = notes
        self.candidates = candidates
        self.decision = decision
    }
}
