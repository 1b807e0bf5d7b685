import Foundation

/// A bounded first-in, first-out line of work that threads take from.
///
/// `@unchecked Sendable`: every stored property is read and written only while `condition` is held.
final class WorkLine<Work: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private let mostWaiting: Int
    private var waiting: [Work] = []
    /// How many of `waiting` are taken already; they are dropped when they are half of it.
    private var taken = 0
    private var isClosed = false

    init(mostWaiting: Int) {
        self.mostWaiting = mostWaiting
    }

    /// - Throws: `.busy` when the line is full, `.closed` after `close()`.
    func put(_ work: Work) throws(DatabaseError) {
        condition.lock()
        defer { condition.unlock() }
        if isClosed { throw .closed }
        guard waiting.count - taken < mostWaiting else { throw .busy(waiting: waiting.count - taken) }
        waiting.append(work)
        condition.signal()
    }

    /// Waits for work and takes up to `most` of it, in order, as long as `joins` lets one follow the first; empty once
    /// the line is closed and drained.
    func take(most: Int = 1, joins: (Work) -> Bool = { _ in true }) -> [Work] {
        condition.lock()
        defer { condition.unlock() }
        while taken == waiting.count {
            if isClosed { return [] }
            condition.wait()
        }
        var end = taken + 1
        if joins(waiting[taken]) {
            while end < waiting.count, end - taken < most, joins(waiting[end]) { end += 1 }
        }
        let work = Array(waiting[taken..<end])
        taken = end
        if taken * 2 >= waiting.count {
            waiting.removeFirst(taken)
            taken = 0
        }
        return work
    }

    /// Lets nothing more in; what is waiting is still taken.
    func close() {
        condition.lock()
        isClosed = true
        condition.broadcast()
        condition.unlock()
    }
}
