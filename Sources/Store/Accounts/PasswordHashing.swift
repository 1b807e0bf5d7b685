import Domain
import Foundation
import Sodium
import Synchronization

/// Argon2id on threads of its own, which give way to everything else, so that a rush of sign-ins never stops reports (design §6).
/// As many hashes run at once as there are threads; a bounded line waits in front.
public final class PasswordHashing: Sendable {
    private let line: HashingLine
    private let done = Mutex(0)

    /// Hashed for unknown IDs, so that they cost the same.
    private let decoy: String

    /// One core is left to the reports where there is more than one.
    public static let defaultThreads = max(1, ProcessInfo.processInfo.activeProcessorCount - 1)

    /// - Parameters:
    ///   - threads: hashes at once, each about 19 MiB and 19 ms.
    ///   - mostWaiting: beyond it callers get `Problem.busy`.
    public init(threads: Int = PasswordHashing.defaultThreads, mostWaiting: Int = 400) throws {
        try Sodium.start()
        decoy = try Argon2id.hash("decoy")
        line = HashingLine(mostWaiting: mostWaiting)
        for number in 1...max(1, threads) { line.serve(named: "hash-\(number)") }
    }

    deinit { line.close() }

    /// How many hashes were computed so far, for whoever watches the load.
    public var count: Int { done.withLock { $0 } }

    /// Whether a hash was made with other parameters than those of today.
    public func isOutdated(_ hash: String) -> Bool { Argon2id.isOutdated(hash) }

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
        let result = try await withCheckedThrowingContinuation { finished in
            let isIn = line.put { finished.resume(with: Result(catching: work)) }
            if !isIn { finished.resume(throwing: Problem.busy) }
        }
        done.withLock { $0 += 1 }
        return result
    }
}

/// Work that threads of low priority take in order.
///
/// `@unchecked Sendable`: every stored property is read and written only while `condition` is held.
private final class HashingLine: @unchecked Sendable {
    private let condition = NSCondition()
    private let mostWaiting: Int
    private var waiting: [@Sendable () -> Void] = []
    private var isClosed = false

    /// Added to the thread's nice value: of a busy processor it gets about a tenth, of an idle one everything.
    private static let nice: Int32 = 10

    init(mostWaiting: Int) { self.mostWaiting = mostWaiting }

    /// False when the line is full: then the work is not done.
    func put(_ work: @escaping @Sendable () -> Void) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        guard !isClosed, waiting.count < mostWaiting else { return false }
        waiting.append(work)
        condition.signal()
        return true
    }

    /// What is waiting is still done; then the threads end.
    func close() {
        condition.lock()
        isClosed = true
        condition.broadcast()
        condition.unlock()
    }

    func serve(named name: String) {
        let thread = Thread { [self] in
            // On Linux the priority is the calling thread's own; where it cannot be lowered hashes run like anything else.
            _ = setpriority(.init(PRIO_PROCESS.rawValue), 0, Self.nice)
            while let work = take() {
                let begin = ContinuousClock.now
                work()
                // In a rush reports get their turn: half of the time is theirs.
                if isRush { Thread.sleep(forTimeInterval: begin.duration(to: .now) / .seconds(1)) }
            }
        }
        thread.name = name
        thread.start()
    }

    private var isRush: Bool { condition.withLock { !waiting.isEmpty && !isClosed } }

    private func take() -> (@Sendable () -> Void)? {
        condition.lock()
        defer { condition.unlock() }
        while waiting.isEmpty {
            if isClosed { return nil }
            condition.wait()
        }
        return waiting.removeFirst()
    }
}
