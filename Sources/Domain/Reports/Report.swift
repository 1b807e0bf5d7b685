/// One institution's answers to one survey for one period: where it stands now.
public struct Report: Sendable, Equatable {
    public let survey: String
    public let period: Day
    public let facility: Facility.ID
    /// The first day of the form's version under which it is kept.
    public let form: Day
    /// The newest revision's number, from 1.
    public let revision: Int
    public let status: Status
    public let answers: Answers
    public let recordedAt: Instant
    /// When its reporting party first submitted it, after a withdrawal anew, which decides whether it was on time; the newest
    /// instant before that.
    public let submittedAt: Instant

    public init(
        survey: String, period: Day, facility: Facility.ID, form: Day, revision: Int, status: Status, answers: Answers,
        recordedAt: Instant, submittedAt: Instant? = nil
    ) {
        self.submittedAt = submittedAt ?? recordedAt
        self.survey = survey
        self.period = period
        self.facility = facility
        self.form = form
        self.revision = revision
        self.status = status
        self.answers = answers
        self.recordedAt = recordedAt
    }

    public enum Status: String, Sendable {
        case submitted
        /// Taken back with a reason; the day is open again (R26).
        case withdrawn
        /// Brought in from a former system (R30).
        case carriedOver

        /// Counts as reported.
        public var counts: Bool { self != .withdrawn }
    }
}

/// One stored state of a report; never changed, never deleted (R26).
public struct Revision: Sendable, Equatable {
    public let number: Int
    public let status: Report.Status
    public let form: Day
    public let answers: Answers
    /// Taken once, when the complete request had been read.
    public let recordedAt: Instant
    /// Who: the account's key, or nil for an import.
    public let account: String?
    /// Who of the account's people, by key.
    public let colleague: String?
    /// Who, as pages name it.
    public let by: String
    public let route: Route
    /// Why, where the person said so.
    public let reason: String?
    /// SHA-256 of the canonical content, hexadecimal.
    public let contentHash: String
    /// The number on the receipt.
    public let receipt: String
    /// Over the canonical content; nil where it was stored without a key.
    public let signature: Signature?
    /// Notes that did not hold it up: passed by the person, or remembered.
    public var notes: [PassedNote] = []

    public init(
        number: Int, status: Report.Status, form: Day, answers: Answers, recordedAt: Instant, account: String?,
        colleague: String? = nil, by: String, route: Route, reason: String?, contentHash: String, receipt: String,
        signature: Signature? = nil
    ) {
        self.signature = signature
        self.number = number
        self.status = status
        self.form = form
        self.answers = answers
        self.recordedAt = recordedAt
        self.account = account
        self.colleague = colleague
        self.by = by
        self.route = route
        self.reason = reason
        self.contentHash = contentHash
        self.receipt = receipt
    }

    /// By which way it came in.
    public enum Route: String, Sendable {
        case web
        /// An association's table of its members (R18).
        case table
        /// A workbook or CSV file (R18).
        case file
        /// A program with a key of the reporting party (R43).
        case program
        /// The ministry's published file of a day.
        case openDataImport
        /// A former system's own reports, figures included (R8 R30).
        case formerSystem
        case seed

        /// A reporting party sent it, and has a receipt for it.
        public var hasReceipt: Bool {
            switch self {
            case .web, .table, .file, .program: true
            case .openDataImport, .formerSystem, .seed: false
            }
        }

        public var label: String {
            switch self {
            case .web: "画面で入力"
            case .table: "表で入力"
            case .file: "ファイルで入力"
            case .program: "プログラムから送信"
            case .openDataImport: "公開データの取り込み"
            case .formerSystem: "前のシステムから引き継ぎ"
            case .seed: "見本データ"
            }
        }
    }
}

/// What changed in one item between two revisions.
public struct AnswerChange: Sendable, Equatable {
    public let item: Item
    public let before: Answer?
    public let after: Answer?

    public init(item: Item, before: Answer?, after: Answer?) {
        self.item = item
        self.before = before
        self.after = after
    }
}

extension Form {
    /// Every item whose answer differs, in the form's order.
    public func changes(from before: Answers, to after: Answers) -> [AnswerChange] {
        items.indices.compactMap { index in
            let old = index < before.values.count ? before.values[index] : nil
            let new = index < after.values.count ? after.values[index] : nil
            return old == new ? nil : AnswerChange(item: items[index], before: old, after: new)
        }
    }
}
