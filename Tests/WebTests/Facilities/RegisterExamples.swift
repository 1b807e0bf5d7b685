import Database
import Domain
import TestSupport

@testable import Store
@testable import Web

/// The register, the steps of a life, associations: with a name in all places where one can stand.
extension PageExamples {
    private static let facility = Facility.ID("33700128")

    static func register(_ frame: PageFrame, _ name: String, typed: String) -> [PageExample] {
        guard let facility else { return [] }
        return list(frame, facility, name) + entries(frame, facility, name, typed) + steps(frame, facility, name, typed)
            + associations(frame, facility, name, typed)
    }

    private static func known(_ name: String) -> FacilityDay {
        FacilityDay(
            attributes: Facility.Attributes(
                name: name, zipCode: name, prefecture: Prefecture.all[36], address: name, phone: name, latitude: "",
                longitude: "", localGovCode: "372013", cityName: name, facilityCode: name),
            kind: .clinic, life: .resting, designation: Designation(consults: true, tests: true, hours: name),
            contract: true, party: .association("A1"))
    }

    private static var life: AccountLife {
        AccountLife(notifyBy: .mail, issuedAt: now, notifiedAt: now, notifiedBy: .mail, activatedAt: now)
    }

    private static func list(_ frame: PageFrame, _ facility: Facility.ID, _ name: String) -> [PageExample] {
        var filter = RegisterFilter()
        (filter.typed, filter.municipality, filter.association) = (name, name, name)
        var page = RegisterPage(frame: frame, prefecture: Prefecture.all[36], filter: filter, found: 1_234, page: 7)
        page.rows = [
            .init(facility: facility, known: known(name), association: name, life: life),
            .init(
                facility: facility, known: FacilityDay(attributes: known(name).attributes), association: nil, life: nil),
        ]
        (page.municipalities, page.associations) = ([("372013", name)], [(name, name)])
        var empty = page
        (empty.rows, empty.found, empty.former) = ([], 0, (facility, name))
        return [PageExample("register", page.body), PageExample("empty register", empty.body)]
    }

    private static func entries(
        _ frame: PageFrame, _ facility: Facility.ID, _ name: String, _ typed: String
    ) -> [PageExample] {
        let view = RegisterView(of: known(name), on: day, leftOn: nil)
        let past = RegisterView(of: known(name), on: day, leftOn: day.adding(1))
        var since = FactDays()
        (since.designation, since.contract, since.party, since.life) = (day, day, day, day)
        since.directory = DirectoryEntry(kana: name, healthCentre: name, remarks: typed)
        let told = [FacilityFact.attributes(known(name).attributes), .directory(DirectoryEntry(kana: name))].map {
            ToldFact(fact: $0, validity: Validity(from: day, until: nil), recordedAt: now, recordedBy: "a")
        }
        let request = ChangeRequest(
            id: "r", facility: facility, prefecture: Prefecture.all[36], subject: .kind, wanted: typed, validFrom: day,
            recordedAt: now, answer: nil)
        var entry = RegisterEntry(
            facility: facility, view: view, since: since, told: told, associations: ["A1": name],
            names: ActorWords(names: ["a": .account(name: name, isHelpDesk: false)]), life: life, requests: [request])
        entry.next = (day, .merged(into: facility))
        var page = RegisterEntryPage(frame: frame, entry: entry)
        page.done = .move
        entry.view = past
        return [
            PageExample("register entry", page.body),
            PageExample("former register entry", RegisterEntryPage(frame: frame, entry: entry).body),
            PageExample("request to be entered", RequestPage(frame: frame, request: request, known: known(name)).body),
        ]
    }

    private static func steps(
        _ frame: PageFrame, _ facility: Facility.ID, _ name: String, _ typed: String
    ) -> [PageExample] {
        let request = ChangeRequest(
            id: "r", facility: facility, prefecture: Prefecture.all[36], subject: .address, wanted: typed,
            validFrom: day, recordedAt: now, answer: nil)
        let forms = FacilityStep.Name.allCases.map { step in
            var form = LifeStepForm.filled(step, known(name), today: day)
            if step == .move { form.take(request) }
            form.problems = form.fields.map { FieldProblem(field: $0.rawValue, label: name, sentence: typed) }
            let page = LifeStepPage(
                frame: frame, facility: facility, known: known(name), form: form,
                request: step == .move ? request : nil)
            return PageExample("step \(step)", page.body)
        }
        let home = AttributeChange.Home(prefecture: Prefecture.all[16], municipality: "172014", city: name)
        let planned: [FacilityStep] = [
            .rest(until: day), .reopen, .close, .merge(into: facility), .move(to: home, zipCode: name, address: typed),
            .rename(name), .phone(name), .code("1300000016"), .kind(.hospital),
        ]
        return forms
            + planned.map { step in
                let plan = FacilityStepPlan(
                    facility: facility, step: step, validity: Validity(from: day, until: day.adding(9)),
                    before: known(name), after: known(name), later: known(name), undone: (day, .open), facts: [],
                    told: 3)
                var page = LifeConfirmPage(
                    frame: frame, plan: plan, form: LifeStepForm.filled(step.name, known(name), today: day),
                    today: day.adding(1))
                (page.target, page.hasChanged) = (name, true)
                return PageExample("confirmed step \(step.name)", page.body)
            }
    }

    private static func associations(
        _ frame: PageFrame, _ facility: Facility.ID, _ name: String, _ typed: String
    ) -> [PageExample] {
        let details = Association.Details(name: name, zipCode: name, address: name, mail: name, phone: name)
        let association = Association(id: "A1", prefecture: Prefecture.all[36], details: details)
        let ended = Association(id: "A2", prefecture: Prefecture.all[36], details: details, endedOn: day)
        let rows = [
            AssociationsPage.Row(association: association, members: 1_234, life: life),
            AssociationsPage.Row(association: ended, members: 0, life: nil),
        ]
        func list(_ rows: [AssociationsPage.Row]) -> HTML {
            AssociationsPage(frame: frame, prefecture: Prefecture.all[36], rows: rows, today: day).body
        }
        var page = AssociationPage(
            frame: frame, association: association, today: day, members: [(facility, known(name).attributes)],
            own: 1_234, elsewhere: 5)
        page.life = AccountLife(notifyBy: .mail, issuedAt: now)
        (page.done, page.refusal) = (name, typed)
        let past = AssociationPage(
            frame: frame, association: ended, today: day, members: [], own: 0, elsewhere: 0)
        return [
            PageExample("associations", list(rows)), PageExample("no associations", list([])),
            PageExample("association of a prefecture", page.body), PageExample("ended association", past.body),
            PageExample("new association", AssociationForm.page(frame, in: Prefecture.all[36]).body),
            PageExample("changed association", AssociationForm.page(frame, of: association).body),
            PageExample("end of an association", AssociationForm.end(frame, association, today: day).body),
        ]
    }
}
