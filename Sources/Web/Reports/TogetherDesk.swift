import Database
import Domain
import Store

/// Every daily survey of an institution whose deadline falls on one day: a hospital's state of that day together with the counts of
/// the day before.
struct TogetherDesk: Sendable {
    /// In the order of the page: the day itself last, since what happened comes before what is.
    let desks: [ReportDesk]

    /// Those that wait for a report.
    var open: [ReportDesk] { desks.filter { !$0.isSettled } }
    var settled: [ReportDesk] { desks.filter(\.isSettled) }

    /// - Throws: `Problem.notFound` for those who may not, and where no daily survey is asked with that deadline.
    init(
        _ db: any Connection, _ account: Account, _ action: Action, _ facility: Facility.ID, due day: Day,
        _ surveys: Surveys, now: Instant
    ) throws {
        var desks: [ReportDesk] = []
        for survey in surveys.keys {
            // A report is due on its day or soon after.
            for period in (-3...1).map({ day.adding($0) }) {
                guard let form = surveys.form(survey, on: period), form.period == .day,
                    form.schedule.deadline(for: period).day == day
                else { continue }
                do {
                    var desk = try ReportDesk(db, account, action, facility, form, period, surveys, now: now)
                    try desk.readEarlier(db, surveys)
                    desks.append(desk)
                } catch Problem.closedToCorrection {
                    // Not asked, or not open yet: then it is none of those.
                }
            }
        }
        guard !desks.isEmpty else { throw Problem.notFound }
        self.desks = desks.sorted { ($1.day, $0.form.survey) < ($0.day, $1.form.survey) }
    }
}

extension ReportDesk {
    /// Nothing more is waited for: reported, or nothing to report.
    var isSettled: Bool { (current?.status.counts ?? false) || (isClosed && isClosable) }

    /// What stands before the names of its fields, where a page holds several reports.
    var prefix: String { "\(form.survey)." }
}

extension Visit {
    func togetherDesk(_ action: Action) async throws -> TogetherDesk {
        let account = try signedIn()
        let facility = try facility(of: account)
        let day = try day()
        let surveys = house.surveys
        let desk = try await house.pool.read { [now] in
            try TogetherDesk($0, account, action, facility, due: day, surveys, now: now)
        }
        try await noteLook(at: facility, ["period": day.text])
        return desk
    }
}
