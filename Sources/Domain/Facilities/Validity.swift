/// From when until when a dated fact holds (R13 R28; decision 0003): from a day, up to and not including another.
public struct Validity: Sendable, Hashable {
    public let from: Day
    /// nil: without end.
    public let until: Day?

    public init(from: Day, until: Day?) {
        self.from = from
        self.until = until
    }

    public func covers(_ day: Day) -> Bool { from <= day && until.map { day < $0 } ?? true }
}
