import Domain
import Store

@testable import Web

extension PageExamples {
    /// Mails, work items and letters in all their states.
    static func outbox(_ frame: PageFrame, _ name: String, typed: String) -> [PageExample] {
        let entries = MailState.allCases.map { state in
            MailEntry(
                id: name, purpose: .firstPassword, state: state, address: typed, subject: typed, account: name,
                loginId: name, recordedAt: now, sentAt: state == .sent ? now : nil, answer: typed)
        }
        var mails = MailsPage(frame: frame, filter: MailFilter(state: .queued, purpose: .reset, batch: typed))
        (mails.mails, mails.counts, mails.next) = (entries, [.queued: 2], name)
        mails.held = [HeldBatch(batch: typed, mails: 1_200, since: now)]
        var examples: [PageExample] = []
        for (word, way) in [("here", Mailing.Way.server), ("nowhere", .nowhere), ("shown", .shown)] {
            mails.way = way
            examples.append(PageExample("mails \(word)", mails.body))
        }
        mails.faults = [typed]
        examples.append(PageExample("mails that stopped", mails.body))
        let reports = ["failed", "delayed", "delivered", "relayed"].map {
            DeliveryReport(action: $0, status: typed, diagnostic: typed, recordedAt: now)
        }
        examples += entries.map { entry in
            let mail = KeptMail(
                entry: entry, body: typed, batch: typed, attempts: 2, nextAt: now, isErased: entry.state == .sent)
            return PageExample("mail \(entry.state)", MailPage(frame: frame, mail: mail, reports: reports).body)
        }
        let shown = entries.map {
            KeptMail(
                entry: $0, body: "\(typed)\nhttps://g.example/password/new?code=1\nhttps://g.example/\"\(typed)",
                batch: "", attempts: 1, nextAt: now, isErased: false)
        }
        examples.append(
            PageExample("shown mails", ShownMailsPage(frame: frame, mails: shown, site: "https://g.example").body))
        return examples + work(frame, name, typed) + letters(frame, name)
    }

    private static func work(_ frame: PageFrame, _ name: String, _ typed: String) -> [PageExample] {
        let items = [WorkItem.Kind.bounce, .mailFailed].map {
            WorkItem(
                id: name, kind: $0, openedAt: now, account: frame.visitor, mail: name, purpose: .reset, address: typed,
                answer: typed)
        }
        return [
            PageExample("work", WorkItemsPage(frame: frame, items: items, count: 9).body),
            PageExample("no work", WorkItemsPage(frame: frame, items: [], count: 0).body),
        ]
    }

    private static func letters(_ frame: PageFrame, _ name: String) -> [PageExample] {
        guard let facility = Facility.ID("33700128") else { return [] }
        let account = Account(id: name, loginId: name, role: .facility(facility), name: name)
        let letters = [nil, Letter.LeftOut.activated, .resting].enumerated().map { index, leftOut in
            Letter(
                number: 101 + index, account: account, facility: facility, printedAt: index == 0 ? now : nil,
                leftOut: leftOut)
        }
        let batches = [0, 1, 2].map { prints in
            LetterBatch(
                id: "20210119-0a1b2c", recordedAt: now, letters: 400, printedAt: prints > 0 ? now : nil, prints: prints,
                dispatchedAt: prints > 1 ? now : nil)
        }
        return [
            PageExample("letters", LettersPage(frame: frame, waiting: 1_200, batches: batches).body),
            PageExample("no letters", LettersPage(frame: frame, waiting: 0, batches: []).body),
        ]
            + batches.map {
                PageExample(
                    "letters printed \($0.prints)", LetterBatchPage(frame: frame, batch: $0, letters: letters).body)
            }
    }
}
