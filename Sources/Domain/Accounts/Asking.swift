/// How often somebody may ask for a mail without signing in (R14 R15). Whoever asks, for whichever ID, reads the same answer; this
/// only keeps an owner's mailbox from being flooded, and addresses from being tried out.
public enum Asking: String, Sendable {
    /// A link for another password.
    case password
    /// An ID that was forgotten.
    case lostId

    /// So many mails go out for one ID, …
    public static let most = 3
    /// … and so many askings are taken from one address, whatever the IDs, …
    public static let mostFromAddress = 30
    /// … in any so many seconds: an hour.
    public static let seconds = 60 * 60

    /// Whether one more is taken.
    ///
    /// - Parameters:
    ///   - subject: when those for the ID were, in any order; the newest `most` do.
    ///   - address: when those from the address were, in any order; the newest `mostFromAddress` do.
    public static func isFree(subject: [Instant], address: [Instant], at now: Instant) -> Bool {
        func recent(_ times: [Instant]) -> Int { times.count { now < $0.adding(seconds: seconds) } }
        return recent(subject) < most && recent(address) < mostFromAddress
    }
}
