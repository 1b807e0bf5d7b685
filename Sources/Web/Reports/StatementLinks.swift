import Domain

/// Receipts and statements to keep, and how they are checked.
extension Links {
    /// Where a span of days is chosen.
    public func statements(of facility: Facility.ID? = nil) -> Link {
        Link(base: base, below(facility, ["statements"]))
    }
    /// The signed file of a span: `pdf` or `json`.
    public func statementFile(_ kind: String, of facility: Facility.ID? = nil) -> Link {
        Link(base: base, below(facility, ["statements", "statement.\(kind)"]))
    }
    /// The signed file of one revision: `pdf` or `json`.
    public func receiptFile(
        _ kind: String, _ survey: String, _ day: Day, revision: Int, of facility: Facility.ID? = nil
    ) -> Link {
        let path = ["reports", survey, day.text, "revisions", String(revision), "receipt.\(kind)"]
        return Link(base: base, below(facility, path))
    }
    public var keys: Link { link("keys") }
    public var keysJSON: Link { link("keys.json") }
    /// The public page that checks; with a receipt it does so at once.
    public func verify(_ receipt: (number: String, contentHash: String)? = nil) -> Link {
        Link(
            base: base, ["verify"],
            query: receipt.map { [(VerifyField.receipt, $0.number), (VerifyField.hash, $0.contentHash)] } ?? [])
    }

    private func below(_ facility: Facility.ID?, _ segments: [String]) -> [String] {
        (facility.map { ["facilities", $0.text] } ?? []) + segments
    }
}

/// The names of the fields of that page.
enum VerifyField {
    static let receipt = "receipt"
    static let hash = "hash"
    static let file = "file"
}
