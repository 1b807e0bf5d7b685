/// What one row of a designation report says of an institution (R31 R40). nil: its cell is empty, and of an institution of the
/// register nothing changes there.
public struct DesignationEntry: Sendable, Equatable {
    /// 区分
    public enum Category: String, Sendable, CaseIterable {
        case designated, contractOnly, testCentre, undesignated

        /// As it stands in lists.
        public var label: String {
            switch self {
            case .designated: "診療・検査医療機関"
            case .contractOnly: "行政検査委託契約のみ"
            case .testCentre: "PCRセンター"
            case .undesignated: "指定なし"
            }
        }
    }

    /// What a designation is for.
    public enum Tests: String, Sendable, CaseIterable {
        case consultsOnly, both, testsOnly

        /// As it stands in lists.
        public var label: String {
            switch self {
            case .consultsOnly: "診療のみ"
            case .both: "診療と検査"
            case .testsOnly: "検査のみ"
            }
        }

        var consults: Bool { self != .testsOnly }
        var tests: Bool { self != .consultsOnly }
    }

    public enum Party: Sendable, Equatable {
        case itself
        /// As typed: its ID, or a name.
        case association(id: String, name: String)
    }

    public enum Until: Sendable, Equatable {
        /// The first day without the designation.
        case day(Day)
        /// 「なし」: an end that was told before is called off.
        case never
    }

    /// By key; nil where no ID was typed.
    public var facility: String?
    public var facilityCode: String?
    public var kind: FacilityKind?
    public var category: Category?
    public var tests: Tests?
    public var contract: Bool?
    public var ownPatientsOnly: Bool?
    public var hours: String?
    public var publishable: Bool?
    public var party: Party?
    public var name: String?
    public var kana: String?
    /// As published: `〒041-0525`.
    public var zipCode: String?
    /// Without the prefecture's name.
    public var address: String?
    public var municipality: String?
    public var healthCentre: String?
    public var healthCentrePhone: String?
    public var phone: String?
    public var mail = ""
    public var notifyBy: NotificationWay?
    public var from: Day?
    public var until: Until?
    public var remarks: String?

    public init() {}

    /// Whom to reach where an ID is to be issued.
    public var contact: Contact { Contact(name: "", mail: mail, phone: phone ?? "") }

    /// Whether the designation is said to be none.
    var hasNoDesignation: Bool {
        switch category {
        case .contractOnly, .testCentre, .undesignated: true
        case .designated, nil: false
        }
    }
}
