/// A point in time: milliseconds since 1970-01-01T00:00:00Z. The wall clock of every rule and page is Asia/Tokyo (UTC+9, no
/// summer time).
public struct Instant: Sendable, Hashable, Comparable {
    public let milliseconds: Int

    public init(milliseconds: Int) { self.milliseconds = milliseconds }

    /// The instant at which a wall clock in Tokyo shows this time.
    public init(_ day: Day, _ time: TimeOfDay = .midnight) {
        milliseconds = day.number * Instant.dayLength + time.milliseconds - Instant.tokyo
    }

    public static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }

    public func adding(seconds: Int) -> Instant { Instant(milliseconds: milliseconds + seconds * 1000) }

    /// The day in Tokyo.
    public var day: Day { Day(number: (wall - wallOfDay) / Instant.dayLength) }

    /// The time of day in Tokyo.
    public var time: TimeOfDay { TimeOfDay(milliseconds: wallOfDay) }

    /// UTC in fixed width, as stored and as programs read it: `2021-01-20T04:00:00.000Z`.
    public var text: String {
        let day = Int((Double(milliseconds) / Double(Instant.dayLength)).rounded(.down))
        let rest = milliseconds - day * Instant.dayLength
        let (year, month, dayOfMonth) = Day(number: day).civil
        guard (0...9999).contains(year) else {
            return "\(Day(number: day).text)T\(TimeOfDay(milliseconds: rest).precise)Z"
        }
        return String(unsafeUninitializedCapacity: 24) { buffer in
            Day.write(year, month, dayOfMonth, to: buffer)
            (buffer[10], buffer[13], buffer[16], buffer[19], buffer[23]) = (84, 58, 58, 46, 90)
            Day.write(rest / 3_600_000, digits: 2, to: buffer, at: 11)
            Day.write(rest / 60_000 % 60, digits: 2, to: buffer, at: 14)
            Day.write(rest / 1000 % 60, digits: 2, to: buffer, at: 17)
            Day.write(rest % 1000, digits: 3, to: buffer, at: 20)
            return 24
        }
    }

    /// Reads what `text` writes.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 24, bytes[10] == 84, bytes[13] == 58, bytes[16] == 58, bytes[19] == 46, bytes[23] == 90,
            let day = Day(bytes: bytes[..<10]), let hour = Day.digits(bytes[11..<13]), hour < 24,
            let minute = Day.digits(bytes[14..<16]), minute < 60, let second = Day.digits(bytes[17..<19]), second < 60,
            let milli = Day.digits(bytes[20..<23])
        else { return nil }
        milliseconds = day.number * Instant.dayLength + ((hour * 60 + minute) * 60 + second) * 1000 + milli
    }

    /// 「1月20日(水) 13:26」
    public var words: String { "\(day.words) \(time.words)" }

    /// 「1月20日(水) 13:26」, with the year when it is not that of today, or today is not known.
    public func words(in today: Day?) -> String {
        day.civil.year == today?.civil.year ? words : "\(day.longWords) \(time.words)"
    }

    /// 「2021年1月20日(水) 13:26:08」
    public var longWords: String { "\(day.longWords) \(time.withSeconds)" }

    private var wall: Int { milliseconds + Instant.tokyo }
    private var wallOfDay: Int { ((wall % Instant.dayLength) + Instant.dayLength) % Instant.dayLength }

    static let dayLength = 86_400_000
    static let tokyo = 9 * 3_600_000
}

/// A time of day on the wall clock, to the millisecond.
public struct TimeOfDay: Sendable, Hashable, Comparable {
    /// Milliseconds since midnight, 0 ..< 86,400,000.
    public let milliseconds: Int

    public init(milliseconds: Int) { self.milliseconds = milliseconds }

    /// Reads `HH:MM`, 00:00 to 23:59, and nothing else.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == 58, let hour = Day.digits(bytes[0..<2]), hour < 24,
            let minute = Day.digits(bytes[3..<5]), minute < 60
        else { return nil }
        milliseconds = (hour * 60 + minute) * 60_000
    }

    public static let midnight = TimeOfDay(milliseconds: 0)

    public static func < (a: TimeOfDay, b: TimeOfDay) -> Bool { a.milliseconds < b.milliseconds }

    /// 「13:00」; the hour without a leading zero, as people write it.
    public var words: String { "\(hour):\(Day.padded(minute, 2))" }

    /// `HH:MM`, as stored.
    public var text: String { "\(Day.padded(hour, 2)):\(Day.padded(minute, 2))" }

    /// 「13:26:08」
    public var withSeconds: String { "\(words):\(Day.padded(milliseconds / 1000 % 60, 2))" }

    var precise: String {
        "\(text):\(Day.padded(milliseconds / 1000 % 60, 2)).\(Day.padded(milliseconds % 1000, 3))"
    }

    private var hour: Int { milliseconds / 3_600_000 }
    private var minute: Int { milliseconds / 60_000 % 60 }
}
