extension Instant {
    /// What a wall clock in Tokyo shows, as browsers send it: `2021-01-20T12:55`, seconds allowed; the years 2000 to 2099.
    public init?(wall typed: String) {
        let parts = typed.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = Day(parts[0]), (2000...2099).contains(day.civil.year),
            let time = Self.time(parts[1])
        else { return nil }
        self.init(day, time)
    }

    /// To the minute, as a field for date and time has it: `2021-01-20T12:55`.
    public var wallText: String { "\(day.text)T\(time.text)" }

    private static func time(_ text: Substring) -> TimeOfDay? {
        let pieces = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(pieces.count), let minutes = TimeOfDay(pieces.prefix(2).joined(separator: ":")) else {
            return nil
        }
        guard pieces.count == 3 else { return minutes }
        guard let seconds = Int(pieces[2]), (0..<60).contains(seconds), pieces[2].utf8.count == 2 else { return nil }
        return TimeOfDay(milliseconds: minutes.milliseconds + seconds * 1000)
    }
}
