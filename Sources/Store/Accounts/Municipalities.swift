import Database
import Domain

/// The municipalities in which institutions lie, by the names the register has for them: an address tells which one it is in.
public struct Municipalities: Sendable {
    private var names: [String: String] = [:]
    /// The longer names first: 「山県郡北広島町」 before 「山県市」.
    private var codes: [Prefecture: [(name: String, code: String)]] = [:]

    /// - Parameter prefecture: only those of one.
    init(_ db: any Connection, in prefecture: Prefecture? = nil) throws {
        let only: SQL = prefecture.map { "AND prefecture = \($0.code)" } ?? ""
        let rows = try db.query(
            """
            SELECT DISTINCT prefecture, local_gov_code, city_name FROM facility_attributes
            WHERE local_gov_code <> '' AND city_name <> '' \(only) ORDER BY local_gov_code
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
            guard let found = place(of: known.address, in: known.prefecture) else { return institution }
            placed.attributes.localGovCode = found.code
            placed.attributes.cityName = found.name
        } else {
            placed.attributes.cityName = name(of: known.localGovCode, address: known.address)
        }
        return placed
    }

    /// In which municipality an address lies; nil where that cannot be told.
    func place(of address: String, in prefecture: Prefecture) -> (code: String, name: String)? {
        codes[prefecture]?.first { address.hasPrefix($0.name) }.map { ($0.code, $0.name) }
    }

    /// What a municipality is called, by its code, or else by an address in it.
    func name(of code: String, address: String) -> String { names[code] ?? Self.city(of: address) }

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
