import Domain

/// What everybody may read of the product itself, and notices.
extension Links {
    public var personalData: Link { link("about", "personal-data") }
    public var terms: Link { link("about", "terms") }
    public var accessibility: Link { link("about", "accessibility") }
    /// Operation manuals.
    public var manuals: Link { link("manuals") }
    public func manual(_ key: String) -> Link { link("manuals", key) }
    public func manualPDF(_ key: String) -> Link { link("manuals", key, "manual.pdf") }
    public func manualPicture(_ key: String, _ name: String) -> Link { link("manuals", key, "pictures", name) }

    /// Notices that the visitor reads now (R21).
    public var notices: Link { link("notices") }
    public func notice(_ notice: String) -> Link { link("notices", notice) }
    /// Where the help desk writes one.
    ///
    /// - Parameter other: begins with the text of this one.
    public func noticeForm(after other: String? = nil) -> Link {
        Link(base: base, ["help-desk", "notices", "new"], query: other.map { [("after", $0)] } ?? [])
    }
    /// One of them as the help desk sees it.
    public func writtenNotice(_ notice: String) -> Link { link("help-desk", "notices", notice) }
    public func noticeEnd(_ notice: String) -> Link { link("help-desk", "notices", notice, "end") }
}
