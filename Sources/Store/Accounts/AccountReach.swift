import Database
import Domain

extension AccountStore {
    /// Accounts `a` that can be reached by mail, with their contact `c` and the facts `f` of their institution on a day.
    static func reachable(on day: Day) -> SQL {
        """
        FROM account a JOIN contact c ON c.account_id = a.account_id AND c.replaced_at IS NULL AND c.mail <> ''
        LEFT JOIN facility_attributes f ON f.facility_id = a.facility_id AND f.number = (
            SELECT max(g.number) FROM facility_attributes g WHERE g.facility_id = a.facility_id
                AND g.valid_from <= \(day.text) AND g.valid_until > \(day.text))
        """
    }
}
