extension Check.Likeness {
    /// Whether the values so far, oldest first, and today's look like this. Blanks are left out before.
    func looksLike(earlier: [Int], today: Int) -> Bool {
        switch self {
        case .runningTotal: Check.Likeness.isRunningTotal(earlier + [today])
        case .tenfold: Check.Likeness.isTenfold(earlier.suffix(28), today)
        }
    }

    /// A running total (R47): the values that end today without ever falling are at least five, rise at least four times and
    /// reach ten. Daily figures fall at every weekend; a total never does. A start in the middle is found, because only the
    /// stretch since the last fall counts; one or two patients a day are too few to tell.
    private static func isRunningTotal(_ values: [Int]) -> Bool {
        guard let today = values.last, today >= 10 else { return false }
        var rises = 0
        var length = 1
        for (later, sooner) in zip(values.reversed(), values.reversed().dropFirst()) {
            guard sooner <= later else { break }
            length += 1
            rises += sooner < later ? 1 : 0
        }
        return length >= 5 && rises >= 4
    }

    /// Ten times the usual, as when a digit is typed twice: at least ten times the median of the last values (up to 28, so four
    /// weeks of days), of which there must be five, and at least twenty, so that quiet houses are not asked about every patient.
    private static func isTenfold(_ earlier: some Collection<Int>, _ today: Int) -> Bool {
        guard earlier.count >= 5, today >= 20 else { return false }
        let sorted = earlier.sorted()
        let middle = sorted.count / 2
        let median =
            sorted.count.isMultiple(of: 2)
            ? (Double(sorted[middle - 1]) + Double(sorted[middle])) / 2 : Double(sorted[middle])
        return Double(today) >= 10 * median
    }
}
