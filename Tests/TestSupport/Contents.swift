import Database

/// Everything that stands in the product's tables, to be compared with what stands in them later.
public struct Contents: Equatable, Sendable {
    public let tables: [String: [[SQLValue]]]

    public static let names = [
        "account", "act", "api_key", "association", "audit", "change_request", "closed_mark", "colleague",
        "confirmation",
        "confirmation_address", "confirmation_code", "contact", "delivery_report",
        "demonstration_clock", "designation_report", "designation_row", "facility", "facility_attributes",
        "facility_contract", "facility_designation", "facility_directory",
        "facility_kind", "facility_life", "facility_listing", "facility_practice_days",
        "facility_reporting_party", "form", "holiday", "identity_check", "issue_row", "issue_run", "kept_form",
        "known_device",
        "letter", "letter_batch", "login_serial", "mail", "mail_fault", "maintenance_window", "member_file",
        "note_memory", "notice", "one_time_code",
        "open_data_import",
        "prefecture_setting",
        "recovery_code", "register_version", "reminder_run", "reminder_setting", "reminder_stop", "reminder_told",
        "report", "revision", "revision_note", "second_factor", "session", "shared_view", "sign_in_attempt",
        "signing_key", "tally", "turnout", "work_item",
    ]

    public init(_ pool: any ConnectionPool) async throws {
        tables = try await pool.read { db in
            var tables: [String: [[SQLValue]]] = [:]
            for name in Self.names {
                tables[name] = try db.query("SELECT * FROM \(try SQL.identifier(name))")
                    .map { row in try row.columns.map { try row.value($0) } }
                    .sorted { "\($0)" < "\($1)" }
            }
            return tables
        }
    }

    public func rows(_ table: String) -> Int { tables[table]?.count ?? 0 }

    /// The tables whose rows differ.
    public func tables(changedSince before: Contents) -> [String] {
        Self.names.filter { tables[$0] != before.tables[$0] }
    }
}
