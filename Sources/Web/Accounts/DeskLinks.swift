import Domain

/// The help desk's console and the issuing of IDs.
extension Links {
    func helpDesk(query: String) -> Link { Link(base: base, ["help-desk"], query: [("q", query)]) }
    /// The same page after something was done, which it says.
    func helpDesk(account: String, done: String) -> Link {
        Link(base: base, ["help-desk", "accounts", account], query: [("done", done)])
    }
    func helpDesk(account: String, records: RecordFilter) -> Link {
        Link(base: base, ["help-desk", "accounts", account], query: records.query)
    }
    func helpDesk(facility: Facility.ID) -> Link { link("help-desk", "facilities", facility.text) }
    func issue(to facility: Facility.ID) -> Link { link("help-desk", "facilities", facility.text, "account") }
    func procedures(_ account: String) -> Link { link("help-desk", "accounts", account, "procedures") }
    func correction(_ account: String) -> Link { link("help-desk", "accounts", account, "contact") }
    func rest(_ account: String) -> Link { link("help-desk", "accounts", account, "rest") }
    func restEnd(_ account: String) -> Link { link("help-desk", "accounts", account, "rest", "end") }
    func calls(_ account: String) -> Link { link("help-desk", "accounts", account, "calls") }
    var lists: Link { link("help-desk", "lists") }
    var blankList: Link { link("help-desk", "lists", "blank.csv") }
    func issueRun(_ run: String) -> Link { link("help-desk", "issue", run) }
    func issuedList(_ run: String) -> Link { link("help-desk", "issue", run, "issued.csv") }
    func issueRunStart(_ run: String) -> Link { link("help-desk", "issue", run, "start") }
    func issueRunRelease(_ run: String) -> Link { link("help-desk", "issue", run, "release") }
}
