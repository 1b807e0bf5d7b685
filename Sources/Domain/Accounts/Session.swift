/// How long a sign-in lasts.
public enum SessionRule {
    /// Without any request for so long, in seconds, it ends.
    public static let idleSeconds = 60 * 60
    /// It ends so long after sign-in in any case, in seconds.
    public static let absoluteSeconds = 12 * 60 * 60
    /// Use is noted at most once in so many seconds, to spare writes.
    public static let noteUseAfterSeconds = 60

    public static func isAlive(signedInAt: Instant, lastSeenAt: Instant, now: Instant) -> Bool {
        now < signedInAt.adding(seconds: absoluteSeconds) && now < lastSeenAt.adding(seconds: idleSeconds)
    }
}
