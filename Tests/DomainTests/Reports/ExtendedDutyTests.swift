import Testing

@testable import Domain

/// How a report stands between the survey's deadline and the institution's own (R24 R25).
struct ExtendedDutyTests {
    private static let one = TimeOfDay(milliseconds: 46_800_000)
    /// A Friday: due on Saturday, on which the clinic is closed, and on Sunday too.
    private static let period = Day(year: 2021, month: 1, day: 15) ?? Day(number: 0)
    private static let national = Instant(period.adding(1), one)
    private static let own = Instant(period.adding(3), one)
    private static let facts = DeadlineFacts(
        practice: Timeline([
            (Validity(from: Day(number: 0), until: nil), PracticeDays([.monday, .tuesday, .wednesday]))
        ]))

    private func known(_ party: ReportingParty = .itself) -> FacilityDay {
        let attributes = Facility.Attributes(
            name: "見本医院", zipCode: "", prefecture: Prefecture.all[16], address: "", phone: "", latitude: "",
            longitude: "", localGovCode: "172014", cityName: "金沢市", facilityCode: "")
        return FacilityDay(attributes: attributes, kind: .hospital, party: party)
    }

    private func form() throws -> Form {
        Form(
            survey: "sample", title: "見本", from: Day(number: 0), period: .day,
            schedule: Schedule(opensAfterDays: 0, dueAfterDays: 1, dueTime: Self.one),
            sections: [
                Section(
                    id: "a", title: "病院", asked: try Rule("kind == hospital", for: .facts), note: nil,
                    items: SampleForm.items)
            ], checks: [])
    }

    private func duty(
        _ filing: Filing? = nil, facts: DeadlineFacts = facts, party: ReportingParty = .itself, at now: Instant
    ) throws -> Duty {
        Duty(try form(), Self.period, known: known(party), filing: filing, facts: facts, at: now)
    }

    private func filing(_ submitted: Instant, own: Instant? = nil, _ status: Report.Status = .submitted) -> Filing {
        Filing(status: status, revision: 1, submittedAt: submitted, recordedAt: submitted, ownDeadline: own)
    }

    private func later(_ instant: Instant, _ milliseconds: Int) -> Instant {
        Instant(milliseconds: instant.milliseconds + milliseconds)
    }

    @Test func `due, extended, missing and overdue follow one another to the millisecond`() throws {
        let week = 7 * 86_400_000
        let states: [(Instant, Duty.State)] = [
            (later(Instant(Self.period), -1), .notOpen(until: Instant(Self.period))),
            (Instant(Self.period), .due), (later(Self.national, -1), .due),
            (Self.national, .extended(until: Self.own)), (later(Self.own, -1), .extended(until: Self.own)),
            (Self.own, .missing), (later(Self.own, week - 1), .missing), (later(Self.own, week), .overdue),
        ]
        for (now, state) in states { #expect(try duty(at: now).state == state) }
        let duty = try duty(at: Self.national)
        #expect(duty.deadline == Self.own && duty.nationalDeadline == Self.national)
        #expect(duty.isExpected && duty.state.isExtended)
        #expect(!duty.state.isMissing && !duty.state.isSettled && !duty.state.isReported)
    }

    @Test func `while the ID cannot be used a day is extended without end, never missing`() throws {
        let facts = DeadlineFacts(access: .notYet)
        #expect(try duty(facts: facts, at: later(Self.national, -1)).state == .due)
        let duty = try duty(facts: facts, at: Self.national.adding(seconds: 400 * 86_400))
        #expect(duty.state == .extended(until: nil))
        #expect(duty.deadline == Self.national)
        #expect(duty.own.words == "ログインIDが使えるようになるまで")
    }

    @Test func `a report is on time, within the extension, or late, by what was known when it came`() throws {
        let expected: [(Instant, Instant?, Duty.Punctuality)] = [
            (later(Self.national, -1), Self.own, .onTime), (Self.national, Self.own, .withinExtension),
            (later(Self.own, -1), Self.own, .withinExtension), (Self.own, Self.own, .late),
            (Self.national, nil, .late),
        ]
        for (submitted, own, punctuality) in expected {
            let duty = try duty(filing(submitted, own: own), at: later(Self.own, 1))
            #expect(duty.punctuality == punctuality)
            #expect(duty.state == .reported(revision: 1, onTime: punctuality == .onTime))
        }
    }

    @Test func `what is not submitted is neither early nor late`() throws {
        for status in [Report.Status.withdrawn, .carriedOver] {
            #expect(try duty(filing(Self.national, own: nil, status), at: Self.own).punctuality == nil)
        }
        #expect(try duty(at: Self.own).punctuality == nil)
    }

    @Test func `it names who is to report`() throws {
        #expect(try duty(at: Self.own).party == .itself)
        #expect(try duty(party: .association("A1"), at: Self.own).party == .association("A1"))
    }

    @Test func `whoever is not designated any more in mid-week is not expected, whatever its deadline`() throws {
        var facts = known()
        facts.kind = .clinic
        let duty = Duty(
            try form(), Self.period, known: facts, filing: nil, facts: Self.facts, at: Self.national)
        #expect(duty.state == .notExpected(.notAsked))
    }
}
