import Foundation
import Synchronization

/// Threads that block on their engine, apart from Swift's own, which must never wait for a disk or a network.
final class Threads: Sendable {
    private struct State {
        var running = 0
        var watchers: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// Runs `body` on a new thread.
    func start(_ name: String, _ body: @escaping @Sendable () -> Void) {
        state.withLock { $0.running += 1 }
        let thread = Thread {
            body()
            self.ended()
        }
        thread.name = name
        thread.start()
    }

    /// Returns when every thread has ended.
    func allEnded() async {
        await withCheckedContinuation { watcher in
            let isOver = state.withLock { state in
                if state.running > 0 { state.watchers.append(watcher) }
                return state.running == 0
            }
            if isOver { watcher.resume() }
        }
    }

    private func ended() {
        let watchers = state.withLock { state in
            state.running -= 1
            guard state.running == 0 else { return [CheckedContinuation<Void, Never>]() }
            defer { state.watchers = [] }
            return state.watchers
        }
        for watcher in watchers { watcher.resume() }
    }
}
