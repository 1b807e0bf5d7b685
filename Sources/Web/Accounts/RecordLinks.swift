import Domain

/// The own record, and what institutions ask their prefecture.
extension Links {
    /// Everything that is kept of the visitor's ID (R28).
    public var record: Link { link("record") }
    /// What institutions ask their prefecture to change.
    public var requests: Link { link("requests") }
}
