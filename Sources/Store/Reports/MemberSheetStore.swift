import Database
import Domain

/// An association's file as it stands now: its members, what is asked of them, what they have reported (R18).
public struct MemberSheetStore {
    let db: any Connection

    /// The file of a survey for these days; days before the survey, or that cannot be entered yet, are left out.
    ///
    /// - Parameter members: those for whom the account reports today (R22), in the order of the file.
    /// - Throws: `Problem.notFound` where no day is left.
    public func sheet(
        _ survey: String, _ days: [Day], of account: Account, members: [(id: Facility.ID, known: FacilityDay)],
        at now: Instant, surveys: Surveys
    ) throws -> MemberSheet {
        let forms = days.compactMap { day -> (day: Day, form: Form)? in
            guard let form = surveys.form(survey, on: day), form.period.accepts(day),
                form.schedule.opens(for: day) <= now
            else { return nil }
            return (day, form)
        }
        guard !forms.isEmpty else { throw Problem.notFound }
        let histories = try db.facilities.histories(of: members.map(\.id))
        let permits = try members.map { member in
            try account.permit(
                .readReports,
                .facility(member.id, in: member.known.attributes.prefecture, reportedBy: member.known.party))
        }
        var rows: [MemberDay] = []
        for (day, form) in forms {
            let reports = try db.reports.current(survey, day, of: permits, surveys)
            let closed = try db.closedMarks.of(survey, day, permits)
            for member in members {
                guard let known = histories[member.id]?.on(day), known.isAsked(by: form), let facts = known.asked else {
                    continue
                }
                let report = reports[member.id]
                rows.append(
                    MemberDay(
                        facility: member.id, name: member.known.attributes.name, day: day, facts: facts,
                        answers: answers(report, form, facts, surveys), revision: report?.revision ?? 0,
                        isClosed: closed.contains(member.id)))
            }
        }
        return MemberSheet(
            forms: forms, rows: rows,
            members: Dictionary(members.map { ($0.id, $0.known.attributes.name) }) { first, _ in first })
    }

    /// What counts of a report, under the items of the day's form.
    private func answers(_ report: Report?, _ form: Form, _ facts: AskedFacts, _ surveys: Surveys) -> Answers {
        guard let report, report.status.counts, let old = surveys.form(report.survey, version: report.form) else {
            return Answers(blankFor: form)
        }
        return form.asked(old.from == form.from ? report.answers : form.arranged(report.answers, from: old), of: facts)
    }
}

extension Connection {
    public var memberSheets: MemberSheetStore { MemberSheetStore(db: self) }
}
