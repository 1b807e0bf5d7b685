/// Every version of every survey; which one holds is decided by the day (R7).
public struct Surveys: Sendable {
    private let versions: [String: [Form]]
    /// So many days a note that was passed asks no more; 0 for none.
    public let noteMemoryDays: Int

    public init(_ forms: [Form], noteMemoryDays: Int = NoteMemory.usualDays) {
        self.noteMemoryDays = noteMemoryDays
        versions = Dictionary(grouping: forms, by: \.survey).mapValues { $0.sorted { $0.from < $1.from } }
    }

    /// The same surveys with another time for which passed notes are remembered.
    public func remembering(notesFor days: Int) -> Surveys {
        Surveys(versions.values.flatMap(\.self), noteMemoryDays: days)
    }

    public var keys: [String] { versions.keys.sorted() }

    /// Every version of a survey, the oldest first.
    public func versions(of survey: String) -> [Form] { versions[survey] ?? [] }

    /// The version in force on a period's day; nil before the survey's start.
    public func form(_ survey: String, on period: Day) -> Form? {
        versions[survey]?.last { $0.from <= period }
    }

    /// The newest period of a survey whose deadline falls on this day or before it; nil where there is none within the last week.
    public func newestDue(_ survey: String, on today: Day) -> Day? {
        (-6...14).lazy.map { today.adding(-$0) }.first { day in
            guard let form = form(survey, on: day), form.period.accepts(day) else { return false }
            return form.schedule.deadline(for: day).day <= today
        }
    }

    /// The version that begins on a day, as reports name it.
    public func form(_ survey: String, version: Day) -> Form? {
        versions[survey]?.first { $0.from == version }
    }
}
