/// The passwords that people choose most, which are therefore guessed first (R3).
public struct CommonPasswords: Sendable {
    private let lowercased: Set<String>

    /// - Parameter list: one a line.
    public init(_ list: String) {
        lowercased = Set(list.split(whereSeparator: \.isNewline).map { $0.lowercased() })
    }

    /// How many there are, not counting those that differ only in case.
    public var count: Int { lowercased.count }

    /// Whether it is one of them, whatever its case.
    public func contains(_ password: String) -> Bool { lowercased.contains(password.lowercased()) }
}
