import Database
import Domain

/// The differences that reports make to the sums of their areas, gathered and then handed to the commit as counter additions.
struct TallyMovement {
    fileprivate struct Place: Hashable {
        let survey: String, period: Day, area: Area
    }

    fileprivate struct Line: Hashable {
        let item: String, choice: String
    }

    /// What moves in one area for one survey and period.
    fileprivate struct Sums {
        var lines: [Line: (reports: Int, total: Int)] = [:]
        /// In the order of the columns of `turnout`.
        var turnout = [0, 0, 0, 0, 0, 0, 0, 0, 0]
    }

    private var moved: [Place: Sums] = [:]

    /// A report as far as sums know it.
    struct Standing {
        let form: Form
        let status: Report.Status
        let answers: Answers
        /// nil for a report that was never submitted by its reporting party.
        let punctuality: Duty.Punctuality?
        let place: Facility.Place
        /// Of an institution that was expected to report.
        let isExpected: Bool
    }

    /// Moves the sums from one standing to the other; nil is no report at all.
    mutating func move(
        survey: String, period: Day, from old: Standing?, to new: Standing?, isNewRevision: Bool = true
    ) {
        if let old { count(survey: survey, period: period, old, sign: -1) }
        if let new { count(survey: survey, period: period, new, sign: 1) }
        guard isNewRevision, let place = new?.place else { return }
        for area in place.areas {
            moved[Place(survey: survey, period: period, area: area), default: Sums()].turnout[5] += 1
        }
    }

    /// Moves an institution that has nothing to report from one place to another; nil: it does not count as such.
    mutating func moveClosed(
        survey: String, period: Day, from old: Facility.Place?, to new: Facility.Place?
    ) {
        for (place, sign) in [(old, -1), (new, 1)] {
            for area in place?.areas ?? [] {
                moved[Place(survey: survey, period: period, area: area), default: Sums()].turnout[7] += sign
            }
        }
    }

    /// A mark was stored there: open pages look at what grows with every change.
    mutating func noteMark(survey: String, period: Day, in place: Facility.Place) {
        for area in place.areas {
            moved[Place(survey: survey, period: period, area: area), default: Sums()].turnout[5] += 1
        }
    }

    private mutating func count(survey: String, period: Day, _ standing: Standing, sign: Int) {
        let lines = standing.status.counts ? standing.form.tallyLines(of: standing.answers) : []
        for area in standing.place.areas {
            moved[Place(survey: survey, period: period, area: area), default: Sums()].count(standing, lines, sign)
        }
    }

    /// Hands the differences to the commit.
    func apply(to db: any Connection) throws {
        for (place, sums) in moved {
            let key = place.key
            for (line, amount) in sums.lines where amount != (0, 0) {
                try db.add(
                    CounterAddition(
                        table: Self.tally, key: key + [.text(line.item), .text(line.choice)],
                        amounts: [Int64(amount.reports), Int64(amount.total)]))
            }
            if sums.turnout.contains(where: { $0 != 0 }) {
                try db.add(CounterAddition(table: Self.turnout, key: key, amounts: sums.turnout.map(Int64.init)))
            }
        }
    }

    static let tally = CounterTable(
        name: "tally", keyColumns: ["survey", "period", "area", "item", "choice"], amountColumns: ["reports", "total"])
    static let turnout = CounterTable(
        name: "turnout", keyColumns: ["survey", "period", "area"],
        amountColumns: [
            "reported", "on_time", "late", "carried_over", "withdrawn", "revisions", "beside", "closed", "extended",
        ])
}

extension TallyMovement {
    /// Writes them as the first sums of their periods, at once and past the merging of counters: for whoever fills an empty database.
    func insert(into db: any Connection) throws {
        var tallies: [[SQLValue]] = []
        var turnouts: [[SQLValue]] = []
        for (place, sums) in moved.sorted(by: { $0.key.precedes($1.key) }) {
            let key = place.key
            turnouts.append(key + sums.turnout.map { .integer(Int64($0)) })
            for (line, amount) in sums.lines.sorted(by: { $0.key.precedes($1.key) }) where amount != (0, 0) {
                tallies.append(
                    key + [
                        .text(line.item), .text(line.choice), .integer(Int64(amount.reports)),
                        .integer(Int64(amount.total)),
                    ])
            }
        }
        try db.insert(into: "tally", columns: Self.tallyColumns, rows: tallies)
        try db.insert(into: "turnout", columns: Self.turnoutColumns, rows: turnouts)
    }

    private static let tallyColumns: [StaticString] = [
        "survey", "period", "area", "item", "choice", "reports", "total",
    ]
    private static let turnoutColumns: [StaticString] = [
        "survey", "period", "area", "reported", "on_time", "late", "carried_over", "withdrawn", "revisions", "beside",
        "closed", "extended",
    ]
}

extension TallyMovement.Place {
    fileprivate var key: [SQLValue] { [.text(survey), .text(period.text), .text(area.key)] }

    fileprivate func precedes(_ other: Self) -> Bool {
        (survey, period, area.key) < (other.survey, other.period, other.area.key)
    }
}

extension TallyMovement.Line {
    fileprivate func precedes(_ other: Self) -> Bool { (item, choice) < (other.item, other.choice) }
}

extension TallyMovement.Sums {
    fileprivate mutating func count(_ standing: TallyMovement.Standing, _ added: [TallyLine], _ sign: Int) {
        guard standing.status.counts else {
            turnout[4] += sign
            return
        }
        for line in added {
            let key = TallyMovement.Line(item: line.item, choice: line.choice)
            let before = lines[key] ?? (0, 0)
            lines[key] = (before.reports + sign * line.reports, before.total + sign * line.total)
        }
        guard standing.isExpected else {
            turnout[6] += sign
            return
        }
        turnout[0] += sign
        switch standing.punctuality {
        case .onTime?: turnout[1] += sign
        case .late?: turnout[2] += sign
        case .withinExtension?: turnout[8] += sign
        case nil: turnout[3] += sign
        }
    }
}
