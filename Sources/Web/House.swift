import Database
import Domain
import Hummingbird
import Logging
import NIOCore
import Store

/// Everything that handlers work with; made once, passed in, never global.
public struct House: Sendable {
    public let pool: any ConnectionPool
    public let surveys: Surveys
    public let passwords: PasswordHashing
    /// The address that printed links begin with (R2), without a slash at its end.
    public let baseURL: String
    public let logger: Logger
    /// Whether a proxy of ours stands in front, which tells where people come from.
    public let trustsProxy: Bool
    /// Offices cannot sign in without a second factor (design §6).
    public let requiresSecondFactor: Bool
    /// The data are invented: every page says so.
    public let isDemonstration: Bool
    public let clock: HouseClock
    /// Mails that tell of newly issued IDs wait until the help desk releases them (R4); a list's own choice goes before it.
    public var holdsNotifications = false
    /// Tells open pages of what changes; runs as a job of its own.
    public let feed: WatchFeed
    /// How this node sends mails.
    public var mailing = Mailing()
    let assets: Assets
    let manuals: ManualShelf
    let commonPasswords: CommonPasswords
    let register: RegisterCache
    let publications: PublicationCache
    let notices = NoticeCache()
    let maintenance = MaintenanceCache()
    /// Hosts under which the product lived before (R2).
    let oldHosts: [OldHost]
    /// How the help desk is reached (R6).
    public let contact: HelpDeskContact
    /// As they were when the server started.
    public let holidays: Holidays

    public init(
        pool: any ConnectionPool, surveys: Surveys, passwords: PasswordHashing, baseURL: String, logger: Logger,
        trustsProxy: Bool = false, isDemonstration: Bool = false, requiresSecondFactor: Bool = true,
        clock: HouseClock, contact: HelpDeskContact = .usual, holidays: Holidays = Holidays(),
        oldHosts: [OldHost] = []
    ) throws {
        self.oldHosts = oldHosts
        self.pool = pool
        self.surveys = surveys
        self.passwords = passwords
        self.baseURL = baseURL
        self.logger = logger
        self.trustsProxy = trustsProxy
        self.isDemonstration = isDemonstration
        self.requiresSecondFactor = requiresSecondFactor
        self.clock = clock
        self.contact = contact
        self.holidays = holidays
        feed = WatchFeed(pool: pool, clock: clock, logger: logger)
        assets = try Assets()
        manuals = try ManualShelf()
        commonPasswords = try CommonPasswords.load()
        register = RegisterCache()
        publications = PublicationCache()
    }

    /// The help desk as pages show it at an instant of the product's clock.
    func helpDesk(at now: Instant) -> HelpDesk { HelpDesk(contact, at: now, holidays: holidays) }

    /// Cookies are marked `Secure` when people come over https.
    var isSecure: Bool { baseURL.hasPrefix("https://") }
}

/// What Hummingbird carries along with a request.
public struct WebContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The other end of the connection: the visitor, or a proxy.
    let peer: SocketAddress?

    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress
    }
}
