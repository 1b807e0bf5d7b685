import Domain

/// What every page needs besides its own content.
public struct PageFrame: Sendable {
    /// Who is signed in; nil on public pages.
    public var visitor: Account?
    /// Sent back with every form of the page.
    public var csrf: String
    public var assets: AssetNames
    public var helpDesk: HelpDesk
    public var links: Links
    /// The entry of the menu that this page belongs to.
    public var current: MenuEntry?
    /// Where 「いまの状況」 leads, for those who watch an area.
    public var watching: Link?
    /// Says on every page that all data are invented.
    public var isDemonstration: Bool
    /// What the demonstration's clock shows, and whether it was set; nil elsewhere.
    public var clock: (now: Instant, isSet: Bool)?
    /// Notices of the help desk to be told of on this page, the newest first (R21).
    public var notices: [Notice] = []
    /// Windows in which nothing can be entered, told of on every page (R10).
    public var maintenance: [MaintenanceWindow] = []
    /// When the page was asked for; nil where that does not matter.
    public var now: Instant?
    /// Why a form was not taken that the page shows again as it was typed; for pages that say nothing of it themselves.
    public var obstacle: Problem?
    /// The page holds a form that was kept: stored, it is kept no longer.
    public var isKept = false
    /// The demonstration's mails can be read by everybody.
    public var showsMails = false
    /// Days of another year are written with it.
    public var today: Day?
    /// The number of the next press of a button on the page; empty where forms need none.
    public var act = ""
    /// Under what the browser keeps drafts of this account, and of nobody else; nil where nothing is kept.
    public var draftOwner: String?
    /// Shows what was sent just now and is not stored.
    public var isAnswer = false

    public init(
        visitor: Account?, csrf: String, assets: AssetNames, helpDesk: HelpDesk, links: Links = Links(),
        current: MenuEntry? = nil, watching: Link? = nil, isDemonstration: Bool = false, today: Day? = nil
    ) {
        self.visitor = visitor
        self.csrf = csrf
        self.assets = assets
        self.helpDesk = helpDesk
        self.links = links
        self.current = current
        self.watching = watching
        self.isDemonstration = isDemonstration
        self.today = today
    }

    /// The hidden field that shows that a form came from one of our pages.
    var csrfField: HTML {
        """
        <input type="hidden" name="\(FieldName.csrf)" value="\(csrf)">\
        \(if: isKept, "<input type=\"hidden\" name=\"\(FieldName.kept)\" value=\"1\">")
        """
    }
}

/// The menu, as far as it is there.
public enum MenuEntry: Sendable {
    case home, watching, openData, record, requests, search, issue, mails, letters, workItems, notices, audit
    case designations, register, associations, maintenance
}

/// The names under which style sheets and scripts are served, below `/assets/`; they carry their content's hash.
public struct AssetNames: Sendable {
    public var tokens: String
    public var site: String
    public var favicon: String
    public var reportForm: String
    public var live: String
    public var members: String
    public var drafts: String

    public init(
        tokens: String = "css/tokens.css", site: String = "css/site.css", favicon: String = "favicon.svg",
        reportForm: String = "js/report-form.js", live: String = "js/live.js",
        members: String = "js/members.js", drafts: String = "js/drafts.js"
    ) {
        self.drafts = drafts
        self.members = members
        self.live = live
        self.tokens = tokens
        self.site = site
        self.favicon = favicon
        self.reportForm = reportForm
    }
}

/// Whom to call (R6).
public struct HelpDesk: Sendable {
    public var name: String
    public var phone: String
    /// 「平日 9:00〜17:00(土・日・祝日はお休みです)」
    public var hours: String
    /// Open at this moment; nil where that is not known.
    public var isOpen: Bool?
    /// When it opens again, where it is closed.
    public var opensAgain: Instant?

    public init(name: String, phone: String, hours: String, isOpen: Bool? = nil, opensAgain: Instant? = nil) {
        self.name = name
        self.phone = phone
        self.hours = hours
        self.isOpen = isOpen
        self.opensAgain = opensAgain
    }

    /// As it stands at an instant.
    init(_ contact: HelpDeskContact, at now: Instant, holidays: Holidays) {
        let isOpen = contact.hours.isOpen(at: now, holidays: holidays)
        self.init(
            name: contact.name, phone: contact.phone, hours: contact.hours.words, isOpen: isOpen,
            opensAgain: isOpen ? nil : contact.hours.nextOpening(after: now, holidays: holidays))
    }

    /// Phone number, whether somebody is there or from when, hours.
    var lines: HTML {
        """
        <a class="tel" href="\(Link.phone(phone))">\(phone)</a> \(openChip)<br>\(opensAgain.map { "次は\($0.words)から<br>" })<span class="hours">\(hours)</span>
        """
    }

    private var openChip: HTML? {
        isOpen.map { $0 ? Chip(.ok, "いま受付中").html : Chip(.off, "いまは時間外").html }
    }
}

/// The names of fields that are not items of a form. No item's code may be one of them.
public enum FieldName {
    public static let csrf = "csrf"
    public static let loginId = "loginId"
    public static let password = "password"
    /// The newest revision the person has seen.
    public static let revision = "revision"
    /// The checks whose notes the person has passed; sent once for each.
    public static let passed = "passed"

    /// Why a note was passed: `why.CHECK`; in a table of members one for each row.
    public static let why = "why"
    /// The survey whose states are to be filled in as they were last time.
    public static let same = "same"

    /// Why a report is taken back.
    public static let reason = "reason"

    /// 「開設なし・実績なし」: 1 marks the day, 0 takes the mark back.
    public static let closed = "closed"
    /// 1 fills what is blank with zeros.
    public static let zeros = "zeros"
    /// The number of one press of a button.
    public static let act = "act"

    /// The demonstration's clock.
    public static let clock = "clock"
    public static let reset = "reset"

    /// Of one note.
    static func why(_ check: String) -> String { "\(why).\(check)" }

    public static let all = [
        csrf, loginId, password, revision, passed, reason, clock, reset, kept, closed, zeros, act, same, why,
    ]
}
