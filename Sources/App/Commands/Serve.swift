import ArgumentParser
import Database
import Domain
import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Sodium
import Store
import UnixSignals
import Web

/// `gmis serve`
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "サーバーを動かす / Run the server")

    @Flag(help: "先に migrate を行う / bring the database up to date first")
    var migrate = false

    func run() async throws {
        let settings = try Settings()
        var logger = Logger(label: "gmis")
        logger.logLevel = Logger.Level(rawValue: settings.logLevel) ?? .info
        try Sodium.start()
        let opened = try await Program.openPool(settings)
        if migrate { _ = try await Program.migrate(opened) }
        try await Program.requireCurrent(opened)
        let (surveys, holidays, isSeeded, ahead) = try await opened.read { db in
            (try db.forms.all(), try db.holidays.all(), try db.audit.isSeeded(), try db.demonstrationClock.ahead())
        }
        let clock = HouseClock(ahead: isSeeded ? ahead : 0, Program.now)
        let pool = try await Self.signing(opened, settings, logger, at: clock.now)
        var house = try House(
            pool: pool, surveys: surveys.remembering(notesFor: settings.noteMemoryDays),
            passwords: try PasswordHashing(), baseURL: settings.baseURL,
            logger: logger, trustsProxy: settings.trustsProxy, isDemonstration: isSeeded,
            requiresSecondFactor: settings.requiresSecondFactor && !isSeeded, clock: clock,
            contact: settings.helpDesk, holidays: holidays, oldHosts: settings.oldHosts)
        house.holdsNotifications = settings.holdsNotifications
        let outbox = Outbox(settings.mail, &house)
        var services = ServiceGroupConfiguration(
            services: [.init(service: try Site.application(house, host: settings.host, port: settings.port))]
                + Self.jobs(house, settings) + outbox.services(house).map { .init(service: $0) },
            gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        // A mail under way ends first; its server may take its time.
        services.maximumGracefulShutdownDuration = .seconds(20)
        do {
            try await ServiceGroup(configuration: services).run()
        } catch {
            await pool.close()
            throw Self.problem(of: error, settings)
        }
        await pool.close()
    }

    /// The database with the key of the settings; as it is where there is none.
    private static func signing(
        _ pool: any ConnectionPool, _ settings: Settings, _ logger: Logger, at now: Instant
    ) async throws -> any ConnectionPool {
        guard let key = settings.signingKey else {
            logger.warning(
                "receipts are not signed: SIGNING_KEY_FILE is not set / 受付票に署名が付きません。gmis keys create で鍵を作れます")
            return pool
        }
        let signing = try await pool.signing(with: key, at: now)
        logger.info("receipts are signed", metadata: ["key": "\(signing.key)"])
        return signing
    }

    /// What goes on beside answering requests.
    private static func jobs(
        _ house: House, _ settings: Settings
    ) -> [ServiceGroupConfiguration.ServiceConfiguration] {
        let (pool, logger, clock) = (house.pool, house.logger, house.clock)
        return [
            .init(service: Watching(feed: house.feed)),
            .init(service: AuditBinding(pool: pool, logger: logger, now: Program.now)),
            .init(
                service: Erasing(pool: pool, keeping: settings.keeping, logger: logger) {
                    min(Program.now(), clock.now)
                }),
            .init(service: NoticeSending(pool: pool, logger: logger, clock: clock)),
            .init(service: IssuingRuns(pool: pool, surveys: house.surveys, logger: logger, clock: clock)),
            .init(service: DesignationChecks(pool: pool, logger: logger, clock: clock)),
            .init(service: WakingIDs(house: house)),
            .init(service: Reminders(house: house)),
        ]
    }

    /// What an operator can mend, in words; everything else as it is.
    private static func problem(of error: any Error, _ settings: Settings) -> any Error {
        switch (error as? IOError)?.errnoCode {
        case EADDRINUSE:
            Problem.refused(
                japanese: "ポート\(settings.port)は、ほかのプログラムが使っています。PORT を変えるか、そのプログラムを止めてください。",
                english: "port \(settings.port) is in use: set PORT to another one, or stop that program")
        case EACCES:
            Problem.refused(
                japanese: "ポート\(settings.port)を開く権限がありません。PORT を1024以上にしてください。",
                english: "not allowed to open port \(settings.port): set PORT to 1024 or more")
        default: error
        }
    }
}
