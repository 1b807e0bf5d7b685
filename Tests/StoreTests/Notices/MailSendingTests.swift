import Database
import Domain
import Store
import TestSupport
import Testing

/// The outbox: each mail by one sender at a time, tried again when it could not be sent, given up in the end (R4 R14).
struct MailSendingTests {
    private static let start = TestWorld.now

    private func queue(
        _ world: TestWorld, _ count: Int = 1, batch: String = "", holds: Bool = false, purpose first: Bool = true,
        account: Account = TestWorld.clerk
    ) async throws {
        let drafts = (0..<count).map { number -> (draft: MailDraft, account: Account?) in
            let address = "clerk+\(number)@example.jp"
            return (first ? .firstPassword(account, to: address) : .reset(account, to: address), account)
        }
        try await world.pool.write { db in
            try db.mails.queue(drafts, batch: batch, holds: holds, at: Self.start, by: "test")
        }
    }

    private func claim(_ world: TestWorld, by sender: String = "one", at now: Instant = start) async throws
        -> ClaimedMail?
    {
        try await world.pool.write { try $0.mailSending.claim(by: sender, at: now) }
    }

    @discardableResult private func finish(
        _ world: TestWorld, _ mail: ClaimedMail, _ outcome: MailOutcome, by sender: String = "one",
        at now: Instant = start
    ) async throws -> Bool {
        try await world.pool.write {
            try $0.mailSending.finish(mail, outcome, text: "本文", by: sender, due: now, at: now)
        }
    }

    private func state(_ world: TestWorld, _ id: String) async throws -> KeptMail {
        try #require(try await world.pool.read { try $0.mails.mail(id) })
    }

    @Test(arguments: Engine.available)
    func `a mail is claimed, sent and kept with its words`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await queue(world)
            let mail = try #require(try await claim(world))
            #expect(mail.attempts == 1)
            #expect(mail.draft.address == "clerk+0@example.jp")
            #expect(mail.draft.code == MailDraft.Code(.password, seconds: OneTimeCode.firstSeconds))
            #expect(try await claim(world, by: "two") == nil)
            #expect(try await finish(world, mail, .sent(answer: "250 taken")))
            let kept = try await state(world, mail.id)
            #expect(kept.entry.state == .sent)
            #expect(kept.entry.answer == "250 taken")
            #expect(kept.body == "本文")
            let life = try await world.pool.read { try $0.accountLives.life(of: TestWorld.clerk.id) }
            #expect(life?.notifiedAt == Self.start && life?.notifiedBy == .mail)
        }
    }

    @Test(arguments: Engine.available)
    func `of many senders at once each mail is claimed by one`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await queue(world, 40)
            let claimed = try await withThrowingTaskGroup(of: [String].self) { group in
                for sender in 0..<10 {
                    group.addTask {
                        var ids: [String] = []
                        while let mail = try await claim(world, by: "sender \(sender)") { ids.append(mail.id) }
                        return ids
                    }
                }
                return try await group.reduce(into: [String]()) { $0 += $1 }
            }
            #expect(claimed.count == 40)
            #expect(Set(claimed).count == 40)
        }
    }

    @Test(arguments: Engine.available)
    func `a sender that died loses its mail when the lease ends, not before`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await queue(world)
            let first = try #require(try await claim(world))
            let end = Self.start.adding(seconds: 300)
            #expect(try await claim(world, by: "two", at: Instant(milliseconds: end.milliseconds - 1)) == nil)
            let second = try #require(try await claim(world, by: "two", at: end))
            #expect(second.id == first.id)
            #expect(second.attempts == 2)
            #expect(try await !finish(world, first, .notNow("late"), at: end))
            #expect(try await state(world, first.id).entry.state == .sending)
            #expect(try await finish(world, second, .sent(answer: ""), by: "two", at: end))
        }
    }

    @Test(arguments: Engine.available)
    func `what cannot be sent is tried again later, and given up after three days with something to see to`(
        engine: Engine
    ) async throws {
        try await TestWorld.with(engine) { world in
            try await queue(world)
            var now = Self.start
            var waits: [Int] = []
            while let mail = try await claim(world, at: now) {
                try await finish(world, mail, .notNow("450 busy"), at: now)
                let kept = try await state(world, mail.id)
                guard kept.entry.state == .queued else { break }
                waits.append((kept.nextAt.milliseconds - now.milliseconds) / 60_000)
                #expect(try await claim(world, at: Instant(milliseconds: kept.nextAt.milliseconds - 1)) == nil)
                now = kept.nextAt
            }
            #expect(Array(waits.prefix(6)) == [1, 5, 15, 60, 180, 180])
            #expect(waits.reduce(0, +) <= 3 * 24 * 60 && waits.reduce(0, +) > 3 * 24 * 60 - 180)
            let (items, life) = try await world.pool.read { db in
                (
                    try db.workItems.open(on: TestWorld.today, limit: 9),
                    try db.accountLives.life(of: TestWorld.clerk.id)
                )
            }
            #expect(items.map(\.kind) == [.mailFailed])
            #expect(items.first?.account?.id == TestWorld.clerk.id)
            #expect(life?.notifiedAt == nil && life?.bouncedAt == nil)
        }
    }

    @Test(arguments: Engine.available)
    func `a refused mail bounces: something to see to, once, and the ID shows it`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await queue(world)
            let mail = try #require(try await claim(world))
            try await finish(world, mail, .refused("550 no such user"))
            let report = DeliveryReport(action: "failed", status: "5.1.1", diagnostic: "x", recordedAt: Self.start)
            for id in ["a", "b", "a"] {
                try await world.pool.write { _ = try $0.deliveryReports.record(report, id: id, about: mail.id) }
            }
            let (count, life, reports) = try await world.pool.read { db in
                (
                    try db.workItems.count(), try db.accountLives.life(of: TestWorld.clerk.id),
                    try db.deliveryReports.reports(of: mail.id).count
                )
            }
            #expect(count == 1)
            #expect(life?.state == .bounced)
            #expect(reports == 2)
        }
    }

    @Test(arguments: Engine.available)
    func `a mail that was sent and comes back bounces; one that is late does not`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await queue(world)
            let mail = try #require(try await claim(world))
            try await finish(world, mail, .sent(answer: ""))
            let later = Self.start.adding(seconds: 60)
            let late = DeliveryReport(action: "delayed", status: "4.4.1", diagnostic: "", recordedAt: later)
            let lost = DeliveryReport(action: "failed", status: "5.1.1", diagnostic: "gone", recordedAt: later)
            #expect(try await world.pool.write { try $0.deliveryReports.record(late, id: "1", about: mail.id) })
            #expect(try await state(world, mail.id).entry.state == .sent)
            #expect(try await world.pool.write { try $0.deliveryReports.record(lost, id: "2", about: mail.id) })
            #expect(try await !world.pool.write { try $0.deliveryReports.record(lost, id: "2", about: mail.id) })
            #expect(try await world.pool.write { try $0.deliveryReports.record(lost, id: "3", about: "m-unknown") })
            let kept = try await state(world, mail.id)
            #expect(kept.entry.state == .bounced && kept.entry.answer == "5.1.1 gone")
            #expect(try await world.pool.read { try $0.workItems.count() } == 1)
            #expect(
                try await world.pool.read { try $0.accountLives.life(of: TestWorld.clerk.id) }?.state == .bounced)
        }
    }

    @Test(arguments: Engine.available)
    func `where the server takes nothing the mail goes back uncounted, and the reason is told until one is sent`(
        engine: Engine
    ) async throws {
        try await TestWorld.with(engine) { world in
            try await queue(world)
            let mail = try #require(try await claim(world))
            try await finish(world, mail, .paused("535 sign-in refused"))
            let kept = try await state(world, mail.id)
            #expect(kept.entry.state == .queued && kept.attempts == 0)
            #expect(try await world.pool.read { try $0.mailSending.faults(at: Self.start) } == ["535 sign-in refused"])
            let again = try #require(try await claim(world))
            #expect(again.attempts == 1)
            try await finish(world, again, .sent(answer: ""))
            #expect(try await world.pool.read { try $0.mailSending.faults(at: Self.start) }.isEmpty)
        }
    }

    @Test(arguments: Engine.available)
    func `single mails go before those of a batch, held ones wait for their release`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await queue(world, batch: "run-1")
            try await queue(world, batch: "run-2", holds: true)
            try await queue(world, purpose: false)
            #expect(try await claim(world)?.draft.purpose == .reset)
            #expect(try await claim(world)?.batch == "run-1")
            #expect(try await claim(world) == nil)
            let held = try await world.pool.read { try $0.mails.heldBatches() }
            #expect(held.map(\.batch) == ["run-2"] && held.map(\.mails) == [1])
            try await world.pool.write { _ = try $0.mails.release(batch: "run-2", at: Self.start, by: "desk") }
            #expect(try await claim(world)?.batch == "run-2")
        }
    }

    @Test(arguments: Engine.available)
    func `a mail with a link to an ID that came to rest is not sent`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await queue(world)
            try await world.pool.write { try $0.accountLives.rest(TestWorld.clerk.id, at: Self.start, by: "desk") }
            #expect(try await claim(world) == nil)
            let mails = try await world.pool.read { try $0.mails.list(MailFilter(), before: nil, limit: 5) }
            #expect(mails.map(\.state) == [.cancelled])
        }
    }

    @Test(arguments: Engine.available)
    func `the list goes on where it ended, also among mails of one instant`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await queue(world, 7)
            var seen: [String] = []
            for _ in 0..<4 {
                let (last, filter) = (seen.last, MailFilter(state: .queued, purpose: .firstPassword, batch: ""))
                seen += try await world.pool.read { try $0.mails.list(filter, before: last, limit: 2) }.map(\.id)
            }
            #expect(seen.count == 7 && Set(seen).count == 7)
            #expect(try await world.pool.read { try $0.mails.counts() } == [.queued: 7])
        }
    }

    @Test(arguments: Engine.available)
    func `a mail sent once more gets its link's place back, and its tries begin anew`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            try await queue(world)
            let mail = try #require(try await claim(world))
            let text = "開いて\n\n\(MailDraft.linkKept)\n\n\(MailDraft.footMark)\n事務局"
            try await world.pool.write {
                _ = try $0.mailSending.finish(
                    mail, .refused("550"), text: text, by: "one", due: Self.start, at: Self.start)
                #expect(try $0.mails.resend(mail.id, at: Self.start, by: "desk"))
                #expect(try !$0.mails.resend(mail.id, at: Self.start, by: "desk"))
            }
            let again = try #require(try await claim(world))
            #expect(again.attempts == 1)
            #expect(again.draft.body == "開いて\n\n\(MailDraft.linkMark)")
        }
    }
}
