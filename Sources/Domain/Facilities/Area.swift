/// What sums are kept for.
public enum Area: Sendable, Hashable {
    case nation
    case prefecture(Prefecture)
    /// By its 全国地方公共団体コード.
    case municipality(String)

    /// Whether its sums include a place.
    public func contains(_ place: Facility.Place) -> Bool {
        switch self {
        case .nation: true
        case .prefecture(let prefecture): place.prefecture == prefecture
        case .municipality(let code): place.municipality == code
        }
    }

    /// As stored and in URLs: `nation`, `prefecture-13`, `municipality-131016`.
    public var key: String {
        switch self {
        case .nation: "nation"
        case .prefecture(let prefecture): "prefecture-\(prefecture.code)"
        case .municipality(let code): "municipality-\(code)"
        }
    }

    public init?(key: String) {
        let parts = key.split(separator: "-", maxSplits: 1).map(String.init)
        switch (parts.first, parts.count) {
        case ("nation", 1): self = .nation
        case ("prefecture", 2):
            guard let prefecture = Prefecture(code: parts[1]) else { return nil }
            self = .prefecture(prefecture)
        case ("municipality", 2):
            guard parts[1].utf8.count == 6, parts[1].utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
            self = .municipality(parts[1])
        default: return nil
        }
    }
}
