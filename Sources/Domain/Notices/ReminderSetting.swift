/// Which reminders an ID gets by mail. Without a word of its own it has the usual ones.
public struct ReminderSetting: Sendable, Hashable {
    /// So many hours before a deadline, for what is not reported yet; nil: none.
    public var hoursBefore: Int?
    /// When a deadline has passed without a report.
    public var overdue: Bool
    /// Once a week everything that is still open.
    public var weekly: Bool

    public init(hoursBefore: Int?, overdue: Bool, weekly: Bool) {
        (self.hoursBefore, self.overdue, self.weekly) = (hoursBefore, overdue, weekly)
    }

    /// Of whoever said nothing.
    public static let usual = ReminderSetting(hoursBefore: nil, overdue: true, weekly: true)
    /// No mails at all.
    public static let none = ReminderSetting(hoursBefore: nil, overdue: false, weekly: false)
    /// From how many hours before a deadline one may choose.
    public static let hours = [1, 2, 3]
    /// The link that ends them is good for so long, in seconds: sixty days.
    public static let stopSeconds = 60 * 24 * 60 * 60
}
