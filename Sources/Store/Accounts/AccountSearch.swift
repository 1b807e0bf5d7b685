import Database
import Domain

/// Finds institutions and offices by any part of ID, facility code, name, phone or mail (R15).
public struct AccountSearch {
    let db: any Connection

    /// One hit.
    public struct Found: Sendable {
        /// By key; nil where no ID was issued.
        public let account: String?
        public let loginId: String
        /// nil for an office.
        public let facility: Facility.ID?
        /// 医療機関, 都道府県, …
        public let role: Role
        /// As on the day.
        public let name: String
        public let prefecture: Prefecture?
        public let kind: FacilityKind?
        /// nil where no ID was issued.
        public let life: AccountLife?
    }

    /// Never more than so many.
    public static let most = 50

    /// - Returns: the best first, and whether there are more.
    public func find(_ typed: String, on day: Day) throws -> (found: [Found], hasMore: Bool) {
        let key = SearchKey.fold(typed)
        guard !key.isEmpty else { return ([], false) }
        let rows = try db.query(statement(key, digits: SearchKey.digits(typed), day: day.text))
        return (try rows.prefix(Self.most).map(Self.found), rows.count > Self.most)
    }

    /// Anything that holds the text, its own signs of `LIKE` taken as they are.
    private static func pattern(_ text: String) -> String {
        "%" + text.replacing(#"\"#, with: #"\\"#).replacing("%", with: #"\%"#).replacing("_", with: #"\_"#) + "%"
    }

    private func statement(_ key: String, digits: String?, day: String) -> SQL {
        #"""
        SELECT hit.*, (SELECT k.kind FROM facility_kind k WHERE k.facility_id = hit.known_id
            ORDER BY CASE WHEN k.valid_from <= \#(day) AND k.valid_until > \#(day) THEN 0 ELSE 1 END, k.number DESC
            LIMIT 1) AS kind
        FROM (\#(institutions(key, digits, day)) UNION ALL \#(offices(key, digits))
            ORDER BY nearness, login, known_id LIMIT \#(Self.most + 1)) hit
        ORDER BY hit.nearness, hit.login, hit.known_id
        """#
    }

    /// By what is known of them on the day; of those that begin later or ended, by what was told last.
    private func institutions(_ key: String, _ digits: String?, _ day: String) -> SQL {
        let (text, login) = (Self.pattern(key), Self.pattern(key.uppercased()))
        let byNumber: SQL =
            digits.map(Self.pattern).map { "OR f.facility_code LIKE \($0) OR replace(f.phone, '-', '') LIKE \($0)" }
            ?? ""
        return #"""
            SELECT f.facility_id AS known_id, f.name AS shown, f.prefecture AS place, f.facility_id AS login,
                CASE WHEN f.name_key = \#(key) OR f.facility_id = \#(key.uppercased()) THEN 0 ELSE 1 END AS nearness,
                \#(AccountStore.columns), \#(AccountLifeStore.columns)
            FROM facility_attributes f LEFT JOIN account a ON a.facility_id = f.facility_id
            WHERE (CASE WHEN f.name_key = '' THEN lower(f.name) ELSE f.name_key END LIKE \#(text) ESCAPE '\'
                    \#(byNumber)
                    OR f.facility_id IN (SELECT i.facility_id FROM facility i
                        WHERE i.facility_key LIKE \#(login) ESCAPE '\')
                    OR f.facility_id IN (SELECT o.facility_id FROM account o
                        WHERE o.facility_id IS NOT NULL AND (o.login_key LIKE \#(login) ESCAPE '\'
                            OR o.account_id IN (\#(reached(text, digits))))))
                AND f.number = COALESCE(
                    (SELECT max(n.number) FROM facility_attributes n WHERE n.facility_id = f.facility_id
                        AND n.valid_from <= \#(day) AND n.valid_until > \#(day)),
                    (SELECT max(n.number) FROM facility_attributes n WHERE n.facility_id = f.facility_id))
            """#
    }

    /// Prefectures, associations, the ministry, help desks; the administrator is nobody's to look after.
    private func offices(_ key: String, _ digits: String?) -> SQL {
        let (text, login) = (Self.pattern(key), Self.pattern(key.uppercased()))
        return #"""
            SELECT CAST(NULL AS TEXT) AS known_id, a.name AS shown, COALESCE(a.prefecture, s.prefecture) AS place,
                a.login_id AS login, CASE WHEN a.login_key = \#(key.uppercased()) THEN 0 ELSE 1 END AS nearness,
                \#(AccountStore.columns), \#(AccountLifeStore.columns)
            FROM account a LEFT JOIN association s ON s.association_id = a.association_id
            WHERE a.role NOT IN ('facility', 'administrator')
                AND (a.login_key LIKE \#(login) ESCAPE '\'
                    OR lower(replace(replace(a.name, ' ', ''), '　', '')) LIKE \#(text) ESCAPE '\'
                    OR a.account_id IN (\#(reached(text, digits))))
            """#
    }

    /// Whose contact in force has the mail or the phone.
    private func reached(_ text: String, _ digits: String?) -> SQL {
        let byPhone: SQL = digits.map(Self.pattern).map { "OR c.phone_key LIKE \($0)" } ?? ""
        return #"""
            SELECT c.account_id FROM contact c
            WHERE c.replaced_at IS NULL AND (c.mail_key LIKE \#(text) ESCAPE '\' \#(byPhone))
            """#
    }

    private static func found(_ row: Row) throws -> Found {
        let account = try row.optionalString("account_id")
        let facility = try row.optionalString("known_id").flatMap { Facility.ID($0) }
        let role: Role
        if account != nil {
            role = try AccountStore.role(row)
        } else if let facility {
            role = .facility(facility)
        } else {
            throw DatabaseError.other("a hit that is nobody")
        }
        return Found(
            account: account, loginId: try row.optionalString("login_id") ?? facility?.text ?? "", facility: facility,
            role: role, name: try row.string("shown"),
            prefecture: try row.optionalString("place").flatMap { Prefecture(code: $0) },
            kind: try row.optionalString("kind").flatMap(FacilityKind.init(rawValue:)),
            life: account == nil ? nil : try AccountLifeStore.life(row))
    }
}

extension Connection {
    public var accountSearch: AccountSearch { AccountSearch(db: self) }
}
