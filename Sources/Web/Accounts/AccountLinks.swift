import Domain

/// Signing in, passwords, the second factor.
extension Links {
    public var signIn: Link { link("session", "new") }
    public var session: Link { link("session") }
    public var sessionEnd: Link { link("session", "end") }
}
