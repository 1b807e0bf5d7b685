import Domain

extension Day {
    /// A day that stands in a test's own text.
    static func written(_ text: String) -> Day {
        guard let day = Day(text) else { preconditionFailure("\(text) is no day") }
        return day
    }
}
