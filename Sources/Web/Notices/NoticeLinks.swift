import Domain

/// What everybody may read of the product itself.
extension Links {
    public var personalData: Link { link("about", "personal-data") }
    public var terms: Link { link("about", "terms") }
    public var accessibility: Link { link("about", "accessibility") }
    /// Operation manuals.
    public var manuals: Link { link("manuals") }
}
