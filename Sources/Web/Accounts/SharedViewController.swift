import Database
import Domain
import Hummingbird
import Store

/// The help desk looks at an institution's page with it, for ten minutes, and changes nothing there.
enum SharedViewController {
    /// The institution's own people ask for a code; it is shown this once.
    static func create(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn(to: .keepRecord)
        guard account.facility != nil else { throw Problem.notFound }
        let arrived = visit.arrived
        let code = try await visit.house.pool.write { try $0.sharedViews.create(of: account, at: arrived) }
        return visit.page(
            SharedCodePage(
                frame: visit.frame(.record), code: code, until: visit.now.adding(seconds: SharedView.seconds)
            ).body)
    }

    static func destroy(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn(to: .keepRecord)
        guard account.facility != nil else { throw Problem.notFound }
        let arrived = visit.arrived
        try await visit.house.pool.write { db in
            try db.sharedViews.end(of: account.id, at: arrived)
            try db.audit.record(
                AuditEntry(actor: account.actor, action: "look.shareEnd", subject: "account:\(account.id)"),
                at: arrived)
        }
        return visit.redirect(Links().record)
    }

    /// The help desk types the code that was read out.
    static func open(_ visit: Visit) async throws -> Response {
        let viewer = try visit.signedIn(to: .manageAccounts)
        let (account, _) = try await institution(visit)
        let typed = try visit.form().typed(RecordField.code)
        let (arrived, today) = (visit.arrived, visit.now.day)
        let opening = try await visit.house.pool.write { db in
            // An ID at rest has nobody who could look along (R22).
            guard try !db.accountLives.isAtRest(account, on: today) else { return SharedViewStore.Opening.none }
            let opening = try db.sharedViews.open(typed, of: account.id, for: viewer, at: arrived)
            if case .wrong = opening {
                try db.audit.record(
                    AuditEntry(
                        actor: viewer.actor, action: "look.sharedRefused", subject: "account:\(account.id)"),
                    at: arrived)
            }
            return opening
        }
        if case .open = opening { return visit.redirect(Links().sharedView(account: account.id)) }
        let page = SharedCodeRefusedPage(frame: visit.frame(.search), account: account, opening: opening)
        return visit.page(page.body, status: .unprocessableContent)
    }

    /// Every look is written down. Without an open one the help desk is sent to the ID's page.
    static func show(_ visit: Visit) async throws -> Response {
        let viewer = try visit.signedIn(to: .manageAccounts)
        let (account, facility) = try await institution(visit)
        let (now, arrived, surveys) = (visit.now, visit.arrived, visit.house.surveys)
        let month = visit.month ?? Month(of: now.day)
        let seen = try await visit.house.pool.read { db -> (Instant, FacilityOutlook)? in
            guard let until = try db.sharedViews.viewedUntil(of: account.id, by: viewer, at: arrived),
                try !db.accountLives.isAtRest(account, on: now.day)
            else { return nil }
            return (until, try FacilityOutlook(db, facility, account, month: month, surveys: surveys, now: now))
        }
        guard let (until, outlook) = seen else { return visit.redirect(Links().helpDesk(account: account.id)) }
        let entry = AuditEntry(
            actor: viewer.actor, action: "look.shared", subject: "facility:\(facility)", detail: ["month": month.text])
        try await visit.house.pool.write { try $0.audit.record(entry, at: now) }
        let page = SharedViewPage(
            frame: visit.frame(.search), account: account, outlook: outlook, month: month, now: now,
            secondsLeft: (until.milliseconds - arrived.milliseconds) / 1000)
        return visit.page(page.body)
    }

    private static func institution(_ visit: Visit) async throws -> (Account, Facility.ID) {
        let id = try visit.key("account")
        let today = visit.now.day
        let account = try await visit.house.pool.read { try $0.accounts.account(id: id, on: today) }
        guard let account, let facility = account.facility else { throw Problem.notFound }
        return (account, facility)
    }
}
