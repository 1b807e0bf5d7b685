import Database
import Domain

/// At which addresses an association has its members' figures confirmed; each may have one, none has to.
public struct ConfirmationAddressStore {
    let db: any Connection

    public func all(of association: String) throws -> [Facility.ID: String] {
        var addresses: [Facility.ID: String] = [:]
        for row in try db.query(
            "SELECT facility_id, mail FROM confirmation_address WHERE association_id = \(association)")
        {
            if let id = Facility.ID(try row.string("facility_id")) { addresses[id] = try row.string("mail") }
        }
        return addresses
    }

    /// Replaces what was told: an institution that is left out, or that is no member any more, has no address afterwards.
    ///
    /// - Returns: how many have changed.
    @discardableResult public func replace(
        _ addresses: [Facility.ID: String], of association: String, at now: Instant, by actor: String
    ) throws -> Int {
        let former = try all(of: association)
        let gone = former.keys.filter { addresses[$0] == nil }.sorted()
        let changed = addresses.filter { former[$0.key] != $0.value }.sorted { $0.key < $1.key }
        guard !gone.isEmpty || !changed.isEmpty else { return 0 }
        let replaced = (gone + changed.map(\.key)).map(\.text)
        try db.execute(
            """
            DELETE FROM confirmation_address WHERE association_id = \(association) AND facility_id IN (\(.list(replaced)))
            """)
        try db.insert(
            into: "confirmation_address",
            columns: ["association_id", "facility_id", "mail", "recorded_at", "recorded_by"],
            rows: changed.map { facility, mail in
                [.text(association), .text(facility.text), .text(mail), .text(now.text), .text(actor)]
            })
        try db.audit.record(
            AuditEntry(
                actor: actor, action: "confirmation.addresses", subject: "association:\(association)",
                detail: ["changed": String(changed.count), "removed": String(gone.count)]), at: now)
        return replaced.count
    }
}

extension Connection {
    public var confirmationAddresses: ConfirmationAddressStore { ConfirmationAddressStore(db: self) }
}
