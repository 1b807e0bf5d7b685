import Domain
import Store

@testable import Web

/// Pages of designation reports, with a name in all places where one can stand.
extension PageExamples {
    private static let facility = Facility.ID("33700128")

    static func designationReport(
        _ name: String, _ state: DesignationReport.State, _ counts: [DesignationRow.Verdict: Int] = [:],
        scope: DesignationReport.Scope = .changes
    ) -> DesignationReport {
        DesignationReport(
            id: "d-\(state.rawValue)", prefecture: Prefecture.all[36], fileName: name, scope: scope, validFrom: day,
            state: state, rows: 412, checked: 250, counts: counts, recordedAt: now, recordedBy: "a",
            appliedAt: state == .applied || state == .takenBack ? now : nil, appliedBy: "a",
            takenBackFrom: state == .takenBack ? day : nil, takenBackAt: state == .takenBack ? now : nil)
    }

    static func designationRow(
        _ line: Int, _ verdict: DesignationRow.Verdict, _ name: String, _ typed: String
    ) -> DesignationRow {
        DesignationRow(
            line: line, verdict: verdict, facility: line.isMultiple(of: 2) ? facility : nil, name: name, cityName: name,
            designation: name, party: name, from: day, notification: name,
            changes: [
                .init(label: name, before: typed, after: typed, consequence: name),
                .init(label: name, before: "", after: typed), .init(label: name, before: typed, after: ""),
            ],
            faults: [
                .init(column: name, typed: typed, sentence: "6桁です。\(typed)"),
                .init(column: name, typed: "", sentence: typed),
            ], notes: [typed],
            candidates: [
                .init(facility: "33700128", name: name, address: name, reason: name),
                .init(facility: "33700129", name: name, address: name, reason: name),
            ])
    }

    static func designationPage(
        _ frame: PageFrame, _ report: DesignationReport, _ shown: DesignationRow.Verdict, _ name: String,
        _ typed: String
    ) -> DesignationReportPage {
        var tabs = DesignationTabs(
            shown: shown, page: 1, rows: (2..<5).map { designationRow($0, shown, name, typed) })
        tabs.leftOut = [4]
        var page = DesignationReportPage(frame: frame, report: report, rows: tabs, now: now)
        page.names = ["a": .account(name: name, isHelpDesk: false)]
        page.effects.issued = 12
        page.effects.mails = 8
        page.effects.letters = 3
        page.effects.holds = true
        page.effects.parties = 4
        page.effects.newWays = NotificationWay.allCases.map(\.label)
        page.effects.lastDay = day
        return page
    }

    static func designations(_ frame: PageFrame, _ name: String, _ typed: String) -> [PageExample] {
        let moving: [DesignationRow.Verdict: Int] = [.added: 12, .changed: 207, .ended: 3, .unchanged: 387]
        let reports =
            DesignationReport.State.allCases.map { designationReport(name, $0, moving) } + [
                designationReport("", .checked, [.fault: 3]), designationReport("", .checked, [:]),
            ]
        var index = DesignationIndexPage(frame: frame, upload: DesignationUpload(today: day), reports: reports)
        index.names = ["a": .account(name: name, isHelpDesk: false)]
        var refused = index
        refused.upload.pasted = typed
        refused.upload.from = typed
        refused.upload.problems = ["file", "text", "scope", "from"].map {
            FieldProblem(field: $0, label: name, sentence: typed)
        }
        var unread = index
        unread.upload.faults = [LineProblem(line: 2, column: name, japanese: typed, english: typed)]
        unread.upload.totalFaults = 600
        func page(_ state: DesignationReport.State, _ shown: DesignationRow.Verdict) -> DesignationReportPage {
            designationPage(frame, designationReport(name, state, moving), shown, name, typed)
        }
        var applied = page(.applied, .added)
        applied.issued =
            facility.map {
                [.init(facility: $0, loginId: name, name: name, notifyBy: .letter)]
            } ?? []
        let takeBack = DesignationTakeBackController.page(frame, reports[0], today: day)
        return [
            PageExample("designations", index.body), PageExample("designations refused", refused.body),
            PageExample("designations unread", unread.body),
            PageExample("designation checking", page(.checking, .added).body),
            PageExample("designation checked", page(.checked, .changed).body),
            PageExample("designation applied", applied.body),
            PageExample("designation taken back", page(.takenBack, .unchanged).body),
            PageExample("designation discarded", page(.discarded, .added).body),
            PageExample("designation take back", takeBack.body),
        ] + stopped(frame, name, typed) + entries(frame, name, typed)
    }

    /// Reports that cannot be applied as they stand.
    private static func stopped(_ frame: PageFrame, _ name: String, _ typed: String) -> [PageExample] {
        func page(_ counts: [DesignationRow.Verdict: Int], _ scope: DesignationReport.Scope) -> DesignationReportPage {
            designationPage(frame, designationReport(name, .checked, counts, scope: scope), .ended, name, typed)
        }
        var faulty = page([.fault: 3, .undecided: 30, .ended: 3], .changes)
        faulty.faulty = [designationRow(5, .fault, name, typed)]
        faulty.undecided = [designationRow(7, .undecided, name, typed), designationRow(8, .undecided, name, typed)]
        faulty.problem = FieldProblem(field: "row-7", label: name, sentence: typed)
        var ends = page([.ended: 3], .whole)
        ends.problem = FieldProblem(field: "ends", label: name, sentence: typed)
        ends.summary = ErrorSummary(heading: name, sentence: typed).html
        ends.typedEnds = typed
        return [
            PageExample("designation faulty", faulty.body), PageExample("designation ends", ends.body),
            PageExample("designation nothing", page([.unchanged: 3], .changes).body),
        ]
    }

    private static func entries(_ frame: PageFrame, _ name: String, _ typed: String) -> [PageExample] {
        guard let facility else { return [] }
        let known = FacilityDay(
            attributes: Facility.Attributes(
                name: name, zipCode: name, prefecture: Prefecture.all[36], address: name, phone: name, latitude: "",
                longitude: "", localGovCode: "372013", cityName: name, facilityCode: name),
            kind: .clinic, designation: Designation(consults: true, tests: true, hours: name))
        let directory = DirectoryEntry(kana: name, healthCentre: name, remarks: typed)
        let form = DesignationEntryForm(known, directory, from: day)
        var page = DesignationEntryPage(frame: frame, facility: facility, known: known, form: form)
        page.form.associations = [(name, name)]
        page.request = ChangeRequest(
            id: "r", facility: facility, prefecture: Prefecture.all[36], subject: .hours, wanted: typed, validFrom: day,
            recordedAt: now, answer: nil)
        var new = DesignationEntryPage(
            frame: frame, facility: nil, known: nil, form: DesignationEntryForm(isNew: true))
        for column in DesignationColumn.allCases { new.form.typed[column] = typed }
        new.form.otherAssociation = typed
        let plain = PageExample("new entry", new.body)
        new.form.problems = (new.form.columns.map(\.rawValue) + ["otherAssociation", "elsewhere"]).map {
            FieldProblem(field: $0, label: name, sentence: typed)
        }
        return [PageExample("entry", page.body), plain, PageExample("new entry refused", new.body)]
    }
}
