import Database
import Domain

/// Mails that were sent and came back, what the help desk has to see to, and a batch of letters: of one prefecture alone, as a page
/// would show it.
struct DemonstrationPost {
    let people: DemonstrationPeople
    let holders: [DemonstrationPeople.Holder]
    /// Whose mail came back.
    let bounced: [DemonstrationPeople.Holder]

    /// So many mails that arrived, and letters, at most.
    private static let (arrived, letters) = (36, 12)

    private struct Mail {
        let draft: MailDraft
        let account: String
        let at: Instant
        let isBounced: Bool
    }

    func fill(_ db: any Connection) throws {
        let mails = mails()
        try insert(mails, db)
        try insertReturns(mails, db)
        try insertLetters(db)
    }

    private func mails() -> [Mail] {
        let told = holders.filter { $0.life.notifiedBy == .mail && !$0.contact.mail.isEmpty }
        let first = (bounced + told.filter { $0.life.state != .bounced }.prefix(Self.arrived)).compactMap {
            holder -> Mail? in
            guard let at = holder.life.notifiedAt else { return nil }
            return Mail(
                draft: .firstPassword(holder.account, to: holder.contact.mail), account: holder.account.id, at: at,
                isBounced: holder.life.state == .bounced)
        }
        let resets = told.filter { $0.life.state == .activated }.prefix(6).enumerated().map { index, holder in
            Mail(
                draft: .reset(holder.account, to: holder.contact.mail), account: holder.account.id,
                at: people.now.adding(seconds: -3_600 * (3 + 11 * index)), isBounced: false)
        }
        return first + resets
    }

    private func insert(_ mails: [Mail], _ db: any Connection) throws {
        try db.insert(
            into: "mail",
            columns: [
                "mail_id", "account_id", "purpose", "batch", "address", "subject", "body", "code_purpose",
                "code_payload", "code_seconds", "state", "attempts", "next_at", "recorded_at", "recorded_by",
                "sent_at", "answer",
            ],
            rows: mails.enumerated().map { index, mail in
                [
                    .text(DemonstrationPeople.key("m", index)), .text(mail.account),
                    .text(mail.draft.purpose.rawValue), .text(""), .text(mail.draft.address),
                    .text(mail.draft.subject), .text(Self.kept(mail.draft.body)),
                    (mail.draft.code?.purpose.rawValue).sqlValue, .text(mail.draft.code?.payload ?? ""),
                    .integer(Int64(mail.draft.code?.seconds ?? 0)), .text(mail.isBounced ? "bounced" : "sent"),
                    .integer(1), .text(mail.at.text), .text(mail.at.text), .text(DemonstrationPeople.recorder),
                    .text(mail.at.text), .text(mail.isBounced ? Self.refusal : "250 2.0.0 Ok"),
                ]
            })
    }

    /// As a mail is kept that was sent: without its link.
    private static func kept(_ body: String) -> String {
        body.replacing(MailDraft.linkMark, with: MailDraft.linkKept).replacing(MailDraft.signInMark, with: "")
    }

    private static let refusal = "5.1.1 550 5.1.1 User unknown"

    /// A report of each mail that came back; the first of them is seen to already.
    private func insertReturns(_ mails: [Mail], _ db: any Connection) throws {
        let returned = mails.enumerated().filter(\.element.isBounced)
        func back(_ mail: Mail) -> Instant { min(people.now, mail.at.adding(seconds: 45)) }
        try db.insert(
            into: "delivery_report",
            columns: ["report_id", "mail_id", "action", "status", "diagnostic", "recorded_at"],
            rows: returned.map { index, mail in
                [
                    .text(DemonstrationPeople.key("d", index)), .text(DemonstrationPeople.key("m", index)),
                    .text("failed"), .text("5.1.1"), .text("550 5.1.1 User unknown"), .text(back(mail).text),
                ]
            })
        try db.insert(
            into: "work_item",
            columns: [
                "work_item_id", "kind", "account_id", "mail_id", "opened_at", "closed_at", "closed_by", "outcome",
            ],
            rows: returned.enumerated().map { number, entry in
                let (index, mail) = entry
                let isClosed = number == 0 && returned.count > 1
                return [
                    .text(DemonstrationPeople.key("w", index)), .text("bounce"), .text(mail.account),
                    .text(DemonstrationPeople.key("m", index)), .text(back(mail).text),
                    (isClosed ? people.now.adding(seconds: -7_200).text : nil).sqlValue,
                    (isClosed ? deskKey : nil).sqlValue, .text(isClosed ? "電話で伺い、宛先を確かめました。" : ""),
                ]
            })
    }

    private var deskKey: String? { people.world.signIns.first { $0.account.role == .helpDesk }?.account.id }

    private func insertLetters(_ db: any Connection) throws {
        let told = holders.filter { $0.life.notifiedBy == .letter }.prefix(Self.letters)
        guard let first = told.compactMap(\.life.notifiedAt).min() else { return }
        let printed = first.adding(seconds: -6 * 3_600)
        let batch = "\(printed.day.compact)-" + String(DemonstrationPeople.key("l", 0).suffix(12))
        try db.insert(
            into: "letter_batch",
            columns: ["batch_id", "recorded_at", "recorded_by", "letters", "printed_at", "prints", "dispatched_at"],
            rows: [
                [
                    .text(batch), .text(printed.adding(seconds: -600).text), .text(DemonstrationPeople.recorder),
                    .integer(Int64(told.count)), .text(printed.text), .integer(1), .text(first.text),
                ]
            ])
        try db.insert(
            into: "letter", columns: ["batch_id", "number", "account_id", "printed_at"],
            rows: told.enumerated().map { index, holder in
                [.text(batch), .integer(Int64(index + 1)), .text(holder.account.id), .text(printed.text)]
            })
    }
}
