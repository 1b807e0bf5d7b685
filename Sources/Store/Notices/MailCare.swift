import Database
import Domain
import Foundation

/// What the help desk does to mails (R4).
extension MailStore {
    /// Sends a finished mail once more, to the address it was for, with a link made anew. One that is under way stays as it is.
    ///
    /// - Returns: false when there is nothing to send again.
    /// - Throws: `Problem.notFound` when there is none such.
    @discardableResult public func resend(_ id: String, at now: Instant, by actor: String) throws -> Bool {
        guard let mail = try mail(id) else { throw Problem.notFound }
        guard [.sent, .failed, .bounced, .cancelled].contains(mail.entry.state), !mail.isErased else { return false }
        try db.execute(
            """
            UPDATE mail SET state = 'queued', attempts = 0, next_at = \(now.text), sent_at = NULL, answer = '',
                body = \(Self.unsent(mail.body))
            WHERE mail_id = \(id)
            """)
        try note("mail.resend", id, at: now, by: actor)
        return true
    }

    /// A kept text as it was queued: the link is to be made anew, and whom to call is added anew.
    private static func unsent(_ text: String) -> String {
        let words = text.range(of: "\n\n" + MailDraft.footMark + "\n").map { String(text[..<$0.lowerBound]) } ?? text
        return words.replacing(MailDraft.linkKept, with: MailDraft.linkMark)
    }

    /// A mail that waits is not sent.
    @discardableResult public func cancel(_ id: String, at now: Instant, by actor: String) throws -> Bool {
        try change(id, "state = 'cancelled'", from: [.held, .queued], "mail.cancel", at: now, by: actor)
    }

    /// A mail that was held is sent.
    @discardableResult public func release(_ id: String, at now: Instant, by actor: String) throws -> Bool {
        try change(
            id, "state = 'queued', next_at = \(now.text)", from: [.held], "mail.release", at: now, by: actor)
    }

    /// All mails of a batch that are held are sent. Long for a large one.
    ///
    /// - Returns: how many.
    @discardableResult public func release(batch: String, at now: Instant, by actor: String) throws -> Int {
        let released = try db.execute(
            "UPDATE mail SET state = 'queued', next_at = \(now.text) WHERE batch = \(batch) AND state = 'held'")
        guard released > 0 else { return 0 }
        try db.audit.record(
            AuditEntry(
                actor: actor, action: "mail.releaseBatch", subject: "mails:\(batch)",
                detail: ["mails": String(released)]), at: now)
        return released
    }

    private func change(
        _ id: String, _ change: SQL, from states: [MailState], _ action: String, at now: Instant, by actor: String
    ) throws -> Bool {
        guard try mail(id) != nil else { throw Problem.notFound }
        let changed = try db.execute(
            "UPDATE mail SET \(change) WHERE mail_id = \(id) AND state IN (\(.list(states.map(\.rawValue))))")
        if changed == 1 { try note(action, id, at: now, by: actor) }
        return changed == 1
    }

    private func note(_ action: String, _ id: String, at now: Instant, by actor: String) throws {
        try db.audit.record(AuditEntry(actor: actor, action: action, subject: "mail:\(id)"), at: now)
    }
}
