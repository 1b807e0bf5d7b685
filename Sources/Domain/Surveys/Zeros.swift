/// "0 for all": where an institution opened and nobody came, one tap fills what was left blank (R27).
extension Form {
    /// Whether it is offered: a daily survey counts what happened on the day.
    public var offersZeros: Bool { period == .day && items.contains(where: \.isEvent) }

    /// What one tap puts where nothing was typed, by item: 0 where persons and specimens are counted; what describes the
    /// institution and not the day's patients (hours, rooms) as it was answered last.
    ///
    /// - Parameter earlier: reports before it in this form's item order, the newest first.
    public func zeros(in sections: [Section], earlier: [Answers]) -> [String: String] {
        guard offersZeros else { return [:] }
        var filling: [String: String] = [:]
        for item in sections.flatMap(\.items) {
            if item.isEvent {
                filling[item.code] = "0"
            } else if item.isNumber,
                let last = earlier.lazy.compactMap({ $0[item.code, in: self] }).first(where: {
                    $0 != .count(0) && $0 != .decimal(0)
                })
            {
                filling[item.code] = item.write(last)
            }
        }
        return filling
    }
}

extension Item {
    /// Counts what happened: persons, specimens, results.
    fileprivate var isEvent: Bool { if case .count = kind { adds == .sum } else { false } }
}
