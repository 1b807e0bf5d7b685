import Database
import Domain
import Foundation

/// An entry of the audit as pages show it.
public struct AuditLine: Sendable, Equatable {
    public let place: AuditPlace
    public let actor: String
    public let action: String
    public let subject: String
    public let detail: [String: String]

    public var recordedAt: Instant { place.recordedAt }
}

/// Where an entry stands in the order of time; the list goes on after it.
public struct AuditPlace: Sendable, Hashable, Comparable {
    public let recordedAt: Instant
    let chain: Int
    let number: Int

    /// As addresses hold it: milliseconds, chain and number.
    public var text: String { "\(recordedAt.milliseconds)-\(chain)-\(number)" }

    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard text.utf8.count <= 60, parts.count == 3, let milliseconds = parts[0], let chain = parts[1],
            let number = parts[2], (0...Instant.mostMilliseconds).contains(milliseconds)
        else { return nil }
        self.init(recordedAt: Instant(milliseconds: milliseconds), chain: chain, number: number)
    }

    init(recordedAt: Instant, chain: Int, number: Int) {
        (self.recordedAt, self.chain, self.number) = (recordedAt, chain, number)
    }

    public static func < (a: AuditPlace, b: AuditPlace) -> Bool {
        (a.recordedAt, a.chain, a.number) < (b.recordedAt, b.chain, b.number)
    }
}

extension Instant {
    /// The end of the year 9999, beyond which no text has a fixed width.
    static let mostMilliseconds = 253_402_300_799_999
}

/// Which entries are looked for; what is empty is not asked.
public struct AuditQuestion: Sendable, Equatable {
    /// `account:…`, `facility:…`
    public var subjects: [String] = []
    public var actors: [String] = []
    public var actions: [String] = []
    public var from: Day?
    /// Its entries included.
    public var through: Day?

    public init() {}
}

/// A page of the list, the newest first.
public struct AuditExtract: Sendable {
    public let lines: [AuditLine]
    /// Where the next page begins; nil at the end.
    public let next: AuditPlace?
}

extension AuditStore {
    /// No page looks at more entries than this, however rare what is asked for is: then it ends early, and `next` goes on.
    static let mostScanned = 500

    /// The entries that answer a question, the newest first, after a place. Its cost does not grow with the audit.
    public func extract(_ question: AuditQuestion, after: AuditPlace? = nil, limit: Int = 50) throws -> AuditExtract {
        var scanned: [AuditLine] = []
        // Where each walk down an index stopped: nothing is known of what lies further on.
        var stops: [AuditPlace] = []
        for scope in Self.scopes(of: question) {
            let some = try scan(scope, question, after)
            if some.count == Self.mostScanned, let last = some.last { stops.append(last.place) }
            scanned += some
        }
        let known = stops.max().map { stop in scanned.filter { $0.place >= stop } } ?? scanned
        var seen: Set<AuditPlace> = []
        let chosen = known.sorted { $0.place > $1.place }.filter {
            seen.insert($0.place).inserted && question.holds($0)
        }
        let lines = Array(chosen.prefix(limit))
        if chosen.count > limit { return AuditExtract(lines: lines, next: lines.last?.place) }
        return AuditExtract(lines: lines, next: stops.max())
    }

    /// The one index that serves a question best; where several values of it are asked, one walk each.
    private static func scopes(of question: AuditQuestion) -> [SQL] {
        if !question.subjects.isEmpty { return question.subjects.map { "subject = \($0)" } }
        if !question.actors.isEmpty { return question.actors.map { "actor = \($0)" } }
        if !question.actions.isEmpty { return question.actions.map { "action = \($0)" } }
        return ["chain > 0"]
    }

    private func scan(_ scope: SQL, _ question: AuditQuestion, _ after: AuditPlace?) throws -> [AuditLine] {
        let from = question.from.map { Instant($0).text } ?? ""
        let day = question.through.map { Instant($0.adding(1)) } ?? Instant(milliseconds: Instant.mostMilliseconds)
        let end = after.map { min($0.recordedAt.adding(seconds: 1), day) } ?? day
        let place = after ?? AuditPlace(recordedAt: end, chain: 0, number: 0)
        return try db.query(
            """
            SELECT chain, number, recorded_at, actor, action, subject, detail FROM audit
            WHERE \(scope) AND recorded_at >= \(from) AND recorded_at < \(end.text)
                AND (recorded_at, chain, number) < (\(place.recordedAt.text), \(place.chain), \(place.number))
            ORDER BY recorded_at DESC, chain DESC, number DESC LIMIT \(Self.mostScanned)
            """
        ).map(Self.line)
    }

    private static func line(_ row: Row) throws -> AuditLine {
        let detail = try row.string("detail")
        return AuditLine(
            place: AuditPlace(
                recordedAt: try row.instant("recorded_at"), chain: try row.int("chain"),
                number: try row.int("number")),
            actor: try row.string("actor"), action: try row.string("action"), subject: try row.string("subject"),
            // An entry whose detail cannot be read was changed: verification tells of it, the list shows the rest.
            detail: (try? JSONDecoder().decode([String: String].self, from: Data(detail.utf8))) ?? [:])
    }
}

extension AuditQuestion {
    fileprivate func holds(_ line: AuditLine) -> Bool {
        (subjects.isEmpty || subjects.contains(line.subject)) && (actors.isEmpty || actors.contains(line.actor))
            && (actions.isEmpty || actions.contains(line.action))
    }
}
