import Database
import Domain

/// By what the rows of a designation report find institutions of the register: ID, facility code, name and phone (R31).
struct RegisterKeys: Sendable {
    struct Entry: Sendable {
        let facility: Facility.ID
        let name: String
        let address: String
    }

    /// By key, wherever the institution lies.
    private var ids: [String: Facility.ID] = [:]
    private var codes: [String: [Entry]] = [:]
    private var names: [String: [Entry]] = [:]
    private var phones: [String: [Entry]] = [:]

    /// What is asked of the register for these rows; where all are found by ID, nothing but that.
    init(_ entries: [DesignationEntry], in prefecture: Prefecture, _ db: any Connection) throws {
        let keys = Array(Set(entries.compactMap(\.facility)))
        for start in stride(from: 0, to: keys.count, by: 500) {
            let some = Array(keys[start..<min(start + 500, keys.count)])
            let rows = try db.query(
                "SELECT facility_id, facility_key FROM facility WHERE facility_key IN (\(.list(some)))")
            for row in rows { ids[try row.string("facility_key")] = Facility.ID(try row.string("facility_id")) }
        }
        if entries.contains(where: { $0.facility == nil || $0.facilityCode != nil }) { try readAll(prefecture, db) }
    }

    /// The newest attributes of the prefecture's institutions.
    private mutating func readAll(_ prefecture: Prefecture, _ db: any Connection) throws {
        try db.each(
            """
            SELECT a.facility_id, a.name, a.name_key, a.address, a.phone, a.facility_code FROM facility_attributes a
            WHERE a.prefecture = \(prefecture.code)
                AND a.number = (SELECT max(n.number) FROM facility_attributes n WHERE n.facility_id = a.facility_id)
            ORDER BY a.facility_id
            """
        ) { row in
            guard let id = Facility.ID(try row.string("facility_id")) else { return }
            let entry = Entry(facility: id, name: try row.string("name"), address: try row.string("address"))
            let (code, phone) = (try row.string("facility_code"), Contact.key(ofPhone: try row.string("phone")))
            let name = try row.string("name_key")
            if !code.isEmpty { codes[code, default: []].append(entry) }
            names[name.isEmpty ? SearchKey.fold(entry.name) : name, default: []].append(entry)
            if !phone.isEmpty { phones[phone, default: []].append(entry) }
        }
    }

    /// Which institution a row means.
    enum Match: Sendable, Equatable {
        case known(Facility.ID)
        case candidates([DesignationRow.Candidate])
        /// An ID that nobody has.
        case unknownID
        case new
    }

    func match(_ entry: DesignationEntry) -> Match {
        if let key = entry.facility { return ids[key].map { .known($0) } ?? .unknownID }
        if let found = entry.facilityCode.flatMap({ codes[$0] }) {
            return found.count == 1
                ? .known(found[0].facility) : .candidates(found.map { Self.candidate($0, "医療機関コードが同じ") })
        }
        var found: [DesignationRow.Candidate] = []
        for entry in entry.name.flatMap({ names[SearchKey.fold($0)] }) ?? [] {
            found.append(Self.candidate(entry, "名前が同じ"))
        }
        let phone = Contact.key(ofPhone: entry.phone ?? "")
        for entry in phone.isEmpty ? [] : phones[phone] ?? [] {
            if let index = found.firstIndex(where: { $0.facility == entry.facility.text }) {
                found[index] = Self.candidate(entry, "名前と電話番号が同じ")
            } else {
                found.append(Self.candidate(entry, "電話番号が同じ"))
            }
        }
        return found.isEmpty ? .new : .candidates(Array(found.prefix(10)))
    }

    private static func candidate(_ entry: Entry, _ reason: String) -> DesignationRow.Candidate {
        DesignationRow.Candidate(
            facility: entry.facility.text, name: entry.name, address: entry.address, reason: reason)
    }

    /// Whether another institution bears a code.
    func isBorne(_ code: String, byOtherThan facility: Facility.ID) -> Bool {
        codes[code]?.contains { $0.facility != facility } ?? false
    }
}
