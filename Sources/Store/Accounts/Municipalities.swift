import Database
import Domain

/// The municipalities in which institutions lie, by the names the register has for them: an address tells which one it is in.
public struct Municipalities: Sendable {
    private var names: [String: String] = [:]
    /// The longer names first: 「山県郡北広島町」 before 「山県市」.
    private var codes: [Prefecture: [(name: String, code: String)]] = [:]

    init(_ db: any Connection) throws {
        let rows = try db.query(
            """
            SELECT DISTINCT prefecture, local_gov_code, city_name FROM facility_attributes
            WHERE local_gov_code <> '' AND city_name <> '' ORDER BY local_gov_code
            """)
        for row in rows {
            guard let prefecture = Prefecture(code: try row.string("prefecture")) else { continue }
            let (code, name) = (try row.string("local_gov_code"), try row.string("city_name"))
            names[code] = name
            codes[prefecture, default: []].append((name, code))
        }
        for prefecture in codes.keys { codes[prefecture]?.sort { $0.name.utf8.count > $1.name.utf8.count } }
    }

    /// The institution with code and name of its municipality as far as they can be told; what was given stays.
    public func placing(_ institution: NewInstitution) -> NewInstitution {
        var placed = institution
        let known = institution.attributes
        if known.localGovCode.isEmpty {
            guard let found = codes[known.prefecture]?.first(where: { known.address.hasPrefix($0.name) }) else {
                return institution
            }
            placed.attributes.localGovCode = found.code
            placed.attributes.cityName = found.name
        } else {
            placed.attributes.cityName = names[known.localGovCode] ?? Self.city(of: known.address)
        }
        return placed
    }

    /// Up to the first 市, 区, 町 or 村 after the first character.
    private static func city(of address: String) -> String {
        guard let end = address.dropFirst().firstIndex(where: { "市区町村".contains($0) }) else { return "" }
        return String(address[...end])
    }
}

extension AccountIssue {
    /// Goes through the register once.
    public func municipalities() throws -> Municipalities { try Municipalities(db) }
}
