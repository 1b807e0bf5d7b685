import Database
import Domain
import TestSupport

@testable import Store
@testable import Web

extension PageExamples {
    private static let facility = Facility.ID("33700128")

    /// The own record, its forms, requests, shared views and the audit, with a name in all places where one can stand.
    static func records(_ frame: PageFrame, _ name: String, typed: String) -> [PageExample] {
        guard let facility else { return [] }
        let surveys = Surveys([])
        let kept = contents(facility, name, typed)
        var office = kept
        office.institution = nil
        (office.contacts, office.mails, office.letters, office.colleagues) = ([], [], [], [])
        office.awaited = nil
        return [
            PageExample("record", RecordPage(frame: frame, kept: kept, surveys: surveys).body),
            PageExample("record of an office", RecordPage(frame: frame, kept: office, surveys: surveys).body),
            PageExample("form of the record", form(frame, name, typed).body),
            PageExample("reminders to stop", ReminderStopPage(frame: frame, state: .open(typed, name)).body),
            PageExample("stopped reminders", ReminderStopPage(frame: frame, state: .done(name)).body),
            PageExample("refused stop", ReminderStopPage(frame: frame, state: .refused(.unknown)).body),
        ] + confirmations(frame, name) + requests(frame, facility, name, typed) + audits(frame, name, surveys)
            + shared(frame, name)
    }

    private static func contents(_ facility: Facility.ID, _ name: String, _ typed: String) -> RecordContents {
        let contact = Contact(name: name, mail: name, phone: name)
        let known = FacilityDay(
            attributes: attributes(of: name), kind: .clinic,
            designation: Designation(consults: true, tests: true, hours: name),
            contract: true, party: .association("A1"), practiceDays: PracticeDays([.monday]))
        let facts: [FacilityFact] = [
            .attributes(known.attributes), .kind(.clinic), .listed(true), .life(.merged(into: facility)),
            .designation(Designation(consults: true, tests: false, hours: name)), .contract(false),
            .reportingParty(.association("A1")), .practiceDays(PracticeDays([.sunday], onHolidays: true)),
        ]
        return RecordContents(
            account: Account(id: "a", loginId: name, role: .facility(facility), name: name),
            life: AccountLife(
                notifyBy: .mail, issuedAt: now, notifiedAt: now, notifiedBy: .mail, activatedAt: now, lastSignInAt: now),
            institution: RecordContents.Institution(
                facility: facility, known: known, since: since(name),
                told: facts.map {
                    ToldFact(
                        fact: $0, validity: Validity(from: day, until: day.adding(9)), recordedAt: now, recordedBy: "a")
                },
                associations: ["A1": name], reports: 1_234, requests: [request(facility, typed, isAnswered: true)],
                looks: [line(name)], share: (now, true)),
            contact: contact,
            contacts: [
                Contact.Version(
                    number: 2, contact: contact, reason: typed, recordedAt: now, recordedBy: "a", isErased: false),
                Contact.Version(
                    number: 1, contact: Contact(), reason: "", recordedAt: now, recordedBy: "a", isErased: true),
            ],
            awaited: AddressConfirmation(address: name, state: .waiting, askedAt: now),
            colleagues: [
                ColleagueStore.Listed(
                    colleague: Colleague(id: "c", name: name), mail: name, createdAt: now, activatedAt: now,
                    endedAt: nil),
                ColleagueStore.Listed(
                    colleague: Colleague(id: "d", name: ""), mail: "", createdAt: now, activatedAt: nil, endedAt: now),
            ],
            mails: mails(name), letters: [ToldLetter(recordedAt: now, printedAt: now, dispatchedAt: nil)],
            tellsOfDevices: true, reminders: ReminderSetting(hoursBefore: 2, overdue: true, weekly: false),
            names: names(name))
    }

    private static func since(_ name: String) -> FactDays {
        var since = FactDays()
        (since.designation, since.contract, since.party, since.life) = (day, day, day, day)
        since.directory = DirectoryEntry(kana: name, healthCentre: name, remarks: name)
        return since
    }

    private static func mails(_ name: String) -> [ToldMail] {
        [
            ToldMail(purpose: .notice, subject: name, address: name, state: .sent, recordedAt: now, sentAt: now),
            ToldMail(purpose: nil, subject: "", address: "", state: .bounced, recordedAt: now, sentAt: nil),
        ]
    }

    private static func attributes(of name: String) -> Facility.Attributes {
        Facility.Attributes(
            name: name, zipCode: name, prefecture: Prefecture.all[36], address: name, phone: name, latitude: "",
            longitude: "", localGovCode: "372013", cityName: name, facilityCode: name)
    }

    private static func names(_ name: String) -> ActorWords {
        ActorWords(names: ["a": .account(name: name, isHelpDesk: false), "c": .colleague(name: name, of: name)])
    }

    private static func line(_ name: String) -> AuditLine {
        AuditLine(
            place: AuditPlace(recordedAt: now, chain: 1, number: 1), actor: "c", action: name, subject: name,
            detail: ["period": day.text, "survey": name, name: name, "from": day.text])
    }

    private static func form(_ frame: PageFrame, _ name: String, _ typed: String) -> OwnFormPage {
        let inputs = [
            RecordInput("name", name, .text(autocomplete: "name"), hint: name, typed: typed),
            RecordInput("mail", name, .mail, typed: typed),
            RecordInput("phone", name, .phone, hint: name, typed: typed),
            RecordInput("from", name, .day, typed: typed), RecordInput("wanted", name, .area, hint: name, typed: typed),
            RecordInput("about", name, .choice([(typed, name)]), hint: name, typed: typed),
            RecordInput("weekday", name, .checks([(typed, name)]), typed: typed),
        ]
        var page = OwnFormPage(frame: frame, title: name, action: frame.links.ownContact, inputs: inputs, button: name)
        page.problems = inputs.map { FieldProblem(field: $0.name, label: name, sentence: typed) }
        page.lead = "<p>\(name)</p>"
        return page
    }

    private static func confirmations(_ frame: PageFrame, _ name: String) -> [PageExample] {
        [
            PageExample("address to confirm", ConfirmMailPage(frame: frame, state: .open(name, name)).body),
            PageExample("refused link", ConfirmMailPage(frame: frame, state: .refused(.expired)).body),
            PageExample("confirmed address", ConfirmMailPage(frame: frame, state: .done).body),
        ]
    }

    private static func request(_ facility: Facility.ID, _ typed: String, isAnswered: Bool) -> ChangeRequest {
        ChangeRequest(
            id: "r", facility: facility, prefecture: Prefecture.all[36], subject: .name, wanted: typed, validFrom: day,
            recordedAt: now,
            answer: isAnswered ? ChangeRequest.Answer(isAccepted: false, words: typed, answeredAt: now) : nil)
    }

    private static func requests(
        _ frame: PageFrame, _ facility: Facility.ID, _ name: String, _ typed: String
    ) -> [PageExample] {
        let open = request(facility, typed, isAnswered: false)
        let answered = request(facility, typed, isAnswered: true)
        var list = RequestsPage(frame: frame, open: [open], answered: [answered], names: [facility: name])
        list.next = ChangeRequest.Place("\(now.text),r-1")
        let known = FacilityDay(attributes: attributes(of: name), kind: .clinic)
        var refused = RequestPage(frame: frame, request: open, known: known)
        refused.form?.problems = [FieldProblem(field: "value", label: name, sentence: typed)]
        return [
            PageExample("requests", list.body), PageExample("open request", refused.body),
            PageExample("answered request", RequestPage(frame: frame, request: answered, known: known).body),
        ]
    }

    private static func audits(_ frame: PageFrame, _ name: String, _ surveys: Surveys) -> [PageExample] {
        let extract = AuditExtract(lines: [line(name)], next: AuditPlace(recordedAt: now, chain: 1, number: 1))
        let filter = AuditFilter([("subject", name), ("actor", name), ("action", name), ("from", name)])
        return [
            PageExample(
                "audit",
                AuditPage(frame: frame, filter: filter, extract: extract, names: names(name), surveys: surveys).body),
            PageExample(
                "own audit",
                OwnAuditPage(frame: frame, extract: extract, names: names(name), surveys: surveys).body),
        ]
    }

    private static func shared(_ frame: PageFrame, _ name: String) -> [PageExample] {
        let account = Account(id: "a", loginId: name, role: .ministry, name: name)
        let duties = duties(name)
        let view = SharedViewPage(
            frame: frame, account: account, due: duties, open: duties, weeks: duties,
            calendar: MonthCalendar(month: Month(of: day), today: day, marks: [:]),
            about: FacilityAbout(kind: name, designation: name, contract: true, party: name, isDesignated: true),
            now: now,
            secondsLeft: 599)
        return [
            PageExample("shared code", SharedCodePage(frame: frame, code: "012345", until: now).body),
            PageExample(
                "refused code",
                SharedCodeRefusedPage(frame: frame, account: account, opening: .wrong(triesLeft: 1)).body),
            PageExample("shared view", view.body),
        ]
    }
}
