/// The deadline of one institution for one survey and period (R25 R27): the survey's, or where that one could not be kept a later one.
public struct OwnDeadline: Sendable, Hashable {
    /// The survey's, the same for the whole country; the national cut.
    public let national: Instant
    /// On time for the institution means before it. nil: later, and not known yet, because its ID cannot be used yet.
    public let until: Instant?
    /// Why it moved, in the order in which it did; empty where it did not.
    public let causes: [Cause]

    public enum Cause: Sendable, Hashable {
        /// It fell on a day on which the institution does not practise.
        case practice(Day)
        /// It fell in a maintenance window, which ends at that instant.
        case maintenance(until: Instant)
        /// It fell before the ID could be used; nil: it still cannot.
        case access(since: Instant?)
    }

    /// So many days after the day on which its ID could first be used an institution has for what was due before.
    public static let daysAfterAccess = 7

    public var isMoved: Bool { until != national }

    /// The same as one instant: nil where it did not move; an instant that never comes where there is no date yet.
    public var movedUntil: Instant? { isMoved ? until ?? Self.never : nil }

    /// 9999-12-31T23:59:59.999Z
    public static let never = Instant(milliseconds: 253_402_300_799_999)

    /// Whether it is still to come.
    public func isAhead(at now: Instant) -> Bool { until.map { now < $0 } ?? true }

    public init(_ schedule: Schedule, _ period: Day, _ facts: DeadlineFacts = DeadlineFacts()) {
        national = schedule.deadline(for: period)
        guard facts.access != .notYet else {
            (until, causes) = (nil, [.access(since: nil)])
            return
        }
        var moving = Moving(deadline: national, time: schedule.dueTime, facts: facts)
        moving.run()
        (until, causes) = (moving.deadline, moving.causes)
    }
}

/// A deadline on its way; it only ever moves on.
private struct Moving {
    var deadline: Instant
    let time: TimeOfDay
    let facts: DeadlineFacts
    var causes: [OwnDeadline.Cause] = []

    mutating func run() {
        waitForAccess()
        waitForPractice()
        // What has left a window lies behind its end: none catches it twice.
        for _ in facts.windows.indices {
            guard let window = facts.windows.first(where: { $0.hinders(deadline) }) else { return }
            wait(for: window)
            waitForPractice()
        }
    }

    private mutating func waitForAccess() {
        guard case .since(let first) = facts.access, deadline <= first else { return }
        causes.append(.access(since: first))
        deadline = Instant(first.day.adding(OwnDeadline.daysAfterAccess), time)
    }

    private mutating func waitForPractice() {
        let day = deadline.day
        let next = facts.firstPracticeDay(from: day)
        guard next != day else { return }
        causes.append(.practice(day))
        deadline = Instant(next, time)
    }

    private mutating func wait(for window: MaintenanceWindow) {
        causes.append(.maintenance(until: window.endsAt))
        let day = window.endsAt.day
        deadline = Instant(Instant(day, time) > window.endsAt ? day : day.adding(1), time)
    }
}

extension OwnDeadline.Cause {
    /// A sentence for pages.
    public var words: String {
        switch self {
        case .practice(let day): "\(day.words)は診療日ではありません。"
        case .maintenance(let end): "締切がメンテナンスの時間（\(end.words)まで）に当たりました。"
        case .access(let since?): "ログインIDを使えるようになったのが\(since.day.words)です。"
        case .access(nil): "ログインIDをまだ使えません。使えるようになった日の\(OwnDeadline.daysAfterAccess)日後が締切になります。"
        }
    }
}

extension OwnDeadline {
    /// 「1月25日(月) 13:00」; 「ログインIDが使えるようになるまで」 where no instant is known yet.
    public var words: String { until?.words ?? "ログインIDが使えるようになるまで" }

    /// Why it moved, in sentences; empty where it did not.
    public var reason: String { causes.map(\.words).joined() }
}
