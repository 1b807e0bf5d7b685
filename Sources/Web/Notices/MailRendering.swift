import Database
import Domain
import Foundation
import Sodium
import Store

/// A mail as it goes out, and as it is kept.
public struct RenderedMail: Sendable, Equatable {
    public let address: String
    public let subject: String
    public let text: String
    /// The same words.
    public let html: String
    /// The text without the one-time link.
    public let kept: String
    /// Where mails of its kind are ended, with one click of a mail program too (RFC 8058); nil where they are not.
    public var stop: String?
}

/// From a queued mail to what is sent: the one-time link, made now; addresses built from the base URL; whom to call (R2 R6 R14).
public struct MailRendering: Sendable {
    let baseURL: String
    let helpDesk: HelpDesk

    /// Stands in every mail.
    static let neverAsks = "事務局からパスワードをおたずねすることはありません。"

    init(baseURL: String, helpDesk: HelpDesk) {
        self.baseURL = baseURL
        self.helpDesk = helpDesk
    }

    /// - Parameter secret: what the link carries; nil for a mail without.
    func render(_ draft: MailDraft, secret: String?) -> RenderedMail {
        let link = secret.flatMap { self.link(draft, $0) }
        let body = withMarks(draft)
        let text = filled(body, link: link ?? "") + "\n\n" + foot
        return RenderedMail(
            address: draft.address, subject: draft.subject, text: text, html: html(text),
            kept: filled(body, link: MailDraft.linkKept) + "\n\n" + foot,
            stop: draft.code?.purpose == .stopReminders ? link : nil)
    }

    private func filled(_ body: String, link: String) -> String {
        let lines = body.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            MailPlace(mark: line).map { baseURL + Links().page($0).text } ?? String(line)
        }
        return lines.joined(separator: "\n").replacing(MailDraft.linkMark, with: link).replacing(
            MailDraft.signInMark, with: baseURL + Links().signIn.text)
    }

    private func link(_ draft: MailDraft, _ secret: String) -> String? {
        switch draft.code?.purpose {
        case .password?: baseURL + Links().newPassword(code: secret).text
        case .confirmMail?: baseURL + Links().confirmMail(code: secret).text
        case .confirmFigures?: baseURL + Links().confirmation(code: secret).text
        case .stopReminders?: baseURL + Links().reminderStop(code: secret).text
        case nil: nil
        }
    }

    /// The demonstration keeps the link itself: where such a mail is sent again, a new one takes its place.
    private func withMarks(_ draft: MailDraft) -> String {
        guard draft.code != nil, !draft.body.contains(MailDraft.linkMark) else { return draft.body }
        return draft.body.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.hasPrefix(baseURL) && $0.contains("?code=") ? MailDraft.linkMark : String($0)
        }.joined(separator: "\n")
    }

    private var foot: String {
        """
        \(MailDraft.footMark)
        \(helpDesk.name)
        電話 \(helpDesk.phone)
        \(helpDesk.hours)
        \(Self.neverAsks)
        このメールは自動でお送りしています。
        """
    }

    /// Paragraph by paragraph; a line that is an address becomes a link.
    private func html(_ text: String) -> String {
        let paragraphs = text.components(separatedBy: "\n\n").filter { !$0.isEmpty }
        let page: HTML = """
            <!doctype html>
            <html lang="ja"><head><meta charset="utf-8"></head><body>
            \(each: paragraphs, { "<p>\(lines($0))</p>\n" })</body></html>

            """
        return page.text
    }

    private func lines(_ paragraph: String) -> HTML {
        let lines = paragraph.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return """
            \(each: lines.enumerated(), { index, line in "\(if: index > 0, "<br>\n")\(linked(line))" })
            """
    }

    private func linked(_ line: String) -> HTML {
        line.hasPrefix(baseURL + "/") ? #"<a href="\#(line)">\#(line)</a>"# as HTML : "\(line)"
    }
}

extension House {
    private var mailRendering: MailRendering {
        MailRendering(baseURL: baseURL, helpDesk: helpDesk(at: clock.now))
    }

    /// Takes the next mail for a sender, makes its link, and renders it; the link is in the database before this returns. nil when
    /// there is nothing to send.
    public func nextMail(for sender: String) async throws -> (mail: ClaimedMail, rendered: RenderedMail)? {
        let secret = Sodium.hex(Sodium.random(32))
        let (due, truth, shown) = (clock.mailDue, clock.truth(), clock.now)
        let mail = try await pool.write { db -> ClaimedMail? in
            guard let mail = try db.mailSending.claim(by: sender, at: due, shown: shown) else { return nil }
            if let code = mail.draft.code, code.purpose == .confirmFigures {
                try db.confirmations.addCode(secret, for: code.payload, seconds: code.seconds, at: truth)
            } else if let code = mail.draft.code, code.purpose == .stopReminders, let account = mail.account {
                try db.reminderSettings.addStop(secret, of: account, seconds: code.seconds, at: truth)
            } else if let code = mail.draft.code, let account = mail.account {
                try db.oneTimeCodes.add(
                    OneTimeCode(
                        account: account, colleague: mail.colleague, purpose: code.purpose, way: .mail,
                        payload: code.payload, expiresAt: truth.adding(seconds: code.seconds)),
                    secret: secret, at: truth)
            }
            return mail
        }
        guard let mail else { return nil }
        let hasLink = mail.draft.code != nil && mail.account != nil
        return (mail, mailRendering.render(mail.draft, secret: hasLink ? secret : nil))
    }

    /// Notes what became of a mail.
    ///
    /// - Parameter kept: what stays with it; the words without the link, but in the demonstration.
    public func finish(_ mail: ClaimedMail, _ outcome: MailOutcome, kept: String, by sender: String) async throws
        -> Bool
    {
        let (due, now) = (clock.mailDue, clock.now)
        return try await pool.write { db in
            try db.mailSending.finish(mail, outcome, text: kept, by: sender, due: due, at: now)
        }
    }
}

extension HouseClock {
    /// The clock of the outbox: in the demonstration a mail is due when it is so by either clock.
    var mailDue: Instant { max(truth(), now) }
}
