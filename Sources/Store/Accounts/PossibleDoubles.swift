import Database
import Domain

/// Institutions that may be the same as one for which an ID is to be issued (R4): by facility code, by name within the
/// prefecture, by phone.
public struct PossibleDouble: Sendable, Equatable {
    public enum Reason: String, Sendable, CaseIterable {
        case facilityCode, name, phone

        /// As pages name it.
        public var label: String {
            switch self {
            case .facilityCode: "医療機関コードが同じ"
            case .name: "名前が同じ"
            case .phone: "電話番号が同じ"
            }
        }
    }

    public let facility: Facility.ID
    public let name: String
    public let reason: Reason
}

/// What two institutions are compared by.
struct DoubleKeys {
    let keys: [(reason: PossibleDouble.Reason, key: String)]

    init(_ known: Facility.Attributes) {
        var keys: [(PossibleDouble.Reason, String)] = []
        if !known.facilityCode.isEmpty { keys.append((.facilityCode, "c" + known.facilityCode)) }
        keys.append((.name, "n\(known.prefecture.code)" + SearchKey.fold(known.name)))
        let phone = Contact.key(ofPhone: known.phone)
        if !phone.isEmpty { keys.append((.phone, "p" + phone)) }
        self.keys = keys
    }
}

extension AccountIssue {
    /// Institutions of the register that may be the same, each once, by the first reason.
    public func possibleDoubles(of institution: NewInstitution) throws -> [PossibleDouble] {
        let wanted = institution.attributes
        let phone = Contact.key(ofPhone: wanted.phone)
        let rows = try db.query(
            """
            SELECT a.facility_id, a.name, a.prefecture, a.facility_code, a.phone FROM facility_attributes a
            WHERE ((a.facility_code = \(wanted.facilityCode) AND a.facility_code <> '')
                    OR (a.prefecture = \(wanted.prefecture.code)
                        AND (a.name_key = \(SearchKey.fold(wanted.name)) OR a.name = \(wanted.name)))
                    OR (replace(a.phone, '-', '') = \(phone) AND a.phone <> ''))
                AND a.number = (SELECT max(n.number) FROM facility_attributes n WHERE n.facility_id = a.facility_id)
            ORDER BY a.facility_id LIMIT 20
            """)
        return try rows.compactMap { row in
            guard let id = Facility.ID(try row.string("facility_id")) else { return nil }
            let reason: PossibleDouble.Reason =
                try row.string("facility_code") == wanted.facilityCode && !wanted.facilityCode.isEmpty
                ? .facilityCode
                : SearchKey.fold(try row.string("name")) == SearchKey.fold(wanted.name)
                    && row.string("prefecture") == wanted.prefecture.code ? .name : .phone
            return PossibleDouble(facility: id, name: try row.string("name"), reason: reason)
        }
    }

    /// The register by what institutions are compared by; the whole of it, once for a long list.
    func registerKeys() throws -> [String: String] {
        var known: [String: String] = [:]
        try db.each(
            """
            SELECT a.facility_id, a.name, a.prefecture, a.facility_code, a.phone FROM facility_attributes a
            WHERE a.number = (SELECT max(n.number) FROM facility_attributes n WHERE n.facility_id = a.facility_id)
            """
        ) { row in
            guard let prefecture = Prefecture(code: try row.string("prefecture")) else { return }
            let attributes = Facility.Attributes(
                name: try row.string("name"), zipCode: "", prefecture: prefecture, address: "",
                phone: try row.string("phone"), latitude: "", longitude: "", localGovCode: "", cityName: "",
                facilityCode: try row.string("facility_code"))
            let id = try row.string("facility_id")
            for (_, key) in DoubleKeys(attributes).keys where known[key] == nil { known[key] = id }
        }
        return known
    }
}
