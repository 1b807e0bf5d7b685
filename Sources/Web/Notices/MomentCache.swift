import Database
import Domain

/// What is the same for everybody and changes with time, read once every few seconds, so that pages cost no query of their own.
/// The reading takes in what begins or ends in these seconds; who asks picks out what holds at his instant.
actor MomentCache<Value: Sendable> {
    /// What others wrote may stay unknown here so long, in seconds.
    static var seconds: Int { 5 }

    private struct Kept {
        /// By the product's clock and by the true one: a demonstration's jumps.
        let span: ClosedRange<Instant>
        let readAt: Instant
        let value: Task<Value, any Error>
    }

    private let read: @Sendable (any Connection, ClosedRange<Instant>) throws -> Value
    private var kept: Kept?

    /// - Parameter read: what holds at some moment of a span of the product's clock.
    init(_ read: @escaping @Sendable (any Connection, ClosedRange<Instant>) throws -> Value) { self.read = read }

    /// Whoever asks while it is being read waits for the same reading.
    func value(at now: Instant, arrived: Instant, _ pool: any ConnectionPool) async throws -> Value {
        if let kept, kept.span.contains(now),
            (kept.readAt...kept.readAt.adding(seconds: Self.seconds)).contains(arrived)
        {
            return try await kept.value.value
        }
        let span = now...now.adding(seconds: Self.seconds)
        let reading = Task { [read] in try await pool.read { try read($0, span) } }
        kept = Kept(span: span, readAt: arrived, value: reading)
        do {
            return try await reading.value
        } catch {
            kept = nil
            throw error
        }
    }

    /// It was changed here.
    func forget() { kept = nil }
}
