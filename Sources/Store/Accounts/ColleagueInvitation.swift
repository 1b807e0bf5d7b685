import Database
import Domain

extension ColleagueStore {
    /// So many mails may go to an ID's people in 24 hours.
    public static let mostInvitations = 20

    /// Queues the mail with the link for the own password.
    ///
    /// - Parameter arrived: by the true clock, as mails are sent.
    /// - Throws: `Problem.invalid` when too many were asked for.
    public func invite(_ colleague: Colleague, mail: String, of account: Account, at arrived: Instant) throws {
        let since = arrived.adding(seconds: -24 * 60 * 60)
        let asked = try db.query(
            """
            SELECT count(*) AS n FROM mail
            WHERE account_id = \(account.id) AND purpose = 'colleague' AND recorded_at > \(since.text)
            """
        ).first?.int("n")
        guard (asked ?? 0) < Self.mostInvitations else {
            throw Problem.invalid([
                FieldProblem(
                    field: "mail", label: "メールアドレス",
                    sentence: "同僚へのメールは1日に\(Self.mostInvitations)通まで送れます。明日もう一度お試しください。")
            ])
        }
        try db.mails.queue(
            .colleague(account, name: colleague.name, to: mail), for: account.acting(as: colleague), at: arrived,
            by: account.actor)
        try db.audit.record(
            AuditEntry(
                actor: account.actor, action: "colleague.invite", subject: "account:\(account.id)",
                detail: ["colleague": colleague.id]), at: arrived)
    }
}
