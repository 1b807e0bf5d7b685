/// A civil day of the Japanese calendar (Asia/Tokyo), written `YYYY-MM-DD`. Nothing but the day: no time, no zone.
public struct Day: Sendable, Hashable, Comparable {
    /// Days since 1970-01-01.
    public let number: Int

    public init(number: Int) { self.number = number }

    /// The day of a year, month and day of the month; nil when there is none such (2021-02-30).
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Day.length(ofMonth: month, year: year)
        else { return nil }
        // Days from civil: years are counted from March, so that the leap day is the last of its year.
        let marchYear = month <= 2 ? year - 1 : year
        let era = marchYear / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Reads `YYYY-MM-DD`, and nothing else.
    public init?(_ text: some StringProtocol) {
        self.init(bytes: Array(text.utf8)[...])
    }

    init?(bytes: ArraySlice<UInt8>) {
        let start = bytes.startIndex
        guard bytes.count == 10, bytes[start + 4] == 45, bytes[start + 7] == 45,
            let year = Day.digits(bytes[start..<start + 4]), let month = Day.digits(bytes[start + 5..<start + 7]),
            let day = Day.digits(bytes[start + 8..<start + 10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// Reads `YYYYMMDD`, as the open-data API writes days.
    public init?(compact text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 8, let year = Day.digits(bytes[0..<4]), let month = Day.digits(bytes[4..<6]),
            let day = Day.digits(bytes[6..<8])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    public static func < (a: Day, b: Day) -> Bool { a.number < b.number }

    public func adding(_ days: Int) -> Day { Day(number: number + days) }

    /// Year, month and day of the month.
    public var civil: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    public var weekday: Weekday { Weekday(rawValue: ((number + 4) % 7 + 7) % 7) ?? .sunday }

    /// `YYYY-MM-DD`.
    public var text: String {
        let (year, month, day) = civil
        guard (0...9999).contains(year) else {
            return "\(Day.padded(year, 4))-\(Day.padded(month, 2))-\(Day.padded(day, 2))"
        }
        return String(unsafeUninitializedCapacity: 10) { buffer in
            Day.write(year, month, day, to: buffer)
            return 10
        }
    }

    /// `YYYY-MM-DD`, ten bytes.
    static func write(_ year: Int, _ month: Int, _ day: Int, to buffer: UnsafeMutableBufferPointer<UInt8>) {
        Day.write(year, digits: 4, to: buffer, at: 0)
        buffer[4] = 45
        Day.write(month, digits: 2, to: buffer, at: 5)
        buffer[7] = 45
        Day.write(day, digits: 2, to: buffer, at: 8)
    }

    /// The last so many digits of a number, zeros in front.
    static func write(_ value: Int, digits: Int, to buffer: UnsafeMutableBufferPointer<UInt8>, at start: Int) {
        var rest = value.magnitude
        for place in stride(from: start + digits - 1, through: start, by: -1) {
            buffer[place] = 48 + UInt8(rest % 10)
            rest /= 10
        }
    }

    /// `YYYYMMDD`.
    public var compact: String { text.filter { $0 != "-" } }

    /// 「1月19日(火)」
    public var words: String {
        let (_, month, day) = civil
        return "\(month)月\(day)日(\(weekday.letter))"
    }

    /// 「1月19日(火)」, with the year when it is not that of the other day.
    public func words(in other: Day?) -> String {
        other.map { $0.civil.year == civil.year } ?? true ? words : longWords
    }

    /// 「2021年1月19日(火)」
    public var longWords: String { "\(civil.year)年\(words)" }

    static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    static func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for byte in bytes {
            guard (48...57).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        return value
    }
}

/// A day of the week; Sunday is 0.
public enum Weekday: Int, Sendable, CaseIterable {
    case sunday, monday, tuesday, wednesday, thursday, friday, saturday

    /// One kanji: 日月火水木金土.
    public var letter: String { ["日", "月", "火", "水", "木", "金", "土"][rawValue] }
}
