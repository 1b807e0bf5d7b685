import Database
import Domain
import Foundation
import Hummingbird
import Logging
import Sodium
import Store
import Synchronization
import Web

/// What answers the posts of the submission benchmark; each runs in a process of its own.
enum SubmissionServer: String, CaseIterable {
    /// Hummingbird alone: a handler that reads the body and answers.
    case empty
    /// A handler that only makes the same writes, through the same commit queue.
    case writes
    /// The product.
    case product

    /// Serves until the process is told to end.
    ///
    /// - Parameter first: the number of the first report, for `writes`, which reads nothing of what is sent.
    func run(port: Int, database: String, first: Int) async throws {
        try Sodium.start()
        let pool = try await Pool.open(DatabaseURL(database))
        do {
            switch self {
            case .empty: try await Self.application(port) {}.runService()
            case .writes:
                let writes = BareWrites(plan: SubmissionPlan())
                let next = Atomic(first)
                try await Self.application(port) {
                    let number = next.add(1, ordering: .relaxed).oldValue
                    try await pool.write { try writes.write(number, to: $0) }
                }.runService()
            case .product: try await Self.product(port, pool).runService()
            }
        } catch {
            await pool.close()
            throw error
        }
        await pool.close()
    }

    private static func application(
        _ port: Int, _ work: @escaping @Sendable () async throws -> Void
    ) -> some ApplicationProtocol {
        let router = Router()
        router.post("/reports/:survey/:day") { request, _ in
            _ = try await request.body.collect(upTo: 65_536)
            try await work()
            return Response(status: .seeOther, headers: [.location: "/"])
        }
        return Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port), serverName: nil),
            logger: quiet)
    }

    private static func product(_ port: Int, _ pool: any ConnectionPool) async throws -> some ApplicationProtocol {
        let surveys = try await pool.read { try $0.forms.all() }
        // As `gmis serve` logs: a line a request on standard error, which is a file here.
        let house = try House(
            pool: pool, surveys: surveys, passwords: try PasswordHashing(), baseURL: "http://127.0.0.1:\(port)",
            logger: Logger(label: "gmis"), clock: HouseClock { Instant.current })
        return try Site.application(house, host: "127.0.0.1", port: port)
    }

    private static var quiet: Logger {
        var logger = Logger(label: "bench")
        logger.logLevel = .error
        return logger
    }
}

extension Instant {
    static var current: Instant { Instant(milliseconds: Int(Date().timeIntervalSince1970 * 1000)) }
}
