import Database
import Domain

/// Who of the next IDs is to be reminded, and of what. Only IDs that can be reached and used are looked at, and of each institution
/// the last weeks alone.
struct ReminderFinding {
    let db: any Connection
    let surveys: Surveys
    let holidays: Holidays
    let now: Instant

    struct Mail: Sendable {
        let account: Account
        let draft: MailDraft
    }

    struct Found: Sendable {
        var mails: [Mail] = []
        /// IDs that were looked at.
        var looked = 0
        /// The key of the last of them.
        var last: String?
    }

    private struct Candidate {
        let account: Account
        let address: String
        let setting: ReminderSetting
        let told: Instant?
    }

    func next(_ kind: ReminderRun.Kind, after key: String, limit: Int) throws -> Found {
        let candidates = try candidates(kind, after: key, limit: limit)
        let institutions = candidates.compactMap(\.account.facility)
        let histories = try db.facilities.histories(of: institutions)
        let deadlines = try deadlines(of: institutions, kind)
        var found = Found(looked: candidates.count, last: candidates.last?.account.id)
        for candidate in candidates {
            let reminder: Reminder? =
                switch candidate.account.role {
                case .facility(let facility):
                    try histories[facility].flatMap {
                        try ofInstitution(facility, $0, deadlines[facility], candidate, kind)
                    }
                case .association(let id): try ofAssociation(id, candidate, kind)
                default: nil
                }
            guard let reminder else { continue }
            let draft = MailDraft.reminder(reminder, for: candidate.account, on: now.day, to: candidate.address)
            found.mails.append(Mail(account: candidate.account, draft: draft))
        }
        return found
    }

    /// By key. Those at rest are left out, those whose people are told by nobody, and those that were never used.
    private func candidates(_ kind: ReminderRun.Kind, after key: String, limit: Int) throws -> [Candidate] {
        let wanted: SQL =
            switch kind {
            case .morning: "(r.account_id IS NULL OR r.overdue = \(true) OR r.weekly = \(true))"
            case .before(_, let hours): "r.hours_before = \(hours)"
            }
        return try db.query(
            """
            SELECT \(AccountStore.columns), c.mail, f.name AS facility_name, r.account_id AS set_by,
                \(ReminderSettingStore.columns), t.told_at
            \(AccountStore.reachable(on: now.day))
            LEFT JOIN reminder_setting r ON r.account_id = a.account_id
            LEFT JOIN reminder_told t ON t.account_id = a.account_id
            WHERE a.account_id > \(key) AND a.role IN ('facility', 'association') AND a.rested_at IS NULL
                AND a.notify_by <> 'nobody' AND a.password_hash IS NOT NULL AND \(wanted)
            ORDER BY a.account_id LIMIT \(limit)
            """
        ).map { row in
            Candidate(
                account: try AccountStore.account(row, named: try row.optionalString("facility_name")),
                address: try row.string("mail"),
                setting: try row.optionalString("set_by") == nil ? .usual : try ReminderSettingStore.setting(row),
                told: try row.optionalInstant("told_at"))
        }
    }

    /// nil where an association reports, where it is at rest or has ended, and on days on which it does not practise.
    private func ofInstitution(
        _ facility: Facility.ID, _ history: FacilityHistory, _ deadlines: FacilityDeadlines?, _ candidate: Candidate,
        _ kind: ReminderRun.Kind
    ) throws -> Reminder? {
        let today = now.day
        guard let known = history.on(today), known.party == .itself, known.asked != nil,
            ReminderRule.practises(known.practiceDays, on: today, holidays)
        else { return nil }
        let entries = try entries(facility, history, known, deadlines, kind)
        let opensWeek = ReminderRule.opensWeek(known.practiceDays, on: today, holidays)
        return self.kind(kind, entries, candidate, opensWeek: opensWeek).map {
            Reminder($0, entries, isDesignated: known.designation?.consults ?? false)
        }
    }

    /// One mail with every member whose report is not there.
    private func ofAssociation(_ id: String, _ candidate: Candidate, _ kind: ReminderRun.Kind) throws -> Reminder? {
        let today = now.day
        guard let association = try db.associations.find(id), !association.isEnded(on: today) else { return nil }
        let members = try db.associations.members(of: id, from: today).sorted()
        let histories = try db.facilities.histories(of: members)
        let deadlines = try deadlines(of: members, kind)
        var found: [Place: Reminder.Entry] = [:]
        for member in members {
            guard let history = histories[member], let known = history.on(today), known.party == .association(id),
                known.asked != nil
            else { continue }
            for entry in try entries(member, history, known, deadlines[member], kind) {
                found[Place(survey: entry.form.survey, period: entry.period), default: entry].members
                    .append(known.attributes.name)
            }
        }
        let entries = found.values.sorted { Self.order($0) > Self.order($1) }
        let opensWeek = ReminderRule.opensWeek(nil, on: today, holidays)
        return self.kind(kind, entries, candidate, opensWeek: opensWeek).map {
            Reminder($0, entries, isDesignated: nil)
        }
    }

    private struct Place: Hashable {
        let survey: String
        let period: Day
    }

    /// Periods that are due at the run's deadline, or were missed; the newest first.
    private func entries(
        _ facility: Facility.ID, _ history: FacilityHistory, _ known: FacilityDay,
        _ deadlines: FacilityDeadlines?, _ kind: ReminderRun.Kind
    ) throws -> [Reminder.Entry] {
        let permit = Permit.product(.readReports, .facility(facility, in: known.attributes.prefecture))
        let span = span(kind)
        let duties = try db.duties(surveys).between(
            span.first, through: span.last, history: history, permit, at: now, deadlines: deadlines)
        return duties.filter { entry in
            switch kind {
            case .before(let deadline, _): ReminderRule.isDue(entry, at: deadline, now: now)
            case .morning: entry.duty.state.isMissing
            }
        }.map { Reminder.Entry(form: $0.form, period: $0.period, deadline: $0.duty.deadline) }
            .sorted { Self.order($0) > Self.order($1) }
    }

    private func span(_ kind: ReminderRun.Kind) -> (first: Day, last: Day) {
        let last: Day = if case .before(let deadline, _) = kind { deadline.day } else { now.day }
        return (now.day.adding(-ReminderRule.daysBack), last)
    }

    private func deadlines(
        of facilities: [Facility.ID], _ kind: ReminderRun.Kind
    ) throws -> [Facility.ID: FacilityDeadlines] {
        let span = span(kind)
        return try db.deadlineFacts.of(facilities, from: span.first, through: span.last)
    }

    private static func order(_ entry: Reminder.Entry) -> (Int, String) { (entry.period.number, entry.form.survey) }

    private func kind(
        _ kind: ReminderRun.Kind, _ entries: [Reminder.Entry], _ candidate: Candidate, opensWeek: Bool
    ) -> Reminder.Kind? {
        switch kind {
        case .before(let deadline, _): return entries.isEmpty ? nil : .before(deadline)
        case .morning:
            let morning = ReminderRule.morning(
                candidate.setting, open: entries.map(\.deadline), told: candidate.told, opensWeek: opensWeek, at: now)
            return morning.map { $0 == .weekly ? .weekly : .overdue }
        }
    }
}
