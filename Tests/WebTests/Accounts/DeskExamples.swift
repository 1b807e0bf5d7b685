import Domain

@testable import Store
@testable import Web

extension PageExamples {
    /// The help desk's pages, with a name in all places where one can stand.
    static func helpDesk(_ frame: PageFrame, _ name: String, _ typed: String) -> [PageExample] {
        guard let facility = Facility.ID("F13000018") else { return [] }
        let problem = FieldProblem(field: "checked", label: name, sentence: typed)
        var page = DeskPage(frame: frame, desk: desk(facility, name))
        page.done = DeskPage.done("reset")
        page.desk.hasFactorToLose = true
        var refused = page
        refused.problem = problem
        var lost = refused
        lost.isLostId = true
        var resting = page
        resting.desk.life.restedAt = now
        resting.desk.association = name
        var correction = CorrectionPage(frame: frame, desk: page.desk)
        correction.contact = Contact(name: typed, mail: typed, phone: typed)
        correction.reason = typed
        correction.problems = ["checked", "name", "mail", "phone", "reason"].map {
            FieldProblem(field: $0, label: name, sentence: typed)
        }
        var rest = RestPage(frame: frame, desk: page.desk)
        rest.problems = ["checked", "reason"].map { FieldProblem(field: $0, label: name, sentence: typed) }
        let known = FacilityDay(attributes: page.desk.known?.attributes ?? deskAttributes(name), kind: .clinic)
        var unissued = UnissuedPage(frame: frame, facility: facility, known: known)
        unissued.contact = page.desk.contact
        unissued.problems = [FieldProblem(field: "mail", label: name, sentence: typed)]
        return [
            PageExample("desk", page.body), PageExample("desk refused", refused.body),
            PageExample("desk lost ID", lost.body), PageExample("desk resting", resting.body),
            PageExample("correction", correction.body), PageExample("rest", rest.body),
            PageExample("unissued", unissued.body),
        ] + searches(frame, name, typed) + issuing(frame, name, typed)
    }

    private static func deskAttributes(_ name: String) -> Facility.Attributes {
        Facility.Attributes(
            name: name, zipCode: name, prefecture: Prefecture.all[12], address: name, phone: name, latitude: "",
            longitude: "", localGovCode: "131041", cityName: name, facilityCode: name)
    }

    private static func desk(_ facility: Facility.ID, _ name: String) -> AccountDesk {
        let contents: [AccountRecord.Content] =
            ["queued", "sent", "bounced", "failed", "held", "cancelled"].map {
                .mail(id: "m-\($0)", purpose: .firstPassword, address: name, state: $0, answer: name)
            } + [
                .letter(batch: "b-1", dispatchedAt: now), .letter(batch: "b-2", dispatchedAt: nil),
                .procedure(action: "rest:closed", way: .phone, checked: [.name, .loginId]),
                .procedure(action: "call:entry", way: .phone, checked: []),
                .procedure(action: "removeFactor", way: .mail, checked: [.name, .loginId]),
                .deed(action: "account.create", detail: [:]),
                .deed(action: name, detail: [:]),
            ]
        var desk = AccountDesk(
            account: Account(id: "a-1", loginId: "F13000018", role: .facility(facility), name: name),
            life: AccountLife(notifyBy: .mail, issuedAt: now, bouncedAt: now),
            contact: Contact(name: name, mail: name, phone: name),
            records: contents.map { AccountRecord(at: now, content: $0, actor: "a", by: name) }, openSessions: 2)
        desk.known = FacilityDay(
            attributes: deskAttributes(name), kind: .clinic, designation: Designation(consults: true, tests: true))
        desk.designatedSince = day
        return desk
    }

    private static func searches(_ frame: PageFrame, _ name: String, _ typed: String) -> [PageExample] {
        guard let facility = Facility.ID("F13000018") else { return [] }
        var page = SearchPage(frame: frame, typed: typed)
        let empty = PageExample("search", page.body)
        page.found = []
        let none = PageExample("search without hit", page.body)
        let life = AccountLife(notifyBy: .mail, issuedAt: now)
        page.found = [
            AccountSearch.Found(
                account: "a", loginId: "F13000018", facility: facility, role: .facility(facility), name: name,
                prefecture: Prefecture.all[12], kind: .hospital, life: life),
            AccountSearch.Found(
                account: nil, loginId: "F13000018", facility: facility, role: .facility(facility), name: name,
                prefecture: nil, kind: nil, life: nil),
        ]
        page.hasMore = true
        return [empty, none, PageExample("search with hits", page.body)]
    }

    private static func issuing(_ frame: PageFrame, _ name: String, _ typed: String) -> [PageExample] {
        guard let facility = Facility.ID("F13000018") else { return [] }
        var form = IssueForm(today: day)
        for column in IssueColumn.allCases { form.typed[column] = typed }
        let run = IssueRunStore.Run(
            id: "r", recordedAt: now, recordedBy: "a", total: 3, holds: true, startedAt: nil, finishedAt: nil,
            issued: 0,
            leftOut: 2, held: 0)
        let doubtful = [
            IssueRunStore.Doubtful(line: 2, name: name, reason: "name", other: "F13000018"),
            IssueRunStore.Doubtful(line: 3, name: name, reason: "inFile", other: "2"),
        ]
        let done = IssueRunStore.Run(
            id: "r", recordedAt: now, recordedBy: "a", total: 3, holds: true, startedAt: now, finishedAt: now,
            issued: 1,
            leftOut: 2, held: 1)
        var page = IssuePage(frame: frame, form: form, runs: [run, done])
        let first = PageExample("issue", page.body)
        page.form.problems = (IssueColumn.allCases.map(\.rawValue) + ["from"]).map {
            FieldProblem(field: $0, label: name, sentence: typed)
        }
        let refused = PageExample("issue refused", page.body)
        page.form.problems = []
        page.form.doubles = [PossibleDouble(facility: facility, name: name, reason: .phone)]
        let doubles = PageExample("issue with doubles", page.body)
        page.form.doubles = []
        page.pasted = typed
        page.faults = [LineProblem(line: 2, column: name, japanese: typed, english: typed)]
        page.totalFaults = 600
        return [
            first, refused, doubles, PageExample("issue with faults", page.body),
            PageExample("run", IssueRunPage(frame: frame, run: run, doubtful: doubtful, now: now).body),
            PageExample("run done", IssueRunPage(frame: frame, run: done, doubtful: doubtful, now: now).body),
        ]
    }
}
