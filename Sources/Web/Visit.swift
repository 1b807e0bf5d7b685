import Database
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Sodium
import Store

/// One request as a handler sees it: who comes, what they sent, when it had been read.
struct Visit: Sendable {
    let house: House
    private(set) var path: String
    private(set) var query: [(name: String, value: String)]
    let headers: HTTPFields
    /// Where it comes from, as throttling counts it.
    let address: String
    /// When the complete request had been read; the one instant of everything the request does.
    let now: Instant
    /// The same instant by the true clock, for sessions and throttling; another one in a demonstration whose clock was set.
    let arrived: Instant
    /// Who is signed in.
    let account: Account?
    /// Who gave the right password and still owes the code of the second factor.
    let pending: Account?
    /// The key of this visitor's forms: the session's token, or that of an anonymous visit.
    let token: String
    /// The cookie of a session that is no longer alive; good for nothing but to find whose form came too late.
    let endedSession: String?
    /// The long-lived cookie of a browser that signed in before.
    let device: String?
    /// What the visitor reads of the help desk now (R21); only where pages show it.
    let notices: [Notice]
    /// Windows that pages tell of (R10).
    let windows: [MaintenanceWindow]
    /// The window in which nothing can be entered now; only where something could be.
    let window: MaintenanceWindow?
    /// What was sent is kept, because of a window.
    var isFormKept = false
    /// A kept form is opened again: nothing of it is stored, its page is only shown.
    private(set) var isReopened = false
    /// The session's cookie has to be set: this visit began without one.
    let isFirst: Bool
    /// The session is to be kept alive: it was used, and that has not been noted for a while.
    let isUseToNote: Bool
    private var bytes: [UInt8]
    private var limits: FormBody.Limits
    private let parameters: Parameters

    /// Reads the body and finds the session.
    init(_ request: Request, _ context: WebContext, _ house: House, _ route: Route) async throws {
        self.house = house
        path = request.uri.path
        query = QueryString.pairs(request.uri.query)
        headers = request.headers
        address = PeerAddress.text(of: context.peer, request.headers, trustsProxy: house.trustsProxy)
        parameters = context.parameters
        let cookies = VisitCookies(request, isSecure: house.isSecure)
        let limit = try await Self.limit(of: route, cookies, house)
        limits = route.limits
        bytes = route.method == .post ? try await Self.body(of: request, limit) : []
        arrived = house.clock.truth()
        now = house.clock.at(arrived)
        let live = try await Self.live(cookies.session, house, at: arrived, on: now.day)
        account = live?.awaitsFactor == false ? live?.account : nil
        pending = live?.awaitsFactor == true ? live?.account : nil
        let noted = live?.lastSeenAt.adding(seconds: SessionRule.noteUseAfterSeconds)
        isUseToNote = !route.isLive && !Self.isLive(request) && (noted ?? arrived.adding(seconds: 1)) <= arrived
        device = cookies.device
        endedSession = live == nil ? cookies.session : nil
        notices =
            route.showsNotices ? try await house.notices(for: account, at: now, arrived: arrived) : []
        windows = route.isPage ? try await house.maintenance.announced(at: now, arrived: arrived, house) : []
        window =
            route.isClosedInMaintenance
            ? try await house.pool.read { [now] in try $0.maintenanceWindows.covering(now) } : nil
        if let session = cookies.session, live != nil {
            (token, isFirst) = (session, false)
        } else {
            token = cookies.visit ?? VisitCookies.newToken()
            isFirst = cookies.visit == nil
        }
    }

    /// Refuses those who may not come here, and forms that are not ours.
    func check(_ route: Route) throws(Problem) {
        if route.action != .seePublic, account == nil, !route.takesPending || pending == nil { throw .signInNeeded }
        let isTheirs = mayCome(route.action) && (route.isForReaders || (account ?? pending)?.readsOnly != true)
        // Whoever may not come learns nothing from a form that its handler would show again.
        if route.method == .post, !route.isForPrograms, !route.keepsTyped || !isTheirs,
            !isOurs(route.takesFile ? try upload().fields : try form())
        {
            throw .staleForm
        }
        if !isTheirs { throw .notFound }
    }

    /// Asked here for every route, so that no handler can forget to. What depends on an institution or area its handler asks, which
    /// has no figures without.
    private func mayCome(_ action: Action) -> Bool {
        guard action != .seePublic, !action.needsSubject, let known = account ?? pending else { return true }
        return (try? known.permit(action)) != nil
    }

    /// The form was sent from one of our pages in this session.
    func isOurs(_ form: FormBody) -> Bool { !isReopened && FormToken.isValid(form.typed(FieldName.csrf), for: token) }

    /// The form that was sent.
    func form() throws(Problem) -> FormBody { try FormBody(bytes, limits: limits) }

    /// The form that was sent, with its file.
    func upload() throws(Problem) -> Upload { try Upload(bytes, contentType: headers[.contentType]) }

    /// The visit that would have sent a kept form, except that its handler takes nothing of it.
    func reopening(_ kept: KeptForm, limits: FormBody.Limits) -> Visit {
        var visit = self
        (visit.path, visit.query, visit.isReopened) = (kept.path, [], true)
        (visit.bytes, visit.limits) = (Array(kept.body.utf8), limits)
        return visit
    }

    /// What was sent, as it came.
    var sent: [UInt8] { bytes }

    /// A part of the path; a path that cannot be is not found.
    func parameter(_ name: String) throws(Problem) -> String {
        guard let value = parameters.get(name) else { throw .notFound }
        return value.removingPercentEncoding ?? value
    }

    func day() throws(Problem) -> Day {
        guard let day = Day(try parameter("day")) else { throw .notFound }
        return day
    }

    func survey() throws(Problem) -> Form {
        let day = try day()
        guard let form = house.surveys.form(try parameter("survey"), on: day), form.period.accepts(day) else {
            throw .notFound
        }
        return form
    }

    func area() throws(Problem) -> Area? {
        guard parameters.get("area") != nil else { return nil }
        guard let area = Area(key: try parameter("area")) else { throw .notFound }
        return area
    }

    /// The institution that the address names; nil where it names none.
    func facilityParameter() throws(Problem) -> Facility.ID? {
        guard parameters.get("facility") != nil else { return nil }
        guard let facility = Facility.ID(try parameter("facility")) else { throw .notFound }
        return facility
    }

    /// The month that the query asks for, `month=YYYY-MM`; nil where it asks for none that can be read.
    var month: Month? { query.first { $0.name == "month" }.flatMap { Month($0.value) } }

    var rest: String { parameters.getCatchAll().joined(separator: "/") }

    func signedIn() throws(Problem) -> Account {
        guard let account else { throw .signInNeeded }
        return account
    }

    /// Who is signed in, or still owes the second factor.
    func known() throws(Problem) -> Account {
        guard let known = account ?? pending else { throw .signInNeeded }
        return known
    }

    /// A value of the query; nil where it asks for none.
    func asked(_ name: String) -> String? { query.first { $0.name == name }?.value }

    /// The form as it was sent, as text that any database takes: what is not printable is percent-encoded, which reads the same.
    var sentText: String {
        String(decoding: bytes.flatMap { (0x21...0x7E).contains($0) ? [$0] : Self.percent($0) }, as: UTF8.self)
    }

    private static func percent(_ byte: UInt8) -> [UInt8] { Array("%\(Sodium.hex([byte]))".utf8) }

    /// What every page needs; each page's form token looks different, so that compression tells nothing of it.
    func frame(_ current: MenuEntry? = nil) -> PageFrame {
        var frame = PageFrame(
            visitor: account, csrf: FormToken.make(for: token), assets: house.assets.names,
            helpDesk: house.helpDesk(at: now),
            current: current, watching: watching, isDemonstration: house.isDemonstration, today: now.day)
        (frame.maintenance, frame.now, frame.isKept) = (windows, now, hasKept)
        if showsNotices(current) { frame.notices = notices }
        if house.isDemonstration { frame.clock = (now, house.clock.isSet) }
        if account?.reports == true {
            frame.draftOwner = draftOwner
            frame.act = ActNumber.make()
            frame.isAnswer = !bytes.isEmpty
        }
        frame.showsMails = house.isDemonstration && house.mailing.way == .shown
        return frame
    }

    /// Institutions read them at home, offices on every page of their menu; who is not signed in on the sign-in page alone, since no
    /// other page of theirs has them.
    private func showsNotices(_ current: MenuEntry?) -> Bool {
        switch account?.role {
        case .facility?: current == .home
        case nil: true
        default: current != nil
        }
    }

    /// Asked again by what lasts longer than a request.
    func isStillSignedIn() async throws -> Bool {
        let (arrived, day) = (house.clock.truth(), house.clock.now.day)
        let live = try await house.pool.read { [token] in
            try $0.sessions.live(token: token, at: arrived, on: day)
        }
        return live?.awaitsFactor == false
    }

    var watching: Link? {
        switch account?.role {
        case .prefecture(let own)?: Links().tallies(Self.watched, watchedDay, area: .prefecture(own))
        case .ministry?: Links().tallies(Self.watched, watchedDay)
        default: nil
        }
    }

    /// What offices watch first: the daily survey of those who test, at its newest period that was due.
    private static let watched = "clinic-daily"
    private var watchedDay: Day { house.surveys.newestDue(Self.watched, on: now.day) ?? now.day }

    private static func body(of request: Request, _ limit: Int) async throws -> [UInt8] {
        do {
            let buffer = try await request.body.collect(upTo: limit)
            return Array(buffer.readableBytesView)
        } catch is NIOTooManyBytesError {
            throw Problem.tooLarge(limit: limit)
        }
    }

    /// A whole list is taken from those alone who may send one: anybody else's would only fill the memory.
    private static func limit(of route: Route, _ cookies: VisitCookies, _ house: House) async throws -> Int {
        if let most = route.mostFileBytes { return most }
        let wanted = route.takesFile ? Multipart.Limits.list.bytes : route.limits.bytes
        guard wanted > FormBody.Limits.page.bytes else { return wanted }
        let live = try await live(cookies.session, house, at: house.clock.truth(), on: house.clock.now.day)
        let isTaken = live?.awaitsFactor == false && (try? live?.account.permit(route.action)) != nil
        return isTaken ? wanted : FormBody.Limits.page.bytes
    }

    /// An open page that keeps itself up to date is no use of the session: it ends while nobody does anything (design §7).
    private static func isLive(_ request: Request) -> Bool {
        request.headers.contains { $0.name.canonicalName == "x-live" }
    }

    private static func live(
        _ session: String?, _ house: House, at now: Instant, on day: Day
    ) async throws -> SessionStore.Live? {
        guard let session else { return nil }
        return try await house.pool.read { try $0.sessions.live(token: session, at: now, on: day) }
    }

    /// Notes that the session was used, beside what the visit does itself: both share a commit.
    func noteUse() async {
        guard isUseToNote else { return }
        do {
            try await house.pool.write { [token, arrived] in try $0.sessions.touch(token: token, at: arrived) }
        } catch {
            // The next request notes it; nobody waits for this one.
            house.logger.warning("session use was not noted", metadata: ["error": "\(error)"])
        }
    }
}
