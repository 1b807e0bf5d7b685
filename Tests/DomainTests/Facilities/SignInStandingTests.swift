import Domain
import Testing

/// Who may sign in, as the dated facts of the institution say (R22 R28).
struct SignInStandingTests {
    private static let since = Day(number: 18_700)

    private func standing(
        life: FacilityLife? = nil, party: ReportingParty? = nil, on day: Day = since
    ) -> SignInStanding {
        SignInStanding(
            life: life.map { ($0, Self.since) }, party: party.map { ($0, Self.since) }, associationName: "見本医師会",
            on: day)
    }

    @Test func `without facts everybody may`() {
        #expect(standing() == .allowed)
        #expect(standing(life: .open, party: .itself) == .allowed)
    }

    @Test func `an ID is at rest while an association reports`() throws {
        let found = standing(party: .association("A1"))
        #expect(found == .atRest(association: "見本医師会", since: Self.since))
        let sentence = try #require(found.sentence)
        #expect(sentence.contains("見本医師会") && sentence.contains(Self.since.longWords))
        #expect(!sentence.contains("義務"))
    }

    @Test func `the phone of the association is told where it is known`() throws {
        let told = SignInStanding(
            life: nil, party: (.association("A1"), Self.since), associationName: "見本医師会",
            associationPhone: "03-0000-0001", on: Self.since)
        #expect(try #require(told.sentence).contains("見本医師会（電話 03-0000-0001）"))
        #expect(try #require(standing(party: .association("A1")).sentence).contains("電話") == false)
    }

    @Test func `where it may read nothing stands in the way of signing in, and the reason is the same`() {
        let reads = SignInStanding(
            life: nil, party: (.association("A1"), Self.since), associationName: "見本医師会", mayRead: true,
            on: Self.since)
        #expect(reads == .readsOnly(association: "見本医師会", since: Self.since))
        #expect(reads.sentence == nil)
        #expect(reads.reason == standing(party: .association("A1")).reason)
        // Nobody is brought back to life by it, and nobody else is touched.
        let life = (value: FacilityLife.closed, since: Self.since)
        let ended = SignInStanding(
            life: life, party: (.association("A1"), Self.since), associationName: "", mayRead: true,
            on: Self.since.adding(90))
        #expect(ended == .ended(since: Self.since))
        #expect(
            SignInStanding(life: nil, party: (.itself, Self.since), associationName: "", mayRead: true, on: Self.since)
                == .allowed)
    }

    @Test func `an institution at rest can still complete its days`() {
        #expect(standing(life: .resting, on: Self.since.adding(500)) == .allowed)
    }

    @Test(arguments: [FacilityLife.closed, .merged(into: Facility.ID("F13000018")!)])
    func `after its end there are ninety days`(life: FacilityLife) {
        #expect(standing(life: life, on: Self.since.adding(89)) == .allowed)
        #expect(standing(life: life, on: Self.since.adding(90)) == .ended(since: Self.since))
    }

    @Test func `a life is read from its word, a merger with its other side only`() {
        #expect(FacilityLife(key: "closed", into: nil) == .closed)
        #expect(FacilityLife(key: "merged", into: nil) == nil)
        #expect(FacilityLife(key: "open", into: Facility.ID("F13000018")) == nil)
        #expect(FacilityLife(key: "gone", into: nil) == nil)
    }
}
