import Domain
import Testing

/// How often somebody may ask for a mail.
struct AskingTests {
    private static let start = Instant(Day(number: 18_000))

    private static func after(_ milliseconds: Int) -> Instant {
        Instant(milliseconds: start.milliseconds + milliseconds)
    }

    @Test func `three mails an hour go out for one ID, to the millisecond`() {
        let own = [0, 10, 20].map(Self.after)
        #expect(Asking.isFree(subject: Array(own.prefix(2)), address: [], at: Self.after(30)))
        #expect(!Asking.isFree(subject: own, address: [], at: Self.after(30)))
        #expect(!Asking.isFree(subject: own, address: [], at: Self.after(3_599_999)))
        #expect(Asking.isFree(subject: own, address: [], at: Self.after(3_600_000)))
    }

    @Test func `thirty an hour come from one address`() {
        let others = (0..<30).map(Self.after)
        #expect(Asking.isFree(subject: [], address: Array(others.prefix(29)), at: Self.after(30)))
        #expect(!Asking.isFree(subject: [], address: others, at: Self.after(30)))
        #expect(Asking.isFree(subject: [], address: others, at: Self.after(3_600_000)))
    }
}
