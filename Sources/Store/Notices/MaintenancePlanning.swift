import Database
import Domain

/// Why a plan was not taken; nothing is recorded then.
public enum MaintenanceRefusal: Error, Sendable, Equatable {
    /// Another window stands at that time.
    case overlapping(MaintenanceWindow)
    /// Somebody changed it while the form was open.
    case changedMeanwhile
    /// It is over, or was called off.
    case over
}

/// The help desk plans, changes and ends windows (R1 R10 R21).
extension MaintenanceWindowStore {
    /// Plans a window, or changes one that is coming or running. The same once more changes nothing.
    ///
    /// - Parameter basedOn: the number of the state that was seen; 0 for a new window, whose key makes it one.
    /// - Throws: `MaintenanceRefusal`; `Problem.notFound` where there is nothing to change.
    public func plan(
        _ plan: MaintenancePlan, id: String, basedOn: Int, at now: Instant, by actor: String
    ) throws {
        let states = try states(of: id)
        let window = plan.window(id)
        guard let newest = states.last else {
            guard basedOn == 0 else { throw Problem.notFound }
            try refuseOverlap(window, after: now)
            try record(window, at: now, by: actor)
            return try tell(.planned, of: window, plan.byMail, states: 0, at: now, by: actor)
        }
        // Sent twice, or changed to what it is already.
        guard basedOn != 0, newest.window != window else { return }
        guard newest.number == basedOn else { throw MaintenanceRefusal.changedMeanwhile }
        guard newest.window.endsAt > now, !newest.window.isCancelled else { throw MaintenanceRefusal.over }
        try refuseOverlap(window, after: now)
        try record(window, at: now, by: actor)
        try tell(.changed, of: window, plan.byMail, states: states.count, at: now, by: actor)
    }

    /// Ends a running window now, calls off one that is coming. Once more changes nothing.
    ///
    /// - Throws: `Problem.notFound` where there is none.
    public func end(_ id: String, byMail: Bool, at now: Instant, by actor: String) throws {
        let states = try states(of: id)
        guard let window = states.last?.window else { throw Problem.notFound }
        guard !window.isCancelled, window.endsAt > now else { return }
        // One that begins at this very instant never was: it has no length.
        let isCalledOff = now <= window.startsAt
        let ended = MaintenanceWindow(
            id: id, startsAt: window.startsAt, endsAt: isCalledOff ? window.endsAt : now,
            announcedFrom: window.announcedFrom, reason: window.reason, isCancelled: isCalledOff)
        try record(ended, at: now, by: actor)
        try tell(.ended, of: window, byMail, states: states.count, at: now, by: actor)
    }

    /// The newest state of one with its number; nil where there is none.
    public func find(_ id: String) throws -> (window: MaintenanceWindow, number: Int)? {
        try states(of: id).last.map { ($0.window, $0.number) }
    }

    private func refuseOverlap(_ window: MaintenanceWindow, after now: Instant) throws {
        let others = try standing(after: max(now, window.startsAt)).filter { $0.id != window.id }
        if let other = others.first(where: { $0.startsAt < window.endsAt }) {
            throw MaintenanceRefusal.overlapping(other)
        }
    }

    /// What was told before is not true any more: it goes, with its mails that were not sent.
    private func tell(
        _ notice: MaintenanceNotice, of window: MaintenanceWindow, _ byMail: Bool, states: Int, at now: Instant,
        by actor: String
    ) throws {
        for number in 0..<states {
            let former = MaintenanceNotice.id(of: window.id, number: number + 1)
            if try db.notices.find(former) != nil { try db.notices.withdraw(former, at: now, by: actor) }
        }
        guard byMail else { return }
        let id = MaintenanceNotice.id(of: window.id, number: states + 1)
        try db.notices.publish(notice.text(of: window, at: now), id: id, at: now, by: actor)
    }
}

extension ConnectionPool {
    /// A change of windows in a commit of its own; once more where somebody else recorded the same state at the same moment.
    public func plan(
        _ body: @escaping @Sendable (MaintenanceWindowStore) throws -> Void
    ) async throws {
        do {
            try await write { try body($0.maintenanceWindows) }
        } catch DatabaseError.uniqueViolation {
            try await write { try body($0.maintenanceWindows) }
        }
    }
}
