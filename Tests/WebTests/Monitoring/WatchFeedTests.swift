import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// Open pages are told of changes (R60).
struct WatchFeedTests {
    private static let day = Day.written("2021-09-20")
    private static let area = WatchFeed.Topic(
        survey: "hospital-status", period: day, area: .prefecture(TestWorld.tokyo))
    private static let elsewhere = WatchFeed.Topic(
        survey: "hospital-status", period: day, area: .prefecture(TestWorld.ishikawa))

    /// Whether the next signal is a change; false when the stream ends.
    private func isChange(_ signals: inout AsyncStream<WatchFeed.Signal>.Iterator) async -> Bool {
        while let signal = await signals.next() { if signal == .changed { return true } }
        return false
    }

    @Test(.timeLimit(.minutes(10)))
    func `a report, its correction and its withdrawal are told to those who watch its area`() async throws {
        try await WebWorld.run { world in
            let running = Task { await world.house.feed.run() }
            var signals = try await world.house.feed.signals(Self.area, for: "a").makeAsyncIterator()
            // The page may have been drawn before the feed first looked: so the first look is a change.
            #expect(await isChange(&signals))
            let visitor = try await world.visitor(.hospital)
            try await Sheet.today.send(by: visitor)
            #expect(await isChange(&signals))
            try await Sheet.today.with(["receivableBeds": "1"], after: 1).send(by: visitor)
            #expect(await isChange(&signals))
            _ = try await visitor.post(Sheet.today.address + "/withdrawal", [("reason", "間違い"), ("revision", "2")])
            #expect(await isChange(&signals))
            running.cancel()
            await running.value
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func `a change of the register is told, and when the server stops the pages are let go`() async throws {
        try await WebWorld.run { world in
            let running = Task { await world.house.feed.run() }
            var signals = try await world.house.feed.signals(Self.elsewhere, for: "b").makeAsyncIterator()
            #expect(await isChange(&signals))
            let surveys = world.house.surveys
            try await world.pool.write { db in
                try db.facilities.record(
                    .life(.closed), of: TestWorld.distant, Validity(from: Self.day, until: nil), surveys: surveys,
                    at: TestWorld.now, by: "test")
            }
            #expect(await isChange(&signals))
            running.cancel()
            await running.value
            #expect(await !isChange(&signals))
        }
    }

    @Test(.timeLimit(.minutes(10)))
    func `who watches another area hears nothing of it`() async throws {
        try await WebWorld.run { world in
            let running = Task { await world.house.feed.run() }
            var here = try await world.house.feed.signals(Self.area, for: "a").makeAsyncIterator()
            var there = try await world.house.feed.signals(Self.elsewhere, for: "b").makeAsyncIterator()
            #expect(await isChange(&here))
            #expect(await isChange(&there))
            try await Sheet.today.send(by: try await world.visitor(.hospital))
            #expect(await isChange(&here))
            running.cancel()
            await running.value
            // Nothing stood in line for it when the feed ended.
            #expect(await !isChange(&there))
        }
    }
}
