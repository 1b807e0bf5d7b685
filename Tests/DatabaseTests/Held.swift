import Database
import Foundation

/// Holds a thread of a pool inside a closure until the test has put what it wants behind it.
final class Held: Sendable {
    private let entered: AsyncStream<Void>
    private let enter: AsyncStream<Void>.Continuation
    private let gate = DispatchSemaphore(value: 0)

    init() {
        (entered, enter) = AsyncStream.makeStream()
    }

    /// Called inside the closure. Holds for half a minute at most, so that a failing test ends.
    func hold() {
        enter.yield()
        _ = gate.wait(timeout: .now() + 30)
    }

    /// Returns when the closure is inside `hold`.
    func isHeld() async {
        for await _ in entered { return }
    }

    func letGo() {
        gate.signal()
    }
}

/// A write that is in the pool's line when this returns.
func started<T: Sendable>(
    _ pool: any ConnectionPool, _ work: @escaping @Sendable (any Connection) throws -> T
) -> Task<T, any Error> {
    Task.immediate { try await pool.write(work) }
}
