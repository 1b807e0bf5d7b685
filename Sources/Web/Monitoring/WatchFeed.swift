import Database
import Domain
import Logging
import Store

/// Tells open pages that something changed in what they show, on whichever node it was stored (R60: within two seconds).
///
/// It asks the counters that every commit moves anyway, twice a second: in one read a row by key for each area that is watched,
/// however many watch it, and nothing while nobody does (decision 0011).
public actor WatchFeed {
    /// What a page shows.
    struct Topic: Hashable, Sendable {
        let survey: String
        let period: Day
        let area: Area
    }

    enum Signal: Sendable {
        case changed
        /// Nothing changed for a while: the reader may see whether it is still wanted.
        case quiet
    }

    /// What of a topic moves with every change: revisions of its reports, the register, and where the clock can be set, the clock.
    private struct Mark: Equatable {
        let revisions: Int
        let register: Int
        let ahead: Int
    }

    private struct Watcher {
        let signals: AsyncStream<Signal>.Continuation
        /// Who watches: nobody takes all places.
        let owner: String
        var rounds = 0
    }

    /// Between two questions.
    static let interval: Duration = .milliseconds(500)
    /// After so many rounds without a change.
    private static let quietRounds = 30
    private static let mostWatchers = 5_000
    private static let mostOfOne = 30

    private let pool: any ConnectionPool
    private let clock: HouseClock
    private let logger: Logger
    private var hasEnded = false
    private var watchers: [Topic: [Int: Watcher]] = [:]
    private var marks: [Topic: Mark] = [:]
    private var lastNumber = 0
    private var isFailing = false

    init(pool: any ConnectionPool, clock: HouseClock, logger: Logger) {
        self.pool = pool
        self.clock = clock
        self.logger = logger
    }

    /// Signals until the reader goes.
    ///
    /// - Parameter owner: an account.
    /// - Throws: `Problem.busy` when too many watch, and while the server stops.
    func signals(_ topic: Topic, for owner: String) throws(Problem) -> AsyncStream<Signal> {
        let all = watchers.values.flatMap(\.values)
        guard !hasEnded, all.count < Self.mostWatchers, all.count(where: { $0.owner == owner }) < Self.mostOfOne else {
            throw .busy
        }
        lastNumber += 1
        let number = lastNumber
        let (stream, continuation) = AsyncStream.makeStream(of: Signal.self, bufferingPolicy: .bufferingNewest(1))
        continuation.onTermination = { [weak self] _ in Task { await self?.leave(topic, number) } }
        watchers[topic, default: [:]][number] = Watcher(signals: continuation, owner: owner)
        return stream
    }

    /// Asks until it is cancelled; then every open page is let go.
    public func run() async {
        while !Task.isCancelled {
            await ask()
            do { try await Task.sleep(for: Self.interval) } catch { break }
        }
        hasEnded = true
        for watcher in watchers.values.flatMap(\.values) { watcher.signals.finish() }
        watchers = [:]
    }

    private func leave(_ topic: Topic, _ number: Int) {
        watchers[topic]?[number] = nil
        guard watchers[topic]?.isEmpty ?? false else { return }
        watchers[topic] = nil
        marks[topic] = nil
    }

    private func ask() async {
        let topics = Array(watchers.keys)
        guard !topics.isEmpty else { return }
        do {
            let ahead = clock.ahead
            let found = try await pool.read { db in
                let register = try db.facilities.registerVersion()
                return try topics.map { topic in
                    let turnout = try db.tallies.turnout(
                        topic.survey, topic.period, .product(.watch, .area(topic.area)))
                    return Mark(revisions: turnout.revisions, register: register, ahead: ahead)
                }
            }
            isFailing = false
            for (topic, mark) in zip(topics, found) { tell(topic, mark) }
        } catch {
            // Said once, not twice a second; the pages keep what they show and learn the rest when it is back.
            if !isFailing { logger.error("watching", metadata: ["error": "\(error)"]) }
            isFailing = true
        }
    }

    private func tell(_ topic: Topic, _ mark: Mark) {
        let isChanged = marks[topic].map { $0 != mark } ?? true
        marks[topic] = mark
        for number in watchers[topic].map({ Array($0.keys) }) ?? [] {
            guard var watcher = watchers[topic]?[number] else { continue }
            watcher.rounds += 1
            // Whoever came since the last round may have been drawn before a change that this round is the first to see.
            if isChanged || watcher.rounds == 1 {
                watcher.signals.yield(.changed)
            } else if watcher.rounds.isMultiple(of: Self.quietRounds) {
                watcher.signals.yield(.quiet)
            }
            watchers[topic]?[number] = watcher
        }
    }
}
