import Domain

/// The help desk's pages, and the administrator's.
extension Links {
    /// Finding an institution or office.
    public var helpDesk: Link { link("help-desk") }
    /// One ID with everything about it, by the account's key.
    public func helpDesk(account: String) -> Link { link("help-desk", "accounts", account) }
    /// Issuing IDs.
    public var issue: Link { link("help-desk", "issue") }
    public var mails: Link { link("help-desk", "mails") }
    public func mail(_ mail: String) -> Link { link("help-desk", "mails", mail) }
    public var letters: Link { link("help-desk", "letters") }
    public func letters(_ batch: String) -> Link { link("help-desk", "letters", batch) }
    /// What somebody has to see to: mails that came back.
    public var workItems: Link { link("help-desk", "work-items") }
    /// Notices, to write and to end.
    public var writtenNotices: Link { link("help-desk", "notices") }
    /// Everybody's audit.
    public var audit: Link { link("audit") }
}
