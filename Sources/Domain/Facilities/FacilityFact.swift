/// One thing that can be said of an institution for a span of days (R13 R28).
public enum FacilityFact: Sendable, Hashable {
    case attributes(Facility.Attributes)
    case kind(FacilityKind)
    /// Whether it stands in the published list of hospitals.
    case listed(Bool)
    case life(FacilityLife)
    case designation(Designation)
    /// Whether it tests under a contract (行政検査の委託契約).
    case contract(Bool)
    case reportingParty(ReportingParty)
    /// Told by the institution itself (R28).
    case practiceDays(PracticeDays)
    /// Told by its prefecture in a designation report.
    case directory(DirectoryEntry)
}

/// What is said of which institution, and from when until when it holds.
public struct DatedFact: Sendable, Hashable {
    public let facility: Facility.ID
    public let fact: FacilityFact
    public let validity: Validity

    public init(_ facility: Facility.ID, _ fact: FacilityFact, _ validity: Validity) {
        self.facility = facility
        self.fact = fact
        self.validity = validity
    }
}
