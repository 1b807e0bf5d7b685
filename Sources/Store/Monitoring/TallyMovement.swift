import Database
import Domain

/// The differences that reports make to the sums of their areas, gathered and then handed to the commit as counter additions.
struct TallyMovement {
    /// One area's sums for one survey and period.
    private struct Place: Hashable {
        let survey: String, period: Day, area: Area
    }

    private struct Line: Hashable {
        let item: String, choice: String
    }

    private struct Sums {
        var lines: [Line: (reports: Int, total: Int)] = [:]
        /// In the order of the columns of `turnout`.
        var turnout = [0, 0, 0, 0, 0, 0, 0]

        mutating func add(_ added: [TallyLine], _ column: Int, _ sign: Int) {
            lines.reserveCapacity(added.count)
            for line in added {
                let key = Line(item: line.item, choice: line.choice)
                var sum = lines[key] ?? (0, 0)
                sum.reports += sign * line.reports
                sum.total += sign * line.total
                lines[key] = sum
            }
            turnout[column] += sign
            // On time, late and carried over are parts of those that count.
            if (1...3).contains(column) { turnout[0] += sign }
        }
    }

    private var places: [Place: Sums] = [:]

    /// A report as far as sums know it.
    struct Standing {
        let form: Form
        let status: Report.Status
        let answers: Answers
        /// nil for a report that was never submitted by its reporting party.
        let isOnTime: Bool?
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
            places[Place(survey: survey, period: period, area: area), default: Sums()].turnout[5] += 1
        }
    }

    private mutating func count(survey: String, period: Day, _ standing: Standing, sign: Int) {
        let lines = standing.status.counts ? standing.form.tallyLines(of: standing.answers) : []
        let column = Self.column(of: standing)
        for area in standing.place.areas {
            places[Place(survey: survey, period: period, area: area), default: Sums()].add(lines, column, sign)
        }
    }

    /// Where a report stands in the turnout: not at all expected, taken back, or by its time beside the number of reports.
    private static func column(of standing: Standing) -> Int {
        guard standing.status.counts else { return 4 }
        guard standing.isExpected else { return 6 }
        switch standing.isOnTime {
        case true?: return 1
        case false?: return 2
        case nil: return 3
        }
    }

    /// Hands the differences to the commit.
    func apply(to db: any Connection) throws {
        for (place, sums) in places {
            let survey = SQLValue.text(place.survey)
            let period = SQLValue.text(place.period.text)
            let area = SQLValue.text(place.area.key)
            for (line, sum) in sums.lines where sum != (0, 0) {
                try db.add(
                    CounterAddition(
                        table: Self.tally, key: [survey, period, area, .text(line.item), .text(line.choice)],
                        amounts: [Int64(sum.reports), Int64(sum.total)]))
            }
            if sums.turnout.contains(where: { $0 != 0 }) {
                try db.add(
                    CounterAddition(
                        table: Self.turnout, key: [survey, period, area], amounts: sums.turnout.map(Int64.init)))
            }
        }
    }

    static let tally = CounterTable(
        name: "tally", keyColumns: ["survey", "period", "area", "item", "choice"], amountColumns: ["reports", "total"])
    static let turnout = CounterTable(
        name: "turnout", keyColumns: ["survey", "period", "area"],
        amountColumns: ["reported", "on_time", "late", "carried_over", "withdrawn", "revisions", "beside"])
}
