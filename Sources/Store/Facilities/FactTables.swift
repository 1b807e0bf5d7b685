import Database
import Domain

/// The tables of dated facts that have readers and writers so far; the rest come with the pages that edit them.
enum Facts {
    static let attributes = FactTable<Facility.Attributes>(
        name: "facility_attributes",
        columns: [
            "name", "zip_code", "prefecture", "address", "phone", "latitude", "longitude", "local_gov_code",
            "city_name", "facility_code",
        ],
        searchColumns: ["name_key"],
        write: { known in
            [
                known.name, known.zipCode, known.prefecture.code, known.address, known.phone, known.latitude,
                known.longitude, known.localGovCode, known.cityName, known.facilityCode, SearchKey.fold(known.name),
            ].map(SQLValue.text)
        },
        read: { row in
            let code = try row.string("prefecture")
            guard let prefecture = Prefecture(code: code) else { throw DatabaseError.other("prefecture \(code)") }
            return Facility.Attributes(
                name: try row.string("name"), zipCode: try row.string("zip_code"), prefecture: prefecture,
                address: try row.string("address"), phone: try row.string("phone"),
                latitude: try row.string("latitude"), longitude: try row.string("longitude"),
                localGovCode: try row.string("local_gov_code"), cityName: try row.string("city_name"),
                facilityCode: try row.string("facility_code"))
        })

    static let kind = FactTable<FacilityKind>(
        name: "facility_kind", columns: ["kind"], write: { [.text($0.rawValue)] },
        read: { row in
            let word = try row.string("kind")
            guard let kind = FacilityKind(rawValue: word) else { throw DatabaseError.other("kind \(word)") }
            return kind
        })

    static let listing = FactTable<Bool>(
        name: "facility_listing", columns: ["listed"], write: { [.bool($0)] }, read: { try $0.bool("listed") })

    static let designation = FactTable<Designation>(
        name: "facility_designation", columns: ["consults", "tests", "own_patients_only", "hours", "publishable"],
        write: {
            [.bool($0.consults), .bool($0.tests), .bool($0.ownPatientsOnly), .text($0.hours), .bool($0.publishable)]
        },
        read: { row in
            Designation(
                consults: try row.bool("consults"), tests: try row.bool("tests"),
                ownPatientsOnly: try row.bool("own_patients_only"), hours: try row.string("hours"),
                publishable: try row.bool("publishable"))
        })

    static let life = FactTable<FacilityLife>(
        name: "facility_life", columns: ["state", "merged_into"],
        write: { life in
            guard case .merged(let other) = life else { return [.text(life.key), .null] }
            return [.text(life.key), .text(other.text)]
        },
        read: { row in
            let word = try row.string("state")
            let other = try row.optionalString("merged_into").flatMap { Facility.ID($0) }
            guard let life = FacilityLife(key: word, into: other) else { throw DatabaseError.other("life \(word)") }
            return life
        })

    static let reportingParty = FactTable<ReportingParty>(
        name: "facility_reporting_party", columns: ["association_id"],
        write: { party in
            guard case .association(let id) = party else { return [.null] }
            return [.text(id)]
        },
        read: { row in try row.optionalString("association_id").map { .association($0) } ?? .itself })

    static let practiceDays = FactTable<PracticeDays>(
        name: "facility_practice_days", columns: ["weekdays", "on_holidays"],
        write: { [.text($0.letters), .bool($0.onHolidays)] },
        read: { row in
            let letters = try row.string("weekdays")
            guard let days = PracticeDays(letters: letters, onHolidays: try row.bool("on_holidays")) else {
                throw DatabaseError.other("practice days \(letters)")
            }
            return days
        })

    static let directory = FactTable<DirectoryEntry>(
        name: "facility_directory", columns: ["kana", "health_centre", "health_centre_phone", "remarks"],
        write: { [.text($0.kana), .text($0.healthCentre), .text($0.healthCentrePhone), .text($0.remarks)] },
        read: { row in
            DirectoryEntry(
                kana: try row.string("kana"), healthCentre: try row.string("health_centre"),
                healthCentrePhone: try row.string("health_centre_phone"),
                remarks: try row.string("remarks"))
        })

    static let contract = FactTable<Bool>(
        name: "facility_contract", columns: ["contract"], write: { [.bool($0)] }, read: { try $0.bool("contract") })
}
