import Database
import Domain

extension ConnectionPool {
    /// Erases whatever is due, a transaction at a time; what it takes that others erase meanwhile is theirs.
    ///
    /// - Returns: how many of each kind.
    public func erase(_ keeping: Keeping, at now: Instant) async throws -> [Keeping.Kind: Int] {
        var total: [Keeping.Kind: Int] = [:]
        while !Task.isCancelled {
            let some = try await write { try $0.erasing.apply(keeping, at: now) }
            if some.isEmpty { break }
            total.merge(some, uniquingKeysWith: +)
        }
        return total
    }
}
