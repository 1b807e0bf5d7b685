import Domain
import ServiceLifecycle
import Web

/// What of the outbox runs in this process, by its settings.
struct Outbox {
    private let settings: MailSettings
    private let carrier: MailCarrier?
    private let intake: DeliveryIntake

    /// Tells the house how its mails go out.
    init(_ settings: MailSettings, _ house: inout House) {
        self.settings = settings
        // A demonstration whose operator has set a server sends, as any other.
        carrier = MailCarrier(settings) ?? (house.isDemonstration ? .shown : nil)
        let intake = DeliveryIntake(pool: house.pool, now: { [clock = house.clock] in clock.now })
        self.intake = intake
        house.mailing.way = carrier.map { $0.keepsLinks ? .shown : .server } ?? .nowhere
        house.mailing.reportToken = settings.webhookToken
        house.mailing.takeReport = { try await intake.take($0) }
    }

    func services(_ house: House) -> [any Service] {
        var services: [any Service] = []
        if let carrier {
            services.append(
                MailSending(house: house, carrier: carrier, perMinute: settings.perMinute, logger: house.logger))
        }
        if let path = settings.reports {
            services.append(DeliveryReports(path: path, intake: intake, logger: house.logger))
        }
        return services
    }
}
