import Database
import Domain
import Store

/// The rows that a report of the plan leaves, written without a look at anything: a revision, a report, an entry of the audit, and
/// what the sums of its three areas move by. Texts that the product computes are made up here, of the same length.
struct BareWrites: Sendable {
    let plan: SubmissionPlan

    func write(_ number: Int, to db: any Connection) throws {
        let (clinic, day) = (plan.clinic(of: number), plan.day(of: number))
        let head: [SQLValue] = [.text(SubmissionPlan.survey), .text(day.text), .text(clinic.id.text)]
        try db.insert(
            into: "revision", columns: Self.revisionColumns,
            rows: [
                head + [
                    .integer(1), Self.form, Self.submitted, Self.answers, Self.instant, .text("account-\(clinic.id)"),
                    Self.name, Self.web, .null, Self.hash, Self.receipt,
                ]
            ])
        try db.insert(
            into: "report", columns: Self.reportColumns,
            rows: [
                head + [
                    Self.form, .integer(1), Self.submitted, Self.answers, Self.instant, Self.instant, Self.web,
                    .text(clinic.prefecture.code), .text(clinic.municipality), .bool(true),
                ]
            ], onConflict: Self.replace)
        for area in Facility.Place(prefecture: clinic.prefecture, municipality: clinic.municipality).areas {
            try move(.text(area.key), day, db)
        }
        try audit(number, clinic, db)
    }

    private func move(_ area: SQLValue, _ day: Day, _ db: any Connection) throws {
        let head: [SQLValue] = [.text(SubmissionPlan.survey), .text(day.text), area]
        for (item, value) in SubmissionPlan.figures(on: day) {
            try db.add(
                CounterAddition(
                    table: Self.tally, key: head + [.text(item), .text("")], amounts: [1, Int64(value)]))
        }
        try db.add(CounterAddition(table: Self.turnout, key: head, amounts: [1, 0, 1, 0, 0, 1, 0]))
    }

    private func audit(_ number: Int, _ clinic: SubmissionPlan.Clinic, _ db: any Connection) throws {
        // No chain is kept up: that needs a look at the entry before.
        try db.execute(
            """
            INSERT INTO audit (chain, number, recorded_at, actor, action, subject, detail, previous, hash)
            VALUES (\(db.writer), \(1_000_000 + number), \(Self.instant), \("account-\(clinic.id)"), \("report.create"),
                \("facility:\(clinic.id)"), \(Self.detail), \(Self.hash), \(Self.hash))
            """)
    }

    private static let form = SQLValue.text("2020-09-01")
    private static let submitted = SQLValue.text("submitted")
    private static let answers = SQLValue.text("[65,2,21,12,1,7,3,6,8,1,6,0]")
    private static let instant = SQLValue.text("2021-01-20T04:00:00.000Z")
    private static let name = SQLValue.text("見本F13500001診療所")
    private static let web = SQLValue.text("web")
    private static let hash = SQLValue.text(String(repeating: "0123456789abcdef", count: 4))
    private static let receipt = SQLValue.text("20210119-7K3M-9Q2X-4TBE")
    private static let detail = SQLValue.text(
        #"{"contentHash":"\#(String(repeating: "0123456789abcdef", count: 4))","period":"2021-01-19","#
            + #""revision":"1","survey":"clinic-daily"}"#)

    private static let revisionColumns: [StaticString] = [
        "survey", "period", "facility_id", "number", "form", "status", "answers", "recorded_at", "account_id",
        "recorded_by", "route", "reason", "content_hash", "receipt",
    ]
    private static let reportColumns: [StaticString] = [
        "survey", "period", "facility_id", "form", "number", "status", "answers", "recorded_at", "submitted_at",
        "route", "prefecture", "municipality", "expected",
    ]
    private static let replace: SQL = """
        ON CONFLICT (survey, period, facility_id) DO UPDATE SET form = excluded.form, number = excluded.number,
        status = excluded.status, answers = excluded.answers, recorded_at = excluded.recorded_at,
        submitted_at = excluded.submitted_at, route = excluded.route, prefecture = excluded.prefecture,
        municipality = excluded.municipality, expected = excluded.expected
        """
    private static let tally = CounterTable(
        name: "tally", keyColumns: ["survey", "period", "area", "item", "choice"], amountColumns: ["reports", "total"])
    private static let turnout = CounterTable(
        name: "turnout", keyColumns: ["survey", "period", "area"],
        amountColumns: ["reported", "on_time", "late", "carried_over", "withdrawn", "revisions", "beside"])
}
