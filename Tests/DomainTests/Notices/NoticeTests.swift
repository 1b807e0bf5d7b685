import Domain
import Testing

/// What a notice is, and what somebody typed as one (R21).
struct NoticeTests {
    private static let now = Instant(Day(number: 18_646), TimeOfDay(milliseconds: 37_800_000))
    private static let tokyo = Prefecture.all[12]

    private func notice(
        from: Int = 0, until: Int = 60, _ audience: NoticeText.Audience = .everybody, in place: Prefecture? = nil,
        withdrawnAt: Instant? = nil
    ) -> Notice {
        let text = NoticeText(
            title: "題", body: "文", from: Self.now.adding(seconds: from), until: Self.now.adding(seconds: until),
            audience: audience, prefecture: place)
        return Notice(id: "n-1", text: text, recordedAt: Self.now, withdrawnAt: withdrawnAt)
    }

    @Test func `it is shown from its first millisecond up to its last`() {
        let notice = notice()
        func state(_ milliseconds: Int) -> Notice.State {
            notice.state(at: Instant(milliseconds: Self.now.milliseconds + milliseconds))
        }
        #expect(state(-1) == .coming)
        #expect(state(0) == .shown)
        #expect(state(59_999) == .shown)
        #expect(state(60_000) == .past)
    }

    @Test func `one that was ended is past at once`() {
        #expect(notice(withdrawnAt: Self.now).state(at: Self.now) == .past)
        #expect(notice(from: 60, until: 90, withdrawnAt: Self.now).state(at: Self.now) == .past)
    }

    @Test func `it reaches those it is for`() throws {
        let facility = try #require(Facility.ID("F13000018"))
        let all: [Role?] = [nil, .facility(facility), .association("A"), .prefecture(Self.tokyo), .ministry, .helpDesk]
        for role in all { #expect(notice().isFor(role, in: nil)) }
        for audience in NoticeText.Audience.allCases.dropFirst() {
            let reached = all.filter { notice(audience).isFor($0, in: nil) }
            #expect(reached.map { $0?.key } == [audience.rawValue])
        }
        #expect(notice(.facility, in: Self.tokyo).isFor(.facility(facility), in: Self.tokyo))
        #expect(!notice(.facility, in: Self.tokyo).isFor(.facility(facility), in: Prefecture.all[0]))
        #expect(!notice(.facility, in: Self.tokyo).isFor(.facility(facility), in: nil))
        #expect(!notice(in: Self.tokyo).isFor(nil, in: nil))
    }

    private func read(_ change: (inout TypedNotice) -> Void) -> Result<NoticeText, Problem> {
        var typed = TypedNotice(at: Self.now)
        (typed.title, typed.body) = ("題名", "本文")
        change(&typed)
        do {
            return .success(try typed.read(at: Self.now))
        } catch {
            return .failure(error)
        }
    }

    private func fields(_ change: (inout TypedNotice) -> Void) -> [String] {
        guard case .failure(.invalid(let problems)) = read(change) else { return [] }
        return problems.map(\.field)
    }

    @Test func `it is shown for two weeks from now where nothing else is said`() throws {
        let text = try read { _ in }.get()
        #expect(text.from == Self.now)
        #expect(text.until == Self.now.adding(seconds: 14 * 86_400))
        #expect(text.audience == .everybody)
    }

    @Test func `the longest title and text are taken, one more character is not`() throws {
        #expect(fields { $0.title = String(repeating: "題", count: 80) } == [])
        #expect(fields { $0.title = String(repeating: "題", count: 81) } == ["title"])
        #expect(fields { $0.body = String(repeating: "文", count: 4_000) } == [])
        #expect(fields { $0.body = String(repeating: "文", count: 4_001) } == ["body"])
    }

    @Test func `everything wrong is told at once`() {
        #expect(
            fields {
                $0 = TypedNotice(prefecture: "48")
            } == ["title", "body", "from", "until", "audience", "prefecture"])
        #expect(fields { $0.title = "一\n二" } == ["title"])
        #expect(fields { $0.body = "\u{202E}" } == ["body"])
        #expect(fields { $0.until = $0.from } == ["until"])
        #expect(fields { ($0.from, $0.until) = ("2020-01-01T00:00", "2020-01-02T00:00") } == ["until"])
        #expect(fields { ($0.audience, $0.prefecture) = ("ministry", "13") } == ["prefecture"])
        #expect(fields { ($0.audience, $0.prefecture) = ("facility", "13") } == [])
    }

    @Test(arguments: [
        "", "2021-01-20", "2021-01-20T24:00", "2021-02-30T10:00", "2100-01-01T00:00", "2021-01-20T10:00:60",
    ])
    func `what is no time of a wall clock is refused`(typed: String) {
        #expect(Instant(wall: typed) == nil)
    }

    @Test func `a wall clock's time is that of Tokyo`() {
        #expect(Instant(wall: "2021-01-20T13:00")?.text == "2021-01-20T04:00:00.000Z")
        #expect(Instant(wall: "2021-01-20T13:00:59")?.text == "2021-01-20T04:00:59.000Z")
        #expect(Instant(wall: "2021-01-20T13:00")?.wallText == "2021-01-20T13:00")
    }

    @Test(arguments: [
        "a@b.jp", "jimu@tsumugi.example.jp", "da.me.@docomo.ne.jp", "a+b@x-y.example.com", "..a@ezweb.ne.jp",
    ])
    func `a mail address is one`(text: String) {
        #expect(MailSyntax.isAddress(text))
    }

    @Test(arguments: [
        "", "a", "a@", "@b.jp", "a@b", "a@b..jp", "a@-b.jp", "a@b.jp,c@d.jp", "a b@c.jp", "あ@b.jp", "a@ｂ.jp",
        "a@b.jp\n",
        "<a@b.jp>", "a@b@c.jp",
    ])
    func `what is no mail address is none`(text: String) {
        #expect(!MailSyntax.isAddress(text))
    }
}
