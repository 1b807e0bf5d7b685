/// One member of an association on one day of one survey: what is asked of it, and what stands there already (R18).
public struct MemberDay: Sendable, Hashable {
    public let facility: Facility.ID
    public let name: String
    public let day: Day
    /// What is asked of it on that day.
    public let facts: AskedFacts
    /// All blank where there is no report, or a withdrawn one.
    public let answers: Answers
    /// The newest revision; 0 for none.
    public let revision: Int
    /// 「休診」 is marked.
    public let isClosed: Bool

    public init(
        facility: Facility.ID, name: String, day: Day, facts: AskedFacts, answers: Answers, revision: Int,
        isClosed: Bool = false
    ) {
        self.facility = facility
        self.name = name
        self.day = day
        self.facts = facts
        self.answers = answers
        self.revision = revision
        self.isClosed = isClosed
    }
}

/// What a column of an association's file holds.
public enum MemberColumn: Sendable, Hashable {
    case day, facility, name, item(String), closed, confirmed, revision, mend

    /// What stands in the hidden row above the headings.
    public var code: String {
        switch self {
        case .day: "gmis.day"
        case .facility: "gmis.facilityId"
        case .name: "gmis.name"
        case .item(let code): code
        case .closed: "gmis.closed"
        case .confirmed: "gmis.confirmed"
        case .revision: "gmis.revision"
        case .mend: "gmis.mend"
        }
    }

    /// What it may be called, ours first; items are called in their form.
    var headings: [String] {
        switch self {
        case .day: ["日付", "実績日", "対象日"]
        case .facility: ["医療機関ID", "ID", "ログインID"]
        case .name: ["医療機関名", "医療機関", "名称"]
        case .item: []
        case .closed: ["休診", "休診・実績なし", "開設なし・実績なし"]
        case .confirmed: ["確認"]
        case .revision: ["版"]
        case .mend: ["直すところ"]
        }
    }

    static let fixed: [MemberColumn] = [.day, .facility, .name, .closed, .confirmed, .revision, .mend]
}
