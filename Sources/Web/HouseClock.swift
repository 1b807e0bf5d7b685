import Domain
import Synchronization

/// The product's clock. Everywhere but in the demonstration it is the true one; there it can be set ahead or behind, so that a
/// deadline can be tried. Sessions and throttling go by the true one.
public final class HouseClock: Sendable {
    /// The true time.
    public let truth: @Sendable () -> Instant
    private let difference: Mutex<Int>

    /// - Parameter ahead: by how many milliseconds it is ahead of the true one.
    public init(ahead: Int = 0, _ truth: @escaping @Sendable () -> Instant) {
        self.truth = truth
        difference = Mutex(ahead)
    }

    public var now: Instant { at(truth()) }

    /// What it shows at a true instant.
    public func at(_ instant: Instant) -> Instant {
        Instant(milliseconds: instant.milliseconds + ahead)
    }

    /// It goes otherwise than the true one.
    var isSet: Bool { ahead != 0 }

    /// In milliseconds.
    var ahead: Int { difference.withLock { $0 } }

    func set(ahead milliseconds: Int) { difference.withLock { $0 = milliseconds } }
}
