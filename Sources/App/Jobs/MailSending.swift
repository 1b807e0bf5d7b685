import Database
import Domain
import Foundation
import Logging
import Mail
import ServiceLifecycle
import Sodium
import Store
import Web

/// Sends what is queued, one mail after the other, until the server stops; a mail under way is finished first.
struct MailSending: Service {
    let house: House
    let carrier: MailCarrier
    let perMinute: Int
    let logger: Logger
    /// This sender among those of all nodes.
    private let sender = "s-" + Sodium.hex(Sodium.random(8))

    /// Seconds between two looks at an empty queue.
    private static let idle = 1.0
    /// Seconds until the next try after the server would take nothing.
    private static let pause = 60.0
    /// Seconds until the next try after the server could not be reached.
    private static let outage = 5.0

    init(house: House, carrier: MailCarrier, perMinute: Int, logger: Logger) {
        self.house = house
        self.carrier = carrier
        self.perMinute = perMinute
        self.logger = logger
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                let begun = ContinuousClock.now
                // A task of its own: the loop is cancelled at the end, the mail that is under way is not.
                let wait = await Task { await sendNext() }.value
                let pace =
                    Duration.seconds(wait ?? 60 / Double(perMinute)) - (wait == nil ? begun.duration(to: .now) : .zero)
                if pace > .zero { try? await Task.sleep(for: pace) }  // cancelled: the server is stopping
            }
        }
        await carrier.close()
    }

    /// - Returns: seconds to wait; nil after a mail that leaves no reason to.
    private func sendNext() async -> Double? {
        do {
            guard let (mail, rendered) = try await house.nextMail(for: sender) else { return Self.idle }
            let outcome = await carrier.carry(mail, rendered)
            let kept = carrier.keepsLinks ? rendered.text : rendered.kept
            if try await !house.finish(mail, outcome.outcome, kept: kept, by: sender) {
                logger.warning("mail \(mail.id) was taken over by another sender")
            }
            return wait(mail, outcome)
        } catch {
            // The lease ends by itself, and the mail is tried again with the same Message-ID.
            logger.error("mails could not be looked up: \(error)")
            return Self.outage
        }
    }

    private func wait(_ mail: ClaimedMail, _ outcome: MailCarrier.Carried) -> Double? {
        switch outcome.outcome {
        case .sent, .refused: return nil
        case .notNow:
            logger.info("mail \(mail.id) is tried again", metadata: ["attempts": "\(mail.attempts)"])
            return outcome.isOutage ? Self.outage : nil
        case .paused(let reason):
            logger.error("mails are not sent: \(reason)")
            return Self.pause
        }
    }
}

/// Carries mails out of the house: to a server, or, in the demonstration, nowhere.
struct MailCarrier: Sendable {
    struct Carried {
        let outcome: MailOutcome
        /// The server could not be reached: the next mail would not fare better.
        var isOutage = false
    }

    private let client: SMTPClient?
    private let settings: MailSettings
    private let now: @Sendable () -> Instant

    /// The demonstration's: everything counts as sent.
    static let shown = MailCarrier(client: nil, settings: MailSettings(), now: Program.now)

    /// nil where no server is set.
    init?(_ settings: MailSettings) {
        guard let server = settings.server, settings.from != nil else { return nil }
        self.init(client: SMTPClient(server), settings: settings, now: Program.now)
    }

    private init(client: SMTPClient?, settings: MailSettings, now: @escaping @Sendable () -> Instant) {
        self.client = client
        self.settings = settings
        self.now = now
    }

    /// The demonstration's mails can be read by everybody, and their links tried.
    var keepsLinks: Bool { client == nil }

    func carry(_ mail: ClaimedMail, _ rendered: RenderedMail) async -> Carried {
        guard let client, let from = settings.from else {
            return Carried(outcome: .sent(answer: "見本のため、送っていません"))
        }
        let to: MailAddress
        do {
            to = try MailAddress(rendered.address)
        } catch {
            return Carried(outcome: .refused("宛先がメールアドレスの形ではありません"))
        }
        let message = MailMessage(
            from: from, to: MailParty(to), replyTo: settings.replyTo, subject: rendered.subject, text: rendered.text,
            html: rendered.html, id: MailMessage.id(mail.id, at: from.address.domain),
            date: Date(timeIntervalSince1970: Double(now().milliseconds) / 1000), headers: Self.headers(rendered),
            returnPath: settings.returnPath)
        switch await client.send(message) {
        case .accepted(let answer): return Carried(outcome: .sent(answer: answer))
        case .refusedForNow(nil, let text): return Carried(outcome: .notNow(text), isOutage: true)
        case .refusedForNow(let code?, let text): return Carried(outcome: .notNow("\(code) \(text)"))
        case .refused(let code, let text): return Carried(outcome: .refused("\(code) \(text)"))
        case .misconfigured(let text): return Carried(outcome: .paused(text))
        case .unknown(let text): return Carried(outcome: .notNow("届いたかどうか分かりません: \(text)"))
        }
    }

    /// Mail programs show a button of their own where mails can be ended (RFC 2369, RFC 8058).
    private static func headers(_ mail: RenderedMail) -> [MailHeader] {
        guard let stop = mail.stop, let list = try? MailHeader("List-Unsubscribe", "<\(stop)>"),
            let click = try? MailHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
        else { return [.autoGenerated] }  // an address that no header can hold: the link stands in the text
        return [.autoGenerated, list, click]
    }

    func close() async { await client?.close() }
}
