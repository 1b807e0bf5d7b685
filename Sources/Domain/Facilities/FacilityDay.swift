/// What is known of an institution on a day: of each dated fact the value that holds (R13 R28).
public struct FacilityDay: Sendable, Hashable {
    public var attributes: Facility.Attributes
    /// nil: not known on that day.
    public var kind: FacilityKind?
    public var life: FacilityLife
    /// Whether it stands in the published list of hospitals; nil where no list tells.
    public var isListed: Bool?
    public var designation: Designation?
    /// 行政検査の委託契約
    public var contract: Bool
    /// Who reports for it.
    public var party: ReportingParty
    /// On which days it practises; nil: never told.
    public var practiceDays: PracticeDays?

    public init(
        attributes: Facility.Attributes, kind: FacilityKind? = nil, life: FacilityLife = .open, isListed: Bool? = nil,
        designation: Designation? = nil, contract: Bool = false, party: ReportingParty = .itself,
        practiceDays: PracticeDays? = nil
    ) {
        self.attributes = attributes
        self.kind = kind
        self.life = life
        self.isListed = isListed
        self.designation = designation
        self.contract = contract
        self.party = party
        self.practiceDays = practiceDays
    }

    /// What a form may ask of it (R37–R40); nil when its kind is not known, or when it has left the list it stood in, is at rest,
    /// closed or merged: then nothing is asked of it, and it counts in no denominator.
    public var asked: AskedFacts? {
        guard let kind, isListed != false, life == .open else { return nil }
        return AskedFacts(
            kind: kind, consults: designation?.consults ?? false, tests: designation?.tests ?? false,
            contract: contract)
    }

    /// Whether a form has anything to ask of it.
    public func isAsked(by form: Form) -> Bool { asked.map { !form.sections(askedOf: $0).isEmpty } ?? false }

    /// Whether it may say of that day that it did not open (R33).
    public func isClosable(by form: Form) -> Bool { asked.map { form.isClosable(for: $0) } ?? false }
}
