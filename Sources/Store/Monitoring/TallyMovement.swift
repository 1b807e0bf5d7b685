import Database
import Domain

/// The differences that reports make to the sums of their areas, gathered and then handed to the commit as counter additions.
struct TallyMovement {
    private struct TallyKey: Hashable {
        let survey: String, period: Day, area: Area, item: String, choice: String
    }

    private struct TurnoutKey: Hashable {
        let survey: String, period: Day, area: Area
    }

    private var tallies: [TallyKey: (reports: Int, total: Int)] = [:]
    private var turnouts: [TurnoutKey: [Int]] = [:]

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
            add(TurnoutKey(survey: survey, period: period, area: area), at: 5, 1)
        }
    }

    private mutating func count(survey: String, period: Day, _ standing: Standing, sign: Int) {
        let lines = standing.status.counts ? standing.form.tallyLines(of: standing.answers) : []
        for area in standing.place.areas {
            for line in lines {
                let key = TallyKey(survey: survey, period: period, area: area, item: line.item, choice: line.choice)
                var sums = tallies[key] ?? (0, 0)
                sums.reports += sign * line.reports
                sums.total += sign * line.total
                tallies[key] = sums
            }
            let key = TurnoutKey(survey: survey, period: period, area: area)
            guard standing.status.counts else {
                add(key, at: 4, sign)
                continue
            }
            guard standing.isExpected else {
                add(key, at: 6, sign)
                continue
            }
            add(key, at: 0, sign)
            switch standing.isOnTime {
            case true?: add(key, at: 1, sign)
            case false?: add(key, at: 2, sign)
            case nil: add(key, at: 3, sign)
            }
        }
    }

    private mutating func add(_ key: TurnoutKey, at index: Int, _ amount: Int) {
        turnouts[key, default: [0, 0, 0, 0, 0, 0, 0]][index] += amount
    }

    /// Hands the differences to the commit.
    func apply(to db: any Connection) throws {
        for (key, sums) in tallies where sums != (0, 0) {
            try db.add(
                CounterAddition(
                    table: Self.tally,
                    key: [
                        .text(key.survey), .text(key.period.text), .text(key.area.key), .text(key.item),
                        .text(key.choice),
                    ],
                    amounts: [Int64(sums.reports), Int64(sums.total)]))
        }
        for (key, amounts) in turnouts where amounts.contains(where: { $0 != 0 }) {
            try db.add(
                CounterAddition(
                    table: Self.turnout, key: [.text(key.survey), .text(key.period.text), .text(key.area.key)],
                    amounts: amounts.map(Int64.init)))
        }
    }

    static let tally = CounterTable(
        name: "tally", keyColumns: ["survey", "period", "area", "item", "choice"], amountColumns: ["reports", "total"])
    static let turnout = CounterTable(
        name: "turnout", keyColumns: ["survey", "period", "area"],
        amountColumns: ["reported", "on_time", "late", "carried_over", "withdrawn", "revisions", "beside"])
}
