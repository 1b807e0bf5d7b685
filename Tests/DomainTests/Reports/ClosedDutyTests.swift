import Testing

@testable import Domain

/// A day on which a designated institution did not open (R33), and one on which nobody came (R27).
struct ClosedDutyTests {
    private static let day = Day(year: 2021, month: 1, day: 19) ?? Day(number: 0)

    private func section(_ id: String, _ rule: String, _ items: [Item]) throws -> Section {
        Section(id: id, title: id, asked: try Rule(rule, for: .facts), note: nil, items: items)
    }

    private func item(_ code: String, _ kind: Item.Kind = .count(ceiling: 9), _ adds: Item.Adding = .sum) -> Item {
        Item(code: code, label: code, unit: nil, kind: kind, adds: adds, required: true, source: "R33")
    }

    private func form(_ period: PeriodKind = .day) throws -> Form {
        Form(
            survey: "s", title: "見本", from: Day(number: 0), period: period,
            schedule: Schedule(opensAfterDays: 0, dueAfterDays: 1, dueTime: TimeOfDay(milliseconds: 46_800_000)),
            sections: [
                try section(
                    "consultation", "designation.consults",
                    [
                        item("hours", .decimal(places: 1, ceiling: 240), .sum),
                        item("rooms", .count(ceiling: 9), .latest),
                        item("patients"),
                    ]),
                try section(
                    "tests", "designation.tests or contract", [item("tested"), item("memo", .text(limit: 9), .none)]),
            ], checks: [])
    }

    private func known(consults: Bool = true, tests: Bool = true, contract: Bool = false) -> FacilityDay {
        let attributes = Facility.Attributes(
            name: "見本医院", zipCode: "", prefecture: Prefecture.all[16], address: "", phone: "", latitude: "",
            longitude: "", localGovCode: "172014", cityName: "金沢市", facilityCode: "")
        return FacilityDay(
            attributes: attributes, kind: .clinic, designation: Designation(consults: consults, tests: tests),
            contract: contract)
    }

    @Test func `a marked day is closed: not expected, not missing, before the deadline and after it`() throws {
        for days in [0, 1, 30] {
            let duty = Duty(
                try form(), Self.day, known: known(), filing: nil, isClosed: true, at: Instant(Self.day.adding(days)))
            #expect(duty.state == .closed)
            #expect(duty.expectation == .notExpected(.closed))
            #expect(!duty.state.isMissing && !duty.state.isReported && duty.state.isSettled)
        }
    }

    @Test func `figures outweigh the mark, a withdrawn report does not`() throws {
        let now = Instant(Self.day.adding(2))
        let states: [(Report.Status, Duty.State)] = [
            (.submitted, .reported(revision: 1, onTime: true)), (.carriedOver, .carriedOver), (.withdrawn, .closed),
        ]
        for (status, state) in states {
            let filing = Filing(
                status: status, revision: 1, submittedAt: Instant(Self.day), recordedAt: Instant(Self.day))
            let duty = Duty(try form(), Self.day, known: known(), filing: filing, isClosed: true, at: now)
            #expect(duty.state == state)
            #expect(duty.isExpected == (state != .closed))
        }
    }

    @Test func `only a daily survey that asks a designated institution of its opening can be closed`() throws {
        let form = try form()
        #expect(known().isClosable(by: form))
        #expect(known(tests: false).isClosable(by: form))
        #expect(!known(consults: false, contract: true).isClosable(by: form))
        #expect(!known().isClosable(by: try self.form(.week)))
        #expect(form.hasClosableDays)
        #expect(try !self.form(.week).hasClosableDays)
        let duty = Duty(
            form, Self.day, known: known(consults: false), filing: nil, isClosed: true, at: Instant(Self.day))
        #expect(duty.state == .due)
    }

    @Test func `of a marked day the consultation is not asked, unless it was answered or is all there is`() throws {
        let form = try form()
        let facts = AskedFacts(kind: .clinic, consults: true, tests: true)
        var answers = Answers(blankFor: form)
        #expect(form.asked(of: facts, isClosed: true, with: answers) == facts.notOpened)
        #expect(form.asked(of: facts, isClosed: false, with: answers) == facts)
        answers["tested", in: form] = .count(3)
        #expect(form.asked(of: facts, isClosed: true, with: answers) == facts.notOpened)
        answers["patients", in: form] = .count(0)
        #expect(form.asked(of: facts, isClosed: true, with: answers) == facts)
        let consulting = AskedFacts(kind: .clinic, consults: true)
        #expect(form.asked(of: consulting, isClosed: true, with: Answers(blankFor: form)) == consulting)
    }

    @Test func `zeros stand for persons; hours and rooms are those of the last day that had any`() throws {
        let form = try form()
        let sections = form.sections
        #expect(form.offersZeros)
        #expect(try !self.form(.week).offersZeros)
        #expect(form.zeros(in: sections, earlier: []) == ["patients": "0", "tested": "0"])
        var (none, usual) = (Answers(blankFor: form), Answers(blankFor: form))
        none["hours", in: form] = .decimal(0)
        none["rooms", in: form] = .count(0)
        usual["hours", in: form] = .decimal(65)
        usual["rooms", in: form] = .count(2)
        #expect(
            form.zeros(in: sections, earlier: [none, usual])
                == ["hours": "6.5", "rooms": "2", "patients": "0", "tested": "0"])
        #expect(form.zeros(in: [sections[1]], earlier: [usual]) == ["tested": "0"])
    }
}
