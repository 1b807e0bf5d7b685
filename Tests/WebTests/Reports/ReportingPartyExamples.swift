import Domain

@testable import Store
@testable import Web

extension PageExamples {
    /// Of an ID at rest, of a prefecture's settings, and of figures to be confirmed.
    static func reportingParty(
        _ frame: PageFrame, _ unknown: PageFrame, name: String, typed: String
    ) -> [PageExample] {
        guard let facility = Facility.ID("33700128") else { return [] }
        var resting = RestingHomePage(frame: frame, reason: name, month: Month(of: day), reports: duties(name))
        resting.about = FacilityAbout(
            kind: name, designation: name, contract: false, party: name, isDesignated: false)
        var settings = PrefectureSettingPage(frame: frame, prefecture: Prefecture.all[12], restingMayRead: true)
        settings.decided = (now, name)
        settings.isSaved = true
        var refused = settings
        refused.problems = [FieldProblem(field: SettingField.restingMayRead, label: name, sentence: typed)]
        return [
            PageExample("home of an ID at rest", resting.body), PageExample("settings", settings.body),
            PageExample("refused settings", refused.body),
        ] + figures(unknown, facility, name) + members(frame, facility, name, typed)
    }

    private static func figures(_ unknown: PageFrame, _ facility: Facility.ID, _ name: String) -> [PageExample] {
        let form = form(name)
        var answers = Answers(blankFor: form)
        answers.values[6] = .text(name)
        let shown = FiguresToConfirm(
            confirmation: FiguresConfirmation(
                id: "k", association: "A1", survey: "s", period: day, facility: facility, number: 1, contentHash: "9f",
                askedAt: now, expiresAt: now, confirmedAt: nil),
            name: name, form: form, sections: form.sections,
            revision: Revision(
                number: 1, status: .submitted, form: day, answers: answers, recordedAt: now, account: nil, by: name,
                route: .table, reason: nil, contentHash: "9f", receipt: "R-1"),
            association: (name, name))
        let faults: [FiguresConfirmationFault] = [.unknown, .expired, .superseded, .confirmed(at: now)]
        return [
            PageExample("figures to confirm", ConfirmFiguresPage(frame: unknown, state: .open(name, shown)).body),
            PageExample("confirmed figures", ConfirmFiguresPage(frame: unknown, state: .done(shown)).body),
        ]
            + faults.map {
                PageExample("figures \($0)", ConfirmFiguresPage(frame: unknown, state: .refused($0)).body)
            }
    }

    private static func members(
        _ frame: PageFrame, _ facility: Facility.ID, _ name: String, _ typed: String
    ) -> [PageExample] {
        let states: [MemberConfirmationPage.Member.State] = [
            .notReported, .notOurs, .withoutAddress, .open, .waiting(since: now), .expired(since: now),
            .confirmed(at: now),
        ]
        var list = MemberConfirmationPage(
            frame: frame, form: form(name), day: day,
            members: states.map { MemberConfirmationPage.Member(facility: facility, name: name, state: $0) })
        list.asked = 0
        var addresses = ConfirmationAddressPage(
            frame: frame, members: [.init(facility: facility, name: name, mail: typed)])
        addresses.problems = [FieldProblem(field: facility.text, label: name, sentence: typed)]
        addresses.isSaved = true
        return [
            PageExample("members' confirmations", list.body), PageExample("addresses to confirm at", addresses.body),
            PageExample(
                "addresses of nobody", ConfirmationAddressPage(frame: frame, members: []).body),
        ]
    }
}
