/// One of the named people under an ID, with an own mail address and password (R28). The ID belongs to the institution or office;
/// what they do is told apart by their key.
public struct Colleague: Sendable, Hashable {
    /// Opaque; stands in audit entries and revisions.
    public let id: String
    /// Blank once it was erased.
    public let name: String

    public init(id: String, name: String) {
        self.id = id
        self.name = name
    }
}
