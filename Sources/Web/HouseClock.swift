import Domain
import Synchronization

/// The product's clock. Everywhere but in the demonstration it is the true one; there it can be set ahead or behind, so that a
/// deadline can be tried. Sessions and throttling go by the true one.
public final class HouseClock: Sendable {
    /// The true time.
    public let truth: @Sendable () -> Instant
    private let ahead: Mutex<Int>

    /// - Parameter ahead: by how many milliseconds it is ahead of the true one.
    public init(ahead: Int = 0, _ truth: @escaping @Sendable () -> Instant) {
        self.truth = truth
        self.ahead = Mutex(ahead)
    }

    public var now: Instant { at(truth()) }

    /// What it shows at a true instant.
    func at(_ instant: Instant) -> Instant {
        ahead.withLock { Instant(milliseconds: instant.milliseconds + $0) }
    }

    /// It goes otherwise than the true one.
    var isSet: Bool { ahead.withLock { $0 != 0 } }

    func set(ahead milliseconds: Int) { ahead.withLock { $0 = milliseconds } }
}
