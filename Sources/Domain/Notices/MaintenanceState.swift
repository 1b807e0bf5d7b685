/// Where a window stands, as the help desk and everybody else see it (R10).
extension MaintenanceWindow {
    public enum State: Sendable { case coming, running, past, cancelled }

    /// Running from its first instant on, past from its end on.
    public func state(at now: Instant) -> State {
        if isCancelled { return .cancelled }
        if endsAt <= now { return .past }
        return startsAt <= now ? .running : .coming
    }

    /// Told of on every page: from the announced instant, at the latest from its beginning, until its end.
    public func isAnnounced(at now: Instant) -> Bool {
        !isCancelled && min(announcedFrom, startsAt) <= now && now < endsAt
    }

    /// Whether a text can be a window's key.
    public static func isId(_ text: String) -> Bool {
        let digits = text.utf8.dropFirst(2)
        return text.hasPrefix("w-") && digits.count == 24
            && digits.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    /// A longer one is a slip of the pen that would keep the country from reporting; in days.
    public static let longestDays = 7
    /// So far ahead one can be planned, in days.
    public static let farthestDays = 366
    /// Characters of a reason.
    public static let longestReason = 200
}
