import Testing

@testable import Domain

/// Whether a report is expected, until when, and how it stands (R24 R25).
struct DutyTests {
    private static let day = Day(year: 2021, month: 1, day: 19) ?? Day(number: 0)
    private static let deadline = Instant(day.adding(1), TimeOfDay(milliseconds: 46_800_000))

    private func known(
        _ kind: FacilityKind? = .hospital, life: FacilityLife = .open, isListed: Bool? = nil
    ) -> FacilityDay {
        let attributes = Facility.Attributes(
            name: "見本病院", zipCode: "", prefecture: Prefecture.all[16], address: "", phone: "", latitude: "",
            longitude: "", localGovCode: "172014", cityName: "金沢市", facilityCode: "")
        return FacilityDay(attributes: attributes, kind: kind, life: life, isListed: isListed)
    }

    /// Asked of hospitals alone.
    private func form() throws -> Form {
        Form(
            survey: "sample", title: "見本", from: Day(number: 0), period: .day,
            schedule: Schedule(opensAfterDays: 0, dueAfterDays: 1, dueTime: TimeOfDay(milliseconds: 46_800_000)),
            sections: [
                Section(
                    id: "a", title: "病院", asked: try Rule("kind == hospital", for: .facts), note: nil,
                    items: SampleForm.items)
            ], checks: [])
    }

    private func duty(_ known: FacilityDay?, _ filing: Filing? = nil, at now: Instant) throws -> Duty {
        Duty(try form(), Self.day, known: known, filing: filing, at: now)
    }

    private func filing(_ status: Report.Status, submitted: Instant, revision: Int = 1) -> Filing {
        Filing(status: status, revision: revision, submittedAt: submitted, recordedAt: submitted)
    }

    private func later(_ milliseconds: Int) -> Instant {
        Instant(milliseconds: Self.deadline.milliseconds + milliseconds)
    }

    @Test func `it is due from the opening of entry to the last millisecond before the deadline`() throws {
        let opens = Instant(Self.day)
        let before = Instant(milliseconds: opens.milliseconds - 1)
        #expect(try duty(known(), at: before).state == .notOpen(until: opens))
        #expect(try duty(known(), at: opens).state == .due)
        #expect(try duty(known(), at: later(-1)).state == .due)
        #expect(try duty(known(), at: later(0)).state == .missing)
        #expect(try duty(known(), at: later(0)).deadline == Self.deadline)
    }

    @Test func `seven days after its deadline it is overdue`() throws {
        let week = 7 * 86_400_000
        #expect(try duty(known(), at: later(week - 1)).state == .missing)
        #expect(try duty(known(), at: later(week)).state == .overdue)
        #expect(Duty.State.missing.isMissing)
        #expect(Duty.State.overdue.isMissing)
        #expect(!Duty.State.due.isMissing)
    }

    @Test func `on time means first submitted before the deadline, whenever it was corrected`() throws {
        let corrected = Filing(
            status: .submitted, revision: 2, submittedAt: later(-1), recordedAt: later(86_400_000))
        #expect(try duty(known(), corrected, at: later(0)).state == .reported(revision: 2, onTime: true))
        let late = filing(.submitted, submitted: later(0))
        #expect(try duty(known(), late, at: later(1)).state == .reported(revision: 1, onTime: false))
    }

    @Test func `a withdrawn report leaves the day open, one carried over is neither on time nor late`() throws {
        #expect(try duty(known(), filing(.withdrawn, submitted: later(-9)), at: later(-1)).state == .due)
        #expect(try duty(known(), filing(.withdrawn, submitted: later(-9)), at: later(0)).state == .missing)
        #expect(try duty(known(), filing(.carriedOver, submitted: later(9)), at: later(10)).state == .carriedOver)
        #expect(Duty.State.carriedOver.isReported)
    }

    @Test(arguments: [FacilityLife.resting, .closed])
    func `at rest or closed nothing is expected, and the reason is said`(life: FacilityLife) throws {
        let duty = try duty(known(life: life), at: later(0))
        #expect(duty.state == .notExpected(.ended))
        #expect(!duty.isExpected)
    }

    @Test func `not asked, not yet known, and off the list are three reasons`() throws {
        #expect(try duty(known(.clinic), at: later(0)).expectation == .notExpected(.notAsked))
        #expect(try duty(nil, at: later(0)).expectation == .notExpected(.beforeStart))
        #expect(try duty(known(nil), at: later(0)).expectation == .notExpected(.beforeStart))
        #expect(try duty(known(isListed: false), at: later(0)).expectation == .notExpected(.ended))
        #expect(try duty(known(isListed: true), at: later(0)).isExpected)
    }

    @Test func `a report of one that was not expected stands as a report, and stays unexpected`() throws {
        let duty = try duty(known(.clinic), filing(.submitted, submitted: later(-1)), at: later(0))
        #expect(duty.state == .reported(revision: 1, onTime: true))
        #expect(!duty.isExpected)
    }
}
