import Domain
import Foundation
import Sodium
import Synchronization

/// Argon2id on threads of its own, so that a rush of sign-ins never stops reports (design §6). As many hashes run at once as there
/// are threads; a bounded line waits in front.
public final class PasswordHashing: Sendable {
    private let queue = OperationQueue()
    private let waiting = Mutex(0)
    private let mostWaiting: Int

    /// Hashed for unknown IDs, so that they cost the same.
    private let decoy: String

    /// - Parameters:
    ///   - threads: hashes at once, each about 19 MiB and 19 ms.
    ///   - mostWaiting: beyond it callers get `Problem.busy`.
    public init(threads: Int = 2, mostWaiting: Int = 400) throws {
        try Sodium.start()
        queue.maxConcurrentOperationCount = threads
        self.mostWaiting = mostWaiting
        decoy = try Argon2id.hash("decoy")
    }

    public func hash(_ password: String) async throws -> String {
        try await run { try Argon2id.hash(password) }
    }

    /// Whether the password belongs to the hash; without a hash it costs the same and is always false.
    public func verify(_ password: String, against hash: String?) async throws -> Bool {
        let stored = hash ?? decoy
        let matches = try await run { Argon2id.verify(password, against: stored) }
        return matches && hash != nil
    }

    private func run<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        let admitted = waiting.withLock { count in
            guard count < mostWaiting else { return false }
            count += 1
            return true
        }
        guard admitted else { throw Problem.busy }
        defer { waiting.withLock { $0 -= 1 } }
        return try await withCheckedThrowingContinuation { done in
            queue.addOperation { done.resume(with: Result(catching: work)) }
        }
    }
}
