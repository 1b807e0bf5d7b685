import Database
import Domain

/// The notes that speak at an entry: those still to be asked, and those that are settled.
struct NotesOfEntry {
    private(set) var open: [Verdict.Note] = []
    private(set) var settled: [PassedNote] = []

    /// What the person has passed goes before what is remembered: it is remembered anew.
    ///
    /// - Parameters:
    ///   - notes: every one that speaks.
    ///   - answers: those asked.
    init(
        _ notes: [Verdict.Note], _ entry: ReportEntry, _ answers: Answers, _ asked: ReportIntake.Asked,
        _ db: any Connection
    ) throws {
        let isAsking = notes.contains { !entry.passed.contains($0.check) }
        let memories =
            isAsking ? try db.noteMemories.of(asked.facility, entry.survey, at: entry.recordedAt) : []
        for note in notes {
            if entry.passed.contains(note.check) {
                settled.append(PassedNote(check: note.check, how: .passed, reason: entry.reasons[note.check]))
            } else if let check = asked.form.checks.first(where: { $0.id == note.check }),
                let memory = memories.first(where: { $0.check == note.check }),
                memory.answers(check, figure: asked.form.figure(of: note.check, in: answers), at: entry.recordedAt)
            {
                settled.append(PassedNote(check: note.check, how: .remembered, reason: memory.reason))
            } else {
                open.append(note)
            }
        }
    }

    /// Those that were passed with this revision ask no more for so many days.
    func remember(_ change: ReportChange, for days: Int, in db: any Connection) throws {
        guard days > 0 else { return }
        for note in settled where note.how == .passed {
            try db.noteMemories.remember(
                NoteMemory(
                    survey: change.survey, check: note.check, period: change.period,
                    figure: change.form.figure(of: note.check, in: change.answers), reason: note.reason,
                    passedAt: change.recordedAt, until: change.recordedAt.adding(seconds: days * 86_400),
                    by: change.by), of: change.facility, colleague: change.colleague)
        }
    }
}
