/// What an entry of a designation report is compared with beside the institution itself.
public struct DesignationSurroundings: Sendable {
    public let prefecture: Prefecture
    /// From when it holds where a row names no day.
    public let validFrom: Day
    public let associations: AssociationNames
    /// Code and name of the municipality in which an address lies; nil where it cannot be told.
    public let municipality: @Sendable (_ address: String) -> (code: String, name: String)?
    /// The name of a municipality, by its code and an address in it.
    public let cityName: @Sendable (_ code: String, _ address: String) -> String

    public init(
        prefecture: Prefecture, validFrom: Day, associations: AssociationNames,
        municipality: @escaping @Sendable (String) -> (code: String, name: String)? = { _ in nil },
        cityName: @escaping @Sendable (String, String) -> String = { _, _ in "" }
    ) {
        self.prefecture = prefecture
        self.validFrom = validFrom
        self.associations = associations
        self.municipality = municipality
        self.cityName = cityName
    }
}

/// An institution of the register as a designation report finds it.
public struct DesignationSubject: Sendable {
    /// The ID with which it reports itself.
    public struct OwnID: Sendable, Equatable {
        /// At rest because the report that issued it was taken back.
        public var isTakenBack: Bool
        /// Its people were told of it, or use it.
        public var isTold: Bool
        /// Where it has one: what mails go to.
        public var mail: String

        public init(isTakenBack: Bool = false, isTold: Bool = true, mail: String = "") {
            (self.isTakenBack, self.isTold, self.mail) = (isTakenBack, isTold, mail)
        }
    }

    public let id: Facility.ID
    public let past: FacilityTimelines
    /// nil: no ID was issued yet.
    public let ownID: OwnID?

    public init(id: Facility.ID, past: FacilityTimelines, ownID: OwnID?) {
        (self.id, self.past, self.ownID) = (id, past, ownID)
    }
}

/// A fact that would be recorded, and from when until when it would hold.
public struct ValidFact: Sendable, Hashable {
    public let fact: FacilityFact
    public let validity: Validity

    public init(_ fact: FacilityFact, _ validity: Validity) { (self.fact, self.validity) = (fact, validity) }
}

/// What a row of a designation report comes to, compared with the register.
public struct DesignationOutcome: Sendable, Equatable {
    /// What becomes of the institution's own ID.
    public enum OwnID: Sendable, Equatable {
        case unchanged
        /// - Parameter way: nil: nobody chose.
        case issue(Contact, NotificationWay?)
        /// Back to use.
        case wake
        /// It has one of which nobody was told, as an association reported.
        case tell
    }

    public var verdict: DesignationRow.Verdict = .unchanged
    public var name = ""
    public var cityName = ""
    public var designation = ""
    public var party = ""
    public var from: Day?
    public var notification = ""
    public var changes: [DesignationRow.Change] = []
    public var faults: [DesignationRow.Fault] = []
    public var notes: [String] = []
    public var facts: [ValidFact] = []
    public var ownID = OwnID.unchanged
    /// For one that is not in the register: attributes and kind, which are no part of `facts`.
    public var new: NewInstitution?

    public init() {}
}
