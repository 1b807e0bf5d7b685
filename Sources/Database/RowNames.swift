/// The column names that all rows of one answer share.
final class RowNames: Sendable {
    let names: [String]
    private let places: [String: Int]?

    /// Up to so many names a scan is quicker than hashing the one looked for.
    private static let scanned = 12

    init(_ names: [String]) {
        self.names = names
        places =
            names.count > Self.scanned
            ? Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first }) : nil
    }

    func index(of name: String) -> Int? {
        places.map { $0[name] } ?? names.firstIndex(of: name)
    }
}
