import Foundation
import Synchronization

/// A bar on standard error: redrawn in place on a terminal, a line every tenth elsewhere.
final class ProgressBar: Sendable {
    private struct State {
        var shown = -1
        var isOpen = false
    }

    private let state = Mutex(State())
    private let isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1

    /// - Parameter fraction: 0 to 1.
    func show(_ what: String, _ fraction: Double) {
        let percent = Int((min(max(fraction, 0), 1) * 100).rounded(.down))
        state.withLock { state in
            let step = isTerminal ? percent : percent / 10 * 10
            guard step > state.shown else { return }
            state.shown = step
            state.isOpen = isTerminal
            let filled = percent / 4
            let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 25 - filled)
            write(isTerminal ? "\r\(bar) \(percent)% \(what)   " : "\(step)% \(what)\n")
        }
    }

    func end() {
        state.withLock { state in
            if state.isOpen { write("\n") }
            state.isOpen = false
        }
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
