/// How often somebody may try to sign in (R14). Guessing becomes hopeless, at most about a hundred passwords a day for an ID, while
/// an owner who mistyped waits for minutes and never for a person to unlock the account.
///
/// A try is wrong when ID and password do not belong together, whether or not the ID exists. While one has to wait nothing is
/// taken, not even the right password: else it could be guessed meanwhile. Such a try does not count and does not prolong the wait.
public enum SignInThrottle {
    /// So many wrong tries at an ID cost no wait.
    public static let freeTries = 5
    /// The waits after the fifth wrong try, the sixth and so on, in seconds, each from the last wrong try; the last one stays.
    public static let waits = [60, 120, 240, 480, 900]
    /// A wrong try is forgotten after so long, in seconds: a day.
    public static let memorySeconds = 24 * 60 * 60
    /// So many wrong tries may come from one address, whatever the IDs, …
    public static let addressTries = 30
    /// … in any so many seconds: a hospital's many clerks behind one address have room, a list of passwords has not.
    public static let addressSeconds = 10 * 60

    /// More of an ID's newest tries change nothing.
    public static let mostLoginTries = freeTries + waits.count - 1

    /// What one has to wait for.
    public enum Cause: String, Sendable {
        case login, address
    }

    /// Nothing is taken before `until`; at `until` it is.
    public struct Wait: Sendable, Equatable {
        public let until: Instant
        public let cause: Cause

        public init(until: Instant, cause: Cause) {
            self.until = until
            self.cause = cause
        }
    }

    /// The wait at `now`; nil when a try is taken.
    ///
    /// - Parameters:
    ///   - login: when the wrong tries at the ID since its last sign-in were, in any order; the newest `mostLoginTries` do.
    ///   - address: when the wrong tries from the address were, in any order; the newest `addressTries` do.
    public static func wait(login: [Instant], address: [Instant], at now: Instant) -> Wait? {
        let waits = [
            loginUntil(login, now).map { Wait(until: $0, cause: .login) },
            addressUntil(address, now).map { Wait(until: $0, cause: .address) },
        ]
        return waits.compactMap(\.self).max { $0.until < $1.until }
    }

    /// The whole seconds until then, rounded up: who waits so long is not too early.
    public static func secondsLeft(until: Instant, at now: Instant) -> Int {
        max(0, (until.milliseconds - now.milliseconds + 999) / 1000)
    }

    private static func loginUntil(_ tries: [Instant], _ now: Instant) -> Instant? {
        let counted = tries.filter { now < $0.adding(seconds: memorySeconds) }
        guard counted.count >= freeTries, let last = counted.max() else { return nil }
        let until = last.adding(seconds: waits[min(counted.count - freeTries, waits.count - 1)])
        return now < until ? until : nil
    }

    /// The window slides: as soon as one try too many has left it there is room for one.
    private static func addressUntil(_ tries: [Instant], _ now: Instant) -> Instant? {
        let counted = tries.filter { now < $0.adding(seconds: addressSeconds) }.sorted(by: >)
        guard counted.count >= addressTries else { return nil }
        return counted[addressTries - 1].adding(seconds: addressSeconds)
    }
}
