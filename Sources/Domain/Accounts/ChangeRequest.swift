/// What an institution asks its prefecture to change, with the prefecture's answer (R28).
public struct ChangeRequest: Sendable, Equatable {
    public enum Subject: String, Sendable, CaseIterable {
        case name, address, phone, kind, designation, hours, other

        /// As pages name it.
        public var label: String {
            switch self {
            case .name: "名前"
            case .address: "所在地"
            case .phone: "電話"
            case .kind: "種別"
            case .designation: "指定"
            case .hours: "診療・検査の日時"
            case .other: "そのほか"
            }
        }

        /// Accepting it writes the value down; the others enter with the report of designations.
        public var isWrittenDown: Bool {
            switch self {
            case .name, .address, .phone: true
            case .kind, .designation, .hours, .other: false
            }
        }
    }

    public struct Answer: Sendable, Equatable {
        public let isAccepted: Bool
        /// Why it was declined, or a remark.
        public let words: String
        public let answeredAt: Instant

        public init(isAccepted: Bool, words: String, answeredAt: Instant) {
            self.isAccepted = isAccepted
            self.words = words
            self.answeredAt = answeredAt
        }
    }

    public let id: String
    public let facility: Facility.ID
    /// Whose it is to answer: the institution's when it was asked.
    public let prefecture: Prefecture
    public let subject: Subject
    public let wanted: String
    /// From when it is to hold.
    public let validFrom: Day
    public let recordedAt: Instant
    /// nil while it is open.
    public let answer: Answer?

    public init(
        id: String, facility: Facility.ID, prefecture: Prefecture, subject: Subject, wanted: String, validFrom: Day,
        recordedAt: Instant, answer: Answer?
    ) {
        self.id = id
        self.facility = facility
        self.prefecture = prefecture
        self.subject = subject
        self.wanted = wanted
        self.validFrom = validFrom
        self.recordedAt = recordedAt
        self.answer = answer
    }

    /// The most characters of what is wanted, and of an answer.
    public static let limit = 500
    /// The most that may be open of one institution at a time.
    public static let mostOpen = 20
}

extension ChangeRequest {
    /// Where an answered one stands in the list: two may be answered in the same millisecond.
    public struct Place: Sendable, Hashable {
        /// Of the answer.
        public let at: Instant
        /// The request's key.
        public let id: String

        /// As addresses hold it.
        public var text: String { "\(at.text),\(id)" }

        public init?(_ text: String) {
            let parts = text.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let at = Instant(String(parts[0])), parts[1].utf8.count <= 60,
                parts[1].utf8.allSatisfy({ (0x21...0x7E).contains($0) })
            else { return nil }
            (self.at, id) = (at, String(parts[1]))
        }

        init(at: Instant, id: String) { (self.at, self.id) = (at, id) }
    }

    /// nil while it waits for its answer.
    public var place: Place? { answer.map { Place(at: $0.answeredAt, id: id) } }
}
