import Database
import Domain

/// Stores a file that was read: one transaction.
struct OpenDataStoring {
    let db: any Connection
    let surveys: Surveys
    let file: DailySurveyFile
    let rows: Int
    let digest: String
    let now: Instant
    let progress: OpenDataImport.Progress

    private static let recorder = "import"

    mutating func run() throws -> OpenDataImport.Summary {
        var summary = OpenDataImport.Summary(day: file.day, rows: rows, facilities: file.entries.count)
        let last = try db.query(
            "SELECT number, digest FROM open_data_import WHERE day = \(file.day.text) ORDER BY number DESC LIMIT 1"
        ).first
        if try last?.string("digest") == digest {
            summary.isUnchanged = true
            return summary
        }
        try registerFacilities(&summary)
        progress(.storing, 0.1)
        let moved = try storeAttributes(&summary)
        progress(.storing, 0.4)
        try storeKinds()
        let relisted = try storeListing(&summary)
        progress(.storing, 0.55)
        try storeReports(&summary)
        progress(.storing, 0.9)
        try recount(moved + relisted)
        let number = (try last?.int("number") ?? 0) + 1
        try db.execute(
            """
            INSERT INTO open_data_import (day, number, columns, rows, digest, recorded_at)
            VALUES (\(file.day.text), \(number), \(file.layout.columns), \(rows), \(digest), \(now.text))
            """)
        try recordAudit(summary)
        progress(.storing, 1)
        return summary
    }

    private func registerFacilities(_ summary: inout OpenDataImport.Summary) throws {
        var known: [String: String] = [:]
        try db.each("SELECT facility_id, facility_key FROM facility") { row in
            known[try row.string("facility_key")] = try row.string("facility_id")
        }
        var new: [Facility.ID] = []
        for entry in file.entries {
            let key = Account.key(of: entry.facility.text)
            switch known[key] {
            case nil:
                known[key] = entry.facility.text
                new.append(entry.facility)
            case entry.facility.text?: continue
            case let other?:
                throw Problem.refusedFile(
                    [
                        LineProblem(
                            line: entry.line, column: DailySurveyColumn.facilityId.heading,
                            japanese: "\(entry.facility) は \(other) と大文字・小文字だけが違います。IDを確かめてください。",
                            english: "\(entry.facility) differs from \(other) only in case")
                    ], total: 1)
            }
        }
        try db.facilities.register(new, at: now)
        summary.newFacilities = new.count
    }

    /// What the file says of an institution holds from its day until something else is known of it: its own next fact, or the next
    /// day that was taken over and has it (where the same was told, so that no fact was added). Gives the institutions whose place
    /// became another, with the days concerned.
    private func storeAttributes(_ summary: inout OpenDataImport.Summary) throws -> [(Facility.ID, Validity)] {
        let before = try Facts.attributes.inForce(on: file.day, db)
        let nextStarts = try Facts.attributes.nextStarts(after: file.day, db)
        let nextTold = try LaterFiles(after: file.day, db)
        let places = try knownPlaces()
        var additions: [FactTable<Facility.Attributes>.Addition] = []
        var moved: [(Facility.ID, Validity)] = []
        for entry in file.entries where before[entry.facility] != entry.attributes {
            let untils = [nextStarts[entry.facility], try nextTold.firstDay(with: entry.facility)]
            let validity = Validity(from: file.day, until: untils.compactMap(\.self).min())
            additions.append(.init(facility: entry.facility, value: entry.attributes, validity: validity))
            if places[entry.facility]?.contains(where: { $0 != entry.attributes.place }) ?? false {
                moved.append((entry.facility, validity))
            }
        }
        try Facts.attributes.add(additions, at: now, by: Self.recorder, db)
        summary.changedAttributes = additions.count
        return moved
    }

    /// Every place an institution is known to have had on the file's day or later: sums of these days may have to move.
    private func knownPlaces() throws -> [Facility.ID: Set<Facility.Place>] {
        var places: [Facility.ID: Set<Facility.Place>] = [:]
        try db.each(
            """
            SELECT DISTINCT facility_id, prefecture, local_gov_code FROM facility_attributes
            WHERE valid_until > \(file.day.text)
            """
        ) { row in
            let code = try row.string("local_gov_code")
            guard let id = Facility.ID(try row.string("facility_id")),
                let prefecture = Prefecture(code: try row.string("prefecture"))
            else { return }
            places[id, default: []].insert(
                Facility.Place(prefecture: prefecture, municipality: code.isEmpty ? nil : code))
        }
        return places
    }

    private func storeKinds() throws {
        let known = try Facts.kind.inForce(on: file.day, db)
        let nextStarts = try Facts.kind.nextStarts(after: file.day, db)
        let additions = file.entries.filter { known[$0.facility] == nil }.map { entry in
            FactTable<FacilityKind>.Addition(
                facility: entry.facility, value: .hospital,
                validity: Validity(from: file.day, until: nextStarts[entry.facility]))
        }
        try Facts.kind.add(additions, at: now, by: Self.recorder, db)
    }

    /// Every file tells of every institution whether it is in the list: so this one's word ends where the next one's begins.
    /// Gives those about whom it tells something new.
    private func storeListing(_ summary: inout OpenDataImport.Summary) throws -> [(Facility.ID, Validity)] {
        let listed = try Facts.listing.inForce(on: file.day, db)
        let nextStarts = try Facts.listing.nextStarts(after: file.day, db)
        let later = try LaterFiles(after: file.day, db)
        let inFile = Set(file.entries.map(\.facility))
        let entered = file.entries.map(\.facility).filter { listed[$0] != true }
        let left = listed.filter { $0.value && !inFile.contains($0.key) }.map(\.key).sorted()
        var additions: [FactTable<Bool>.Addition] = []
        for (facility, isListed) in entered.map({ ($0, true) }) + left.map({ ($0, false) }) {
            let end = [later.nextDay, nextStarts[facility]].compactMap(\.self).min()
            additions.append(
                .init(facility: facility, value: isListed, validity: Validity(from: file.day, until: end)))
            // The next file was taken over before anybody knew this institution: it is not in that list.
            if isListed, let end, end == later.nextDay, later.listedNext[facility] == nil {
                additions.append(
                    .init(
                        facility: facility, value: false,
                        validity: Validity(from: end, until: nextStarts[facility])))
            }
        }
        try Facts.listing.add(additions, at: now, by: Self.recorder, db)
        summary.enteredList = entered.count
        summary.leftList = left.count
        return additions.map { ($0.facility, $0.validity) }
    }

    private func storeReports(_ summary: inout OpenDataImport.Summary) throws {
        guard let form = surveys.form(DailySurvey.survey, on: file.day) else { return }
        let existing = try db.reports.all(DailySurvey.survey, file.day, surveys)
        let inFile = Set(file.entries.map(\.facility))
        let roster = try db.facilities.roster(on: file.day)
        var changes: [(change: ReportChange, after: ReportRow?)] = []
        for entry in file.entries {
            let row = existing[entry.facility]
            if let row, row.route != .openDataImport {
                summary.keptReports += 1
            } else if let status = carriedStatus(of: entry, after: row) {
                let isExpected = roster.facilities[entry.facility]?.isAsked(by: form) ?? false
                let place = entry.attributes.place
                changes.append((change(entry.facility, entry.answers, status, place, isExpected, form), row))
            }
        }
        // Another file for the same day may leave out an institution whose report an earlier one brought.
        for (facility, row) in existing where row.route == .openDataImport && !inFile.contains(facility) {
            guard row.report.status != .withdrawn else { continue }
            let blank = Answers(blankFor: form)
            changes.append((change(facility, blank, .withdrawn, row.place, row.isExpected, form), row))
        }
        summary.revisions = try ReportWriter(db: db).store(changes).count
    }

    /// Which new revision an entry makes; nil for none.
    private func carriedStatus(of entry: DailySurveyFile.Entry, after row: ReportRow?) -> Report.Status? {
        guard let report = row?.report else { return entry.answers.isBlank ? nil : .carriedOver }
        if entry.answers.isBlank { return report.status == .withdrawn ? nil : .withdrawn }
        return report.status == .carriedOver && report.answers == entry.answers ? nil : .carriedOver
    }

    private func change(
        _ facility: Facility.ID, _ answers: Answers, _ status: Report.Status, _ place: Facility.Place,
        _ isExpected: Bool, _ form: Form
    ) -> ReportChange {
        ReportChange(
            survey: DailySurvey.survey, period: file.day, facility: facility, form: form, status: status,
            answers: answers, recordedAt: now, account: nil, by: "旧システム", route: .openDataImport, reason: nil,
            place: place, isExpected: isExpected)
    }

    private func recount(_ moved: [(Facility.ID, Validity)]) throws {
        try db.facilities.hold(moved.map(\.0))
        try Recount(db: db, surveys: surveys).move(moved)
    }

    private func recordAudit(_ summary: OpenDataImport.Summary) throws {
        try db.audit.record(
            AuditEntry(
                actor: "administrator", action: "import.openData", subject: "day:\(file.day.text)",
                detail: [
                    "rows": String(rows), "facilities": String(summary.facilities),
                    "newFacilities": String(summary.newFacilities), "revisions": String(summary.revisions),
                    "keptReports": String(summary.keptReports), "digest": digest,
                ]), at: now)
    }
}
