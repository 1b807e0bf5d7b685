import Domain

/// Designation reports, the register, associations: the pages of a prefecture's officers.
extension Links {
    // Designation reports (指定報告)
    public var designationReports: Link { link("designations") }
    /// The list to fill in, as a workbook or CSV.
    public func designationTemplate(_ format: String) -> Link { link("designations", "template.\(format)") }
    public func designationReport(_ report: String, query: [(name: String, value: String)] = []) -> Link {
        Link(base: base, ["designations", report], query: query)
    }
    /// The file as it was sent, with what is wrong in a column behind.
    public func designationFaults(_ report: String) -> Link { link("designations", report, "faults.xlsx") }
    public func designationRow(_ report: String, line: Int) -> Link {
        link("designations", report, "rows", String(line))
    }
    public func designationEnds(_ report: String) -> Link { link("designations", report, "ends") }
    public func designationApplying(_ report: String) -> Link { link("designations", report, "apply") }
    public func designationDiscarding(_ report: String) -> Link { link("designations", report, "discard") }
    public func designationTakingBack(_ report: String) -> Link { link("designations", report, "take-back") }
    /// The IDs that applying a report issued, to hand on.
    public func designationIssued(_ report: String) -> Link { link("designations", report, "issued.csv") }

    // The register of a prefecture
    public var register: Link { link("register") }
    public func register(_ query: [(name: String, value: String)]) -> Link {
        Link(base: base, ["register"], query: query)
    }
    /// The institutions that a query finds, as a file.
    public func registerFile(_ format: String, _ query: [(name: String, value: String)]) -> Link {
        Link(base: base, ["register", "list.\(format)"], query: query)
    }
    /// Everything the prefecture knows and decides of one institution.
    public func registerEntry(_ facility: Facility.ID) -> Link { link("register", facility.text) }
    /// The same page after a step was written down, which it says.
    func registerEntry(_ facility: Facility.ID, done step: FacilityStep.Name) -> Link {
        Link(base: base, ["register", facility.text], query: [("done", step.rawValue)])
    }
    /// Designation, contract, reporting party: an entry of a designation report, written by hand.
    ///
    /// - Parameter request: the change request that it answers.
    public func designationEntry(_ facility: Facility.ID, request: String? = nil) -> Link {
        Link(
            base: base, ["register", facility.text, "designation"], query: request.map { [("request", $0)] } ?? [])
    }
    /// An entry for an institution that is not in the register.
    public var newDesignationEntry: Link { link("register", "new") }
    /// Rest, closure, move, merger, name, code, kind.
    ///
    /// - Parameter request: the change request that it answers.
    public func facilityLife(_ facility: Facility.ID, _ step: String, request: String? = nil) -> Link {
        Link(
            base: base, ["register", facility.text, "life", step], query: request.map { [("request", $0)] } ?? [])
    }
    public var registerSettings: Link { link("register", "settings") }

    // Associations
    public var associations: Link { link("associations") }
    public var newAssociation: Link { link("associations", "new") }
    public func association(_ association: String) -> Link { link("associations", association) }
    /// The same page after something was done, which it says.
    func association(_ association: String, done: String) -> Link {
        Link(base: base, ["associations", association], query: [("done", done)])
    }
    public func associationForm(_ association: String) -> Link { link("associations", association, "edit") }
    public func associationEnd(_ association: String) -> Link { link("associations", association, "end") }
    public func associationNotification(_ association: String) -> Link {
        link("associations", association, "notification")
    }
}
