import Domain

/// The institutions that show something in particular, all known to one prefecture's officer: those whose sign-ins are printed,
/// the members of an association, those that rest, ended or moved, and one of each kind of designation.
struct SpecialInstitutions {
    let association: InventedCountry.Association
    let clinic: InventedInstitution
    let hospital: InventedInstitution
    let designatedHospital: InventedInstitution

    init(_ builder: inout CountryBuilder) throws {
        let place = DemonstrationPlace.all[DemonstrationPlace.ishikawa - 1]
        clinic = try Self.printed(.clinic, in: place, designation: Self.testing, &builder)
        hospital = try Self.printed(.hospital, in: place, designation: nil, &builder)
        designatedHospital = try Self.printed(.hospital, in: place, designation: Self.testing, &builder)
        association = try Self.addAssociation(in: place, &builder)
        try Self.addDesignations(in: place, &builder)
        try Self.addLives(in: place, &builder)
    }

    private static let testing = Designation(
        consults: true, tests: true, hours: "月〜金 9:00〜12:00、15:00〜18:00", publishable: true)

    /// In the capital, careful, with days from the former system; what is due today is open.
    private static func printed(
        _ kind: FacilityKind, in place: DemonstrationPlace, designation: Designation?, _ builder: inout CountryBuilder
    ) throws -> InventedInstitution {
        let since = builder.since
        let size = kind == .hospital ? 510 : 9
        return try builder.add(kind, in: place, isCareful: true, municipality: 0, size: size) { institution in
            institution.hasCarriedDays = true
            institution.habit.leavesTodayOpen = true
            institution.change(from: since) { $0.designation = designation }
        }
    }

    /// One in three of the members is entered already of what is due today.
    private static func addAssociation(
        in place: DemonstrationPlace, _ builder: inout CountryBuilder
    ) throws -> InventedCountry.Association {
        let (from, since) = (builder.today.adding(-min(40, builder.days * 2 / 3)), builder.since)
        let association = InventedCountry.Association(
            id: LoginID.make(.association, prefecture: place.prefecture, serial: 90_001), name: "つむぎ野地区医師会",
            prefecture: place.prefecture, since: from)
        for index in 0..<InventedCountry.Association.members {
            try builder.add(.clinic, in: place) { member in
                var designation = Self.testing
                designation.tests = index % 5 != 4
                member.habit.leavesTodayOpen = index % 3 != 0
                member.change(from: since) { $0.designation = designation }
                member.change(from: from) { $0.party = .association(association.id) }
            }
        }
        return association
    }

    /// Consults only, own patients only, a testing contract alone.
    private static func addDesignations(in place: DemonstrationPlace, _ builder: inout CountryBuilder) throws {
        let since = builder.since
        var consulting = Self.testing
        consulting.tests = false
        var own = Self.testing
        own.ownPatientsOnly = true
        for designation in [consulting, own] {
            try builder.add(.clinic, in: place, isCareful: true) { clinic in
                clinic.change(from: since) { $0.designation = designation }
            }
        }
        try builder.add(.clinic, in: place, ending: .other, isCareful: true) { clinic in
            clinic.change(from: since) { $0.contract = true }
        }
    }

    /// At rest, closed, moved within the prefecture, and moved to the next one.
    private static func addLives(in place: DemonstrationPlace, _ builder: inout CountryBuilder) throws {
        let (today, since, half) = (builder.today, builder.since, max(2, builder.days / 2))
        let next = DemonstrationPlace.all[DemonstrationPlace.ishikawa - 2]
        let ways: [@Sendable (inout FacilityDay) -> Void] = [
            { $0.life = .resting },
            { $0.life = .closed },
            { $0.attributes.move(to: place, town: 1) },
            { $0.attributes.move(to: next, town: 0) },
        ]
        for (index, way) in ways.enumerated() {
            try builder.add(.clinic, in: place, isCareful: true, municipality: 0) { clinic in
                clinic.change(from: since) { $0.designation = Self.testing }
                clinic.change(from: today.adding(index - half), way)
            }
        }
    }
}

extension Facility.Attributes {
    /// To another municipality; the name, the telephone and the code stay.
    fileprivate mutating func move(to place: DemonstrationPlace, town: Int) {
        let municipality = place.municipalities[town]
        prefecture = place.prefecture
        localGovCode = municipality.code
        cityName = municipality.name
        address = "\(municipality.name)見本町9丁目9番地"
    }
}
