/// On which days of the week an institution practises (診療日), and whether on public holidays; a dated fact that it tells itself (R28).
public struct PracticeDays: Sendable, Hashable {
    public var weekdays: Set<Weekday>
    public var onHolidays: Bool

    public init(_ weekdays: Set<Weekday>, onHolidays: Bool = false) {
        self.weekdays = weekdays
        self.onHolidays = onHolidays
    }

    /// The week as people count it, from Monday on.
    public static let week: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday, .saturday, .sunday]

    /// Seven letters from Monday, as the table holds them: 1 practises, 0 does not.
    public var letters: String { Self.week.map { weekdays.contains($0) ? "1" : "0" }.joined() }

    /// Reads what `letters` writes.
    public init?(letters: String, onHolidays: Bool) {
        guard letters.utf8.count == 7, letters.allSatisfy({ $0 == "0" || $0 == "1" }) else { return nil }
        self.init(Set(zip(Self.week, letters).filter { $0.1 == "1" }.map(\.0)), onHolidays: onHolidays)
    }

    /// 「月〜金・日（祝日は休診）」
    public var words: String {
        var runs: [[Weekday]] = []
        for day in Self.week {
            guard weekdays.contains(day) else { runs.append([]); continue }
            if runs.isEmpty { runs.append([]) }
            runs[runs.count - 1].append(day)
        }
        let parts = runs.filter { !$0.isEmpty }.map { run -> String in
            guard run.count > 2, let first = run.first, let last = run.last else {
                return run.map(\.letter).joined(separator: "・")
            }
            return "\(first.letter)〜\(last.letter)"
        }
        let days = parts.isEmpty ? "なし" : parts.joined(separator: "・")
        return "\(days)（祝日\(onHolidays ? "も診療" : "は休診")）"
    }
}
