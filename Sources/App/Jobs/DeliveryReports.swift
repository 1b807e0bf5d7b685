import Database
import Domain
import Logging
import Mail
import ServiceLifecycle
import Sodium
import Store

/// Reads what came of mails from a mailbox, every half minute (RFC 3464). Each report counts once, however often it is read.
struct DeliveryReports: Service {
    let path: String
    let intake: DeliveryIntake
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var mark: String?
            var isMissing = false
            while !Task.isCancelled {
                do {
                    mark = try await read(from: mark) ?? mark
                    isMissing = false
                } catch MailboxError.missing(let path) {
                    // The first report may not have come yet: said once.
                    if !isMissing { logger.notice("there is no mailbox for delivery reports at \(path) yet") }
                    isMissing = true
                } catch MailboxError.locked {
                    logger.info("the mailbox is being written to; read later")
                } catch {
                    logger.error("delivery reports could not be read: \(error)")
                }
                try? await Task.sleep(for: .seconds(30))  // cancelled: the server is stopping
            }
        }
    }

    private func read(from mark: String?) async throws -> String? {
        var reader = try MailboxReader(path: path, mark: mark)
        while !Task.isCancelled, let mail = try reader.next() {
            _ = try await intake.take(mail.bytes, id: mail.id)
            try reader.done(mail)
        }
        return reader.mark
    }
}

/// From a message to what is kept of the reports in it; of the mailbox and the web's door alike.
struct DeliveryIntake: Sendable {
    let pool: any ConnectionPool
    let now: @Sendable () -> Instant

    /// - Parameter id: names the message.
    /// - Returns: how many reports in it are new; nil when it holds none.
    func take(_ bytes: [UInt8], id: String? = nil) async throws -> Int? {
        guard let report = Mail.DeliveryReport.read(bytes) else { return nil }
        let message = id ?? Sodium.hex(Sodium.sha256(bytes))
        let mail = Self.mail(of: report.returnedID) ?? Self.mail(of: report.envelopeID)
        let instant = now()
        return try await pool.write { db in
            var new = 0
            for (index, recipient) in report.recipients.enumerated() {
                let kept = Store.DeliveryReport(
                    action: Self.action(recipient), status: recipient.status ?? "",
                    diagnostic: String((recipient.diagnostic ?? "").prefix(1_000)), recordedAt: instant)
                let isNew = try db.deliveryReports.record(kept, id: "\(message)-\(index)", about: mail)
                if isNew { new += 1 }
            }
            return new
        }
    }

    /// Our Message-IDs begin with the mail's key.
    private static func mail(of id: String?) -> String? {
        id.flatMap { $0.split(separator: "@").first }.map(String.init).flatMap { $0.hasPrefix("m-") ? $0 : nil }
    }

    /// One that failed for a passing reason is late, not lost.
    private static func action(_ recipient: Mail.DeliveryReport.Recipient) -> String {
        recipient.action == .failed && !recipient.isLost ? "delayed" : recipient.action.rawValue
    }
}
