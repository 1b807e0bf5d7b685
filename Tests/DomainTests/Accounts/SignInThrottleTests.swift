import Domain
import Testing

/// Wrong tries make one wait, to the millisecond, and never for long.
struct SignInThrottleTests {
    private let begin = Instant(milliseconds: 1_000_000_000_000)

    private func after(_ milliseconds: Int) -> Instant { Instant(milliseconds: begin.milliseconds + milliseconds) }

    private func loginWait(_ tries: [Int], now: Int) -> SignInThrottle.Wait? {
        SignInThrottle.wait(login: tries.map(after), address: [], at: after(now))
    }

    private func addressWait(_ tries: [Int], now: Int) -> SignInThrottle.Wait? {
        SignInThrottle.wait(login: [], address: tries.map(after), at: after(now))
    }

    @Test func `nothing wrong, nothing to wait for`() {
        #expect(SignInThrottle.wait(login: [], address: [], at: begin) == nil)
    }

    @Test func `four wrong tries at an ID are free, and after the fifth one waits`() {
        #expect(loginWait([0, 0, 0, 0], now: 0) == nil)
        #expect(loginWait([0, 0, 0, 0, 0], now: 0) == SignInThrottle.Wait(until: after(60_000), cause: .login))
    }

    @Test(arguments: [(5, 60), (6, 120), (7, 240), (8, 480), (9, 900), (10, 900), (100, 900)])
    func `each further one doubles the wait, up to a quarter of an hour from the last one`(tries: Int, seconds: Int) {
        let times = Array(1...tries)
        let end = tries + seconds * 1000
        #expect(loginWait(times, now: tries)?.until == after(end))
        #expect(loginWait(times, now: end - 1)?.until == after(end))
        #expect(loginWait(times, now: end) == nil)
    }

    @Test func `the order in which tries are given does not matter, and the newest nine do`() {
        #expect(loginWait([9, 2, 7, 4, 5], now: 10)?.until == after(60_009))
        let many = Array(1...200)
        let newest = Array(many.suffix(SignInThrottle.mostLoginTries))
        #expect(loginWait(newest, now: 201) == loginWait(many, now: 201))
    }

    @Test func `a try is forgotten after a day, to the millisecond`() {
        let last = 86_400_000 - 1
        #expect(loginWait([0, last, last, last, last], now: last)?.until == after(last + 60_000))
        #expect(loginWait([0, last, last, last, last], now: last + 1) == nil)
    }

    @Test
    func
        `twenty-nine from one address are taken, and after the thirtieth one waits until the first is ten minutes old`()
    {
        let times = (0..<30).map { $0 * 1_000 }
        #expect(addressWait(Array(times.dropLast()), now: 29_000) == nil)
        #expect(addressWait(times, now: 29_000) == SignInThrottle.Wait(until: after(600_000), cause: .address))
        #expect(addressWait(times, now: 599_999)?.until == after(600_000))
        #expect(addressWait(times, now: 600_000) == nil)
    }

    @Test func `in any ten minutes no more than thirty are taken`() {
        let times = (0..<31).map { $0 * 1_000 }
        #expect(addressWait(times, now: 599_999)?.until == after(601_000))
        #expect(addressWait(times.shuffled(), now: 600_999)?.until == after(601_000))
        #expect(addressWait(times, now: 601_000) == nil)
    }

    @Test func `of two waits the longer one counts`() {
        let five = (0..<5).map { _ in after(0) }
        let thirty = (0..<30).map { _ in after(0) }
        #expect(SignInThrottle.wait(login: five, address: thirty, at: after(1))?.cause == .address)
        let nine = (0..<9).map { _ in after(0) }
        #expect(SignInThrottle.wait(login: nine, address: thirty, at: after(1))?.cause == .login)
        #expect(SignInThrottle.wait(login: five, address: thirty, at: after(60_000))?.cause == .address)
    }

    @Test(arguments: [(0, 0), (1, 1), (999, 1), (1_000, 1), (1_001, 2), (60_000, 60), (-1, 0), (-5_000, 0)])
    func `the seconds left are rounded up`(milliseconds: Int, seconds: Int) {
        #expect(SignInThrottle.secondsLeft(until: after(milliseconds), at: begin) == seconds)
    }

    @Test func `the sentence says from when on one may try, rounded up to the second, and whom to call`() {
        let whole = Problem.tooManyTries(until: Instant(Day(number: 18_646), TimeOfDay(milliseconds: 48_368_000)))
        let part = Problem.tooManyTries(until: Instant(Day(number: 18_646), TimeOfDay(milliseconds: 48_367_001)))
        for problem in [whole, part] {
            #expect(problem.sentence.contains("13:26:08を過ぎてから"))
            #expect(problem.sentence.contains("ヘルプデスクへお電話ください"))
            #expect(problem.code == "too-many-tries")
        }
    }
}
