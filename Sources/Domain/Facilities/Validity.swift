/// From when until when a dated fact holds (R13 R28): from a day, up to and not including another.
public struct Validity: Sendable, Hashable {
    public let from: Day
    /// nil: without end.
    public let until: Day?

    public init(from: Day, until: Day?) {
        self.from = from
        self.until = until
    }

    public func covers(_ day: Day) -> Bool { from <= day && until.map { day < $0 } ?? true }
}

/// The dated facts of institutions, by the table that keeps each. Facts are only ever added: the value on a day is that of the
/// newest recorded fact that covers the day (decision 0003).
public enum FactKind: String, Sendable, CaseIterable {
    case attributes = "facility_attributes"
    case kind = "facility_kind"
    case listing = "facility_listing"
    case life = "facility_life"
    case designation = "facility_designation"
    case contract = "facility_contract"
    case reportingParty = "facility_reporting_party"
    case membership = "facility_membership"
    case practiceDays = "facility_practice_days"
}
