import Domain

/// Planned maintenance, at the help desk.
extension Links {
    public var maintenance: Link { link("help-desk", "maintenance") }
    public var maintenanceForm: Link { link("help-desk", "maintenance", "new") }
    /// One window with its history.
    public func maintenance(_ window: String) -> Link { link("help-desk", "maintenance", window) }
    public func maintenanceChange(_ window: String) -> Link { link("help-desk", "maintenance", window, "edit") }
    /// Where a running one is ended, and one that is coming called off.
    public func maintenanceEnd(_ window: String) -> Link { link("help-desk", "maintenance", window, "end") }
}
