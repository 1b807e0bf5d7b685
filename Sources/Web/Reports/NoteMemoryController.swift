import Database
import Domain
import Hummingbird
import Store

/// Notes that were passed and ask no more for a time: seen and forgotten by who reports today.
enum NoteMemoryController {
    static func index(_ visit: Visit) async throws -> Response {
        let (permit, subject, name) = try await whose(visit)
        let (now, surveys) = (visit.now, visit.house.surveys)
        let entries = try await visit.house.pool.read { db in
            try db.noteMemories.all(permit, at: now).compactMap { memory -> NoteMemoryPage.Entry? in
                guard let form = surveys.form(memory.survey, on: memory.period) else { return nil }
                let report = try db.reports.current(memory.survey, memory.period, permit, surveys)
                let answers = report.flatMap { $0.status.counts ? $0.answers : nil } ?? Answers(blankFor: form)
                guard let note = form.note(memory.check, of: answers, on: memory.period) else { return nil }
                return NoteMemoryPage.Entry(memory: memory, form: form, note: note)
            }
        }
        var page = NoteMemoryPage(
            frame: visit.frame(.home), subject: subject, facilityName: name, entries: entries,
            days: surveys.noteMemoryDays)
        page.isDone = visit.asked("done") == "1"
        return visit.page(page.body)
    }

    /// From now on the note asks again.
    static func destroy(_ visit: Visit) async throws -> Response {
        let (permit, subject, _) = try await whose(visit)
        let (body, now) = (try visit.form(), visit.now)
        let (survey, check) = (body.typed(NoteMemoryPage.survey), body.typed(NoteMemoryPage.check))
        let isForgotten = try await visit.house.pool.write { db in
            try db.noteMemories.forget(survey, check, permit, at: now)
        }
        return visit.redirect(Links().noteMemories(of: subject.facility, forgotten: isForgotten))
    }

    /// The institution that the address names, or else the visitor's own, as it is today.
    private static func whose(_ visit: Visit) async throws -> (Permit, ReportSubject, String?) {
        let account = try visit.signedIn()
        let facility = try visit.facility(of: account)
        let today = visit.now.day
        let (permit, name) = try await visit.house.pool.read { db in
            guard let place = try db.facilities.attributes(of: facility, on: today) else { throw Problem.notFound }
            let party = try db.facilities.reportingParty(of: facility, on: today)
            return (
                try account.permit(.report, .facility(facility, in: place.prefecture, reportedBy: party)), place.name
            )
        }
        let subject = try visit.subject(facility, called: name, on: today)
        return (permit, subject, subject.facility == nil ? nil : name)
    }
}
