import Domain

/// The own record, and what institutions ask their prefecture.
extension Links {
    /// Everything that is kept of the visitor's ID (R28).
    public var record: Link { link("record") }
    /// The person in charge and the phone number.
    public var ownContact: Link { link("record", "contact") }
    public var ownMail: Link { link("record", "mail") }
    public var ownMailResend: Link { link("record", "mail", "resend") }
    public var ownMailCancel: Link { link("record", "mail", "cancel") }
    public var practiceDays: Link { link("record", "practice-days") }
    public var colleagues: Link { link("record", "colleagues") }
    public var newColleague: Link { link("record", "colleagues", "new") }
    public func colleagueLink(_ colleague: String) -> Link { link("record", "colleagues", colleague, "link") }
    public func colleagueEnd(_ colleague: String) -> Link { link("record", "colleagues", colleague, "end") }
    /// Where the link of a mail is confirmed.
    public var confirmMail: Link { link("confirm-mail") }
    public var newRequest: Link { link("record", "requests", "new") }
    public var ownRequests: Link { link("record", "requests") }
    /// A code for the help desk.
    public var sharedView: Link { link("record", "shared-view") }
    public var sharedViewEnd: Link { link("record", "shared-view", "end") }
    /// What was done with the own ID.
    public var ownAudit: Link { link("record", "audit") }
    public func ownAudit(after place: String) -> Link {
        Link(base: base, ["record", "audit"], query: [("after", place)])
    }
    /// What institutions ask their prefecture to change.
    public var requests: Link { link("requests") }
    public func requests(after place: ChangeRequest.Place) -> Link {
        Link(base: base, ["requests"], query: [("after", place.text)])
    }
    public func request(_ request: String) -> Link { link("requests", request) }
    public func requestAnswer(_ request: String) -> Link { link("requests", request, "answer") }
    /// An institution's page as it sees it, for the help desk, while it is shared.
    public func sharedView(account: String, month: Month? = nil) -> Link {
        Link(
            base: base, ["help-desk", "accounts", account, "view"], query: month.map { [("month", $0.text)] } ?? [])
    }
    /// Everybody's audit, by what is asked.
    public func audit(_ query: [(name: String, value: String)]) -> Link { Link(base: base, ["audit"], query: query) }
}
