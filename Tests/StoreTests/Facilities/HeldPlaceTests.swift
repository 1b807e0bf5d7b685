import Database
import Domain
import Store
import Synchronization
import TestSupport
import Testing

/// Two commits at a time: one moves an institution, one takes its report. SQLite has one writer, so this is about PostgreSQL.
@Suite(.enabled(if: Engine.available.contains(.postgresql), "PostgreSQL has several writers"))
struct HeldPlaceTests {
    /// Where the mover is: its server process once it has moved (0 when it failed), and whether it may commit.
    private final class Mover: Sendable {
        let process = Mutex<Int?>(nil)
        let mayCommit = Mutex(false)
    }

    /// Whether anybody waits for what this process holds.
    private func isWaitedFor(_ process: Int, _ pool: any ConnectionPool) async throws -> Bool {
        try await pool.read { db in
            try !db.query("SELECT 1 AS one FROM pg_stat_activity WHERE \(process) = ANY (pg_blocking_pids(pid))")
                .isEmpty
        }
    }

    @Test func `a report that comes while its place is being moved waits, and counts where it is then`() async throws {
        try await TestWorld.with(.postgresql) { world in
            let (mover, surveys) = (Mover(), world.surveys)
            let elsewhere = TestWorld.attributes("見本台総合病院", in: TestWorld.ishikawa, "172014", "金沢市")
            async let moved: Void = world.pool.writeAlone { db in
                defer { mover.process.withLock { $0 = $0 ?? 0 } }
                try db.facilities.record(
                    .attributes(elsewhere), of: TestWorld.own, Validity(from: TestWorld.today, until: nil),
                    surveys: surveys,
                    at: TestWorld.now, by: "test")
                let process = try db.query("SELECT pg_backend_pid() AS pid").first?.int("pid")
                mover.process.withLock { $0 = process }
                // The transaction stays open; each question to the server gives the others their turn.
                while !mover.mayCommit.withLock({ $0 }) { _ = try db.query("SELECT 1 AS one") }
            }
            defer { mover.mayCommit.withLock { $0 = true } }
            var process = mover.process.withLock { $0 }
            while process == nil {
                await Task.yield()
                process = mover.process.withLock { $0 }
            }
            let report = Task { try await world.report(TestWorld.functions("normal", "normal", "normal")) }
            let done = Mutex(false)
            async let outcome = {
                defer { done.withLock { $0 = true } }
                return try await report.value
            }()
            while try await !isWaitedFor(try #require(process), world.pool), !done.withLock({ $0 }) {
                await Task.yield()
            }
            mover.mayCommit.withLock { $0 = true }
            try await moved
            #expect(try await outcome.stored?.number == 1)
            #expect(try await world.turnout(.municipality("172014")).reported == 1)
            try await world.expectExactSums()
        }
    }
}
