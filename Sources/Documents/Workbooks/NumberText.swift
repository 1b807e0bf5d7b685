import Foundation

/// Numbers of a sheet as a person would write them.
enum NumberText {
    /// The text for a number as the file has it; nil when it is none.
    static func text(_ raw: [UInt8], _ shape: NumberShape, from1904: Bool) -> String? {
        if shape == .plain, isShortWhole(raw) { return String(decoding: raw, as: UTF8.self) }
        guard let value = value(raw) else { return nil }
        switch shape {
        case .plain: return plain(value)
        case .share: return plain(value * 100) + "%"
        case .duration: return hours(value, goesOn: true) ?? plain(value)
        case .time: return hours(value, goesOn: false) ?? plain(value)
        case .date, .dateAndTime:
            if shape == .dateAndTime, value < 1, !from1904 { return hours(value, goesOn: false) ?? plain(value) }
            return moment(value, from1904: from1904) ?? plain(value)
        }
    }

    private static func isShortWhole(_ raw: [UInt8]) -> Bool {
        guard let first = raw.first, raw.count <= 15 else { return false }
        return raw.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } && (first != 0x30 || raw.count == 1)
    }

    private static func value(_ raw: [UInt8]) -> Double? {
        let trimmed = String(decoding: raw, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard trimmed.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }), let value = Double(trimmed),
            value.isFinite
        else { return nil }
        return value
    }

    /// In full, of the 15 digits that Excel keeps.
    static func plain(_ value: Double) -> String {
        if abs(value) < 1e15, value == value.rounded() { return String(Int64(value)) }
        // "-1.23456789012345e+02"
        let parts = String(format: "%.14e", value).split(separator: "e")
        guard parts.count == 2, let exponent = Int(parts[1]) else { return "0" }
        var digits = parts[0].filter(\.isNumber)
        while digits.count > 1, digits.last == "0" { digits.removeLast() }
        let whole =
            if exponent < 0 {
                "0." + String(repeating: "0", count: -exponent - 1) + digits
            } else if digits.count <= exponent + 1 {
                digits + String(repeating: "0", count: exponent + 1 - digits.count)
            } else {
                "\(digits.prefix(exponent + 1)).\(digits.dropFirst(exponent + 1))"
            }
        return value < 0 ? "-" + whole : whole
    }

    private static let daySeconds = 86_400
    /// 9999-12-31
    private static let lastDay = 2_958_465.0

    private static func hours(_ value: Double, goesOn: Bool) -> String? {
        guard value >= 0, value <= lastDay else { return nil }
        let seconds = Int((value * Double(daySeconds)).rounded())
        return clock(goesOn ? seconds : seconds % daySeconds)
    }

    /// Seconds are written when there are any.
    private static func clock(_ seconds: Int) -> String {
        let clock = "\(two(seconds / 3_600)):\(two(seconds / 60 % 60))"
        return seconds % 60 == 0 ? clock : "\(clock):\(two(seconds % 60))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    private static func moment(_ value: Double, from1904: Bool) -> String? {
        guard value >= (from1904 ? 0 : 1), value < lastDay + 1 else { return nil }
        let seconds = Int((value * Double(daySeconds)).rounded())
        let (day, rest) = (seconds / daySeconds, seconds % daySeconds)
        let date = date(from1904 ? day + 1_462 : day)
        return rest == 0 ? date : "\(date) \(clock(rest))"
    }

    /// Day 1 is 1900-01-01. Day 60 is a 29th of February that never was, and remains one, so that nobody takes it.
    private static func date(_ day: Int) -> String {
        if day == 60 { return "1900-02-29" }
        // Days since 0000-03-01 of the calendar carried back; 1899-12-30 is 693,899.
        let days = day + 693_899 + (day < 60 ? 1 : 0)
        let era = days / 146_097
        let inEra = days % 146_097
        let year = (inEra - inEra / 1_460 + inEra / 36_524 - inEra / 146_096) / 365
        let inYear = inEra - (365 * year + year / 4 - year / 100)
        let month = (5 * inYear + 2) / 153
        let dayOfMonth = inYear - (153 * month + 2) / 5 + 1
        let isLate = month >= 10
        let calendarYear = String(year + era * 400 + (isLate ? 1 : 0))
        let padding = String(repeating: "0", count: max(0, 4 - calendarYear.count))
        return "\(padding)\(calendarYear)-\(two(isLate ? month - 9 : month + 3))-\(two(dayOfMonth))"
    }

    /// "2021-01-19T13:00:00" as the strict format has it.
    static func moment(iso text: String) -> String {
        let parts = text.split(separator: "T", maxSplits: 1)
        guard parts.count == 2 else { return text }
        let clock = parts[1].prefix(8)
        if clock == "00:00:00" { return String(parts[0]) }
        return "\(parts[0]) \(clock.hasSuffix(":00") && clock.count == 8 ? clock.prefix(5) : clock)"
    }
}
