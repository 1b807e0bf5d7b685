/// One version of a survey, in force from a day until the next version takes over (R7). A published form never changes, so an
/// item's position is its identity in storage.
public struct Form: Sendable, Equatable {
    /// The survey's key, the same in URLs, files and the database: `hospital-status`.
    public let survey: String
    /// 「診療・検査医療機関 日次調査」
    public let title: String
    /// The first period this version is for.
    public let from: Day
    public let period: PeriodKind
    /// When a period's report may first be entered and until when it is due.
    public let schedule: Schedule
    public let sections: [Section]
    public let checks: [Check]
    /// Every item in the order of the file: the order in which answers are kept.
    public let items: [Item]

    private let positions: [String: Int]

    public init(
        survey: String, title: String, from: Day, period: PeriodKind, schedule: Schedule, sections: [Section],
        checks: [Check]
    ) {
        self.survey = survey
        self.title = title
        self.from = from
        self.period = period
        self.schedule = schedule
        self.sections = sections
        self.checks = checks
        items = sections.flatMap(\.items)
        positions = Dictionary(items.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The place of an item in stored answers; nil when the form has no such item.
    public func position(of code: String) -> Int? { positions[code] }

    public func item(_ code: String) -> Item? { positions[code].map { items[$0] } }

    /// The sections that are asked of an institution with these facts (R37–R40).
    public func sections(askedOf facts: AskedFacts) -> [Section] { sections.filter { $0.asked.holds(for: facts) } }

    /// Before a period opens nothing can be entered for it.
    public func checkOpen(_ day: Day, at now: Instant) throws(Problem) {
        let opens = schedule.opens(for: day)
        guard now < opens else { return }
        throw .closedToCorrection(reason: "\(period.words(day))の報告は、\(opens.words)から入力できます。")
    }

    /// The items that are published as functions of a hospital, in the order of publication.
    public var publishedItems: [Item] { items.filter { $0.published != nil } }

    public static func == (a: Form, b: Form) -> Bool {
        a.survey == b.survey && a.title == b.title && a.from == b.from && a.period == b.period
            && a.schedule == b.schedule && a.sections == b.sections && a.checks == b.checks
    }
}

/// When a report of a period may be entered and until when it is due, relative to the day that names the period (R25, R54).
public struct Schedule: Sendable, Equatable {
    /// Entry opens at 0:00 of the period's day plus this many days (a week: −6, the Thursday before).
    public let opensAfterDays: Int
    /// The deadline's day: the period's day plus this many days.
    public let dueAfterDays: Int
    public let dueTime: TimeOfDay

    public init(opensAfterDays: Int, dueAfterDays: Int, dueTime: TimeOfDay) {
        self.opensAfterDays = opensAfterDays
        self.dueAfterDays = dueAfterDays
        self.dueTime = dueTime
    }

    public func opens(for period: Day) -> Instant { Instant(period.adding(opensAfterDays)) }

    /// On time means recorded before this instant: 12:59:59.999 is, 13:00:00.000 is not.
    public func deadline(for period: Day) -> Instant { Instant(period.adding(dueAfterDays), dueTime) }
}

/// A part of a form with a heading of its own.
public struct Section: Sendable, Equatable {
    public let id: String
    public let title: String
    /// Whom it is asked of.
    public let asked: Rule
    /// A sentence below the heading.
    public let note: String?
    public let items: [Item]

    public init(id: String, title: String, asked: Rule, note: String?, items: [Item]) {
        self.id = id
        self.title = title
        self.asked = asked
        self.note = note
        self.items = items
    }
}

/// One question of a form.
public struct Item: Sendable, Equatable {
    /// The key in files and programs, unique in the form: `pcrResults`.
    public let code: String
    public let label: String
    /// 「人」, 「件」; nil where there is none.
    public let unit: String?
    public let kind: Kind
    /// How answers of many institutions add up.
    public let adds: Adding
    public let required: Bool
    /// Shown at the item, short.
    public let hint: String?
    /// Shown at the item under 「くわしく」.
    public let guidance: String?
    /// The code of the item this one is a part of (「うち…」): indented below it.
    public let partOf: String?
    /// The 医療区分 under which the open data publish the answer; nil when it is not published.
    public let published: String?
    /// The question of the ministry's Q&A it comes from (`R47`), or `default` where nothing attests it.
    public let source: String

    public init(
        code: String, label: String, unit: String?, kind: Kind, adds: Adding, required: Bool, hint: String? = nil,
        guidance: String? = nil, partOf: String? = nil, published: String? = nil, source: String
    ) {
        self.code = code
        self.label = label
        self.unit = unit
        self.kind = kind
        self.adds = adds
        self.required = required
        self.hint = hint
        self.guidance = guidance
        self.partOf = partOf
        self.published = published
        self.source = source
    }

    public enum Kind: Sendable, Equatable {
        /// A whole number from 0 to the ceiling.
        case count(ceiling: Int)
        /// A number with so many places after the point, kept as a whole number of the last place; floor and ceiling likewise.
        case decimal(places: Int, ceiling: Int)
        case choice([Choice])
        case time
        /// Yes or no.
        case flag
        /// At most so many characters.
        case text(limit: Int)
    }

    /// Field names of the pages around a form; no item's code may be one of them.
    public static let reservedCodes = [
        "csrf", "loginId", "password", "revision", "passed", "reason", "clock", "reset", "closed", "zeros", "same",
        "act",
        "kept", "why",
    ]

    /// How an item adds up over institutions and periods (design §4).
    public enum Adding: String, Sendable {
        /// Added over institutions and over periods (persons tested).
        case sum
        /// Added over institutions, never over periods (beds at a point in time).
        case latest
        /// Counted per choice.
        case choice
        /// Not added at all.
        case none
    }
}

/// One answer a person can choose.
public struct Choice: Sendable, Equatable {
    public let code: String
    public let label: String

    public init(code: String, label: String) {
        self.code = code
        self.label = label
    }
}
