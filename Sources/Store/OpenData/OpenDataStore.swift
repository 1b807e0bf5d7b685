import Database
import Domain

/// What is published of a day.
public struct OpenDataStore {
    let db: any Connection
    let surveys: Surveys

    /// Changes whenever the day's file or answer would change; cheap to read.
    public struct Stamp: Sendable, Hashable {
        public let day: Day
        public let register: Int
        public let revisions: Int
        public let imports: Int

        public var text: String { "\(day.compact)-\(register)-\(revisions)-\(imports)" }
    }

    /// A day's institutions and answers, ready to be laid out.
    public struct Publication: Sendable {
        public let day: Day
        public let form: Form
        public let layout: DailySurveyLayout
        public let entries: [DailySurveyFile.Entry]

        /// The rows of the file in its order, without the heading.
        public var rows: [[String]] {
            DailySurveyFile.rows(day: day, layout: layout, form: form, entries: entries)
        }

        /// All 14 columns, whatever the file of the day had.
        public var wideRows: [[String]] {
            let wide = DailySurveyLayout(columns: DailySurveyColumn.allCases.count, order: layout.order)
            return DailySurveyFile.rows(day: day, layout: wide, form: form, entries: entries)
        }
    }

    /// The newest published day up to today; nil when nothing is published.
    public func latestDay(upTo day: Day) throws -> Day? {
        let imported = try db.query("SELECT max(day) AS day FROM open_data_import WHERE day <= \(day.text)")
            .first?.optionalString("day").flatMap { Day($0) }
        let reported = try db.tallies.latestPeriod(DailySurvey.survey, upTo: day)
        return [imported, reported].compactMap(\.self).max()
    }

    /// The newest published days up to today, newest first.
    public func days(upTo day: Day, limit: Int) throws -> [Day] {
        let imported = try db.query(
            """
            SELECT DISTINCT day FROM open_data_import WHERE day <= \(day.text) ORDER BY day DESC LIMIT \(limit)
            """
        ).compactMap { Day(try $0.string("day")) }
        let reported = try db.tallies.periods(DailySurvey.survey, upTo: day, limit: limit)
        return Array(Set(imported + reported).sorted(by: >).prefix(limit))
    }

    public func stamp(of day: Day) throws -> Stamp {
        let turnout = try db.tallies.turnout(DailySurvey.survey, day, .product(.watch, .area(.nation)))
        let imports = try db.query("SELECT count(*) AS n FROM open_data_import WHERE day = \(day.text)").first?.int("n")
        return Stamp(
            day: day, register: try db.facilities.registerVersion(), revisions: turnout.revisions,
            imports: imports ?? 0)
    }

    /// nil when no institution was in the published list on that day, or no form was in force.
    public func publication(of day: Day) throws -> Publication? {
        guard let form = surveys.form(DailySurvey.survey, on: day) else { return nil }
        let listed = try db.facilities.listed(on: day)
        guard !listed.isEmpty else { return nil }
        let reports = try db.reports.all(DailySurvey.survey, day, surveys)
        let blank = Answers(blankFor: form)
        let entries = listed.map { facility, attributes in
            let report = reports[facility]?.report
            return DailySurveyFile.Entry(
                facility: facility, attributes: attributes,
                answers: report.map { $0.status.counts ? $0.answers : blank } ?? blank)
        }
        return Publication(
            day: day, form: form, layout: DailySurveyLayout(day: day, columns: try importedWidth(of: day)),
            entries: entries)
    }

    /// The width of the file that was taken over for the day.
    private func importedWidth(of day: Day) throws -> Int? {
        try db.query(
            "SELECT columns FROM open_data_import WHERE day = \(day.text) ORDER BY number DESC LIMIT 1"
        ).first?.int("columns")
    }
}

extension Connection {
    public func openData(_ surveys: Surveys) -> OpenDataStore { OpenDataStore(db: self, surveys: surveys) }
}
