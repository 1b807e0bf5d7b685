import Domain
import Testing

/// A sign-in ends after an hour without use and after twelve in any case.
struct SessionRuleTests {
    private let begin = Instant(milliseconds: 1_000_000_000_000)

    private func isAlive(seen: Int, now: Int) -> Bool {
        SessionRule.isAlive(
            signedInAt: begin, lastSeenAt: Instant(milliseconds: begin.milliseconds + seen),
            now: Instant(milliseconds: begin.milliseconds + now))
    }

    @Test(arguments: [
        (0, 0, true), (0, 3_599_999, true), (0, 3_600_000, false), (60_000, 3_659_999, true),
        (60_000, 3_660_000, false),
    ])
    func `idle it ends after an hour`(seen: Int, now: Int, isAlive: Bool) {
        #expect(self.isAlive(seen: seen, now: now) == isAlive)
    }

    @Test(arguments: [(43_199_999, true), (43_200_000, false), (43_200_001, false)])
    func `used all the time it ends after twelve hours`(now: Int, isAlive: Bool) {
        #expect(self.isAlive(seen: now, now: now) == isAlive)
    }
}
