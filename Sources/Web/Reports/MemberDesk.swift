import Database
import Domain
import Store

extension Visit {
    /// The members of the association that asks, for the survey and day that the address names. Who reports today may enter every
    /// past day (R22): the list of any day is that of today.
    ///
    /// - Throws: `Problem.closedToCorrection` before the period is open.
    func memberTable(withEarlier: Bool = false) async throws -> MemberTable {
        let account = try signedIn()
        let form = try survey()
        let day = try day()
        try form.checkOpen(day, at: now)
        return try await memberTable(account, form, day, withEarlier: withEarlier)
    }

    func memberTable(
        _ account: Account, _ form: Form, _ day: Day, withEarlier: Bool
    ) async throws -> MemberTable {
        guard let association = account.association else { throw Problem.notFound }
        let members = try await house.register.roster(on: now.day, house).members(of: association)
        let then = try await house.register.roster(on: day, house).facilities
        let permits = try members.map { try account.permit(.report, $0.known.subject($0.id)) }
        let surveys = house.surveys
        let before = withEarlier ? day.adding(form.period == .week ? -7 : -1) : nil
        let (reports, closed, deadlines, earlier) = try await house.pool.read { db in
            (
                try db.reports.current(form.survey, day, of: permits, surveys),
                try db.closedMarks.of(form.survey, day, permits),
                try db.deadlineFacts.of(members.map(\.id), from: day, through: day),
                try before.map { try db.reports.current(form.survey, $0, of: permits, surveys) } ?? [:]
            )
        }
        let rows = members.compactMap { member -> MemberRowState? in
            let known = then[member.id]
            let facts = known.flatMap { $0.isAsked(by: form) ? $0.asked : nil }
            let report = reports[member.id]
            guard facts != nil || report?.status.counts == true || member.known.isAsked(by: form) else { return nil }
            var row = MemberRowState(
                facility: member.id, name: member.known.attributes.name, facts: facts,
                revision: report?.revision ?? 0, answers: report.flatMap { $0.values(in: form, surveys) })
            row.moved = known.flatMap { deadlines[member.id]?.own(form, day, party: $0.party) }.flatMap {
                $0.isMoved ? $0 : nil
            }
            row.isClosed = closed.contains(member.id)
            row.earlier = earlier[member.id].flatMap { $0.values(in: form, surveys) }
            return row
        }
        return MemberTable(form: form, day: day, rows: rows)
    }

    /// To report for one of the members.
    ///
    /// - Throws: `Problem.notFound` for anybody else.
    func memberPermit(_ facility: Facility.ID) async throws -> Permit {
        let account = try signedIn()
        let roster = try await house.register.roster(on: now.day, house)
        guard let known = roster.facilities[facility] else { throw Problem.notFound }
        return try account.permit(.report, known.subject(facility))
    }
}

extension FacilityDay {
    /// As permissions ask for it, reported for by whom it is today.
    func subject(_ facility: Facility.ID) -> Subject {
        .facility(facility, in: attributes.prefecture, reportedBy: party)
    }
}

extension Report {
    /// Its answers under the items of a form; nil where it was taken back.
    fileprivate func values(in form: Form, _ surveys: Surveys) -> [String: Answer]? {
        guard status.counts, let version = surveys.form(survey, version: self.form) else { return nil }
        let arranged = version == form ? answers : form.arranged(answers, from: version)
        var values: [String: Answer] = [:]
        for (item, answer) in zip(form.items, arranged.values) { values[item.code] = answer }
        return values
    }
}
