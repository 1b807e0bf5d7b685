import NIOPosix

/// Work of more than a few milliseconds, off the event loops and the cooperative threads.
enum Offload {
    static func run<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await NIOThreadPool.singleton.runIfActive(work)
    }
}
