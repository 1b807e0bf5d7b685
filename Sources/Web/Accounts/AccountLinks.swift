import Domain

/// Signing in, passwords, the second factor.
extension Links {
    public var signIn: Link { link("session", "new") }
    public var session: Link { link("session") }
    public var sessionEnd: Link { link("session", "end") }
    /// 「パスワードをお忘れですか？」
    public var forgottenPassword: Link { link("password", "forgotten") }
    /// Where a mail's one-time link leads.
    public func newPassword(code: String) -> Link { Link(base: base, ["password", "new"], query: [("code", code)]) }
    /// Where a letter's code is typed.
    public var letterCode: Link { link("hajime") }
    public var lostId: Link { link("lost-id") }
    /// Where the link that confirms an address leads.
    public func confirmMail(code: String) -> Link { Link(base: base, ["confirm-mail"], query: [("code", code)]) }
    /// Changing the own password, signed in.
    public var password: Link { link("password") }
    public var secondFactor: Link { link("second-factor") }
    /// Where somebody is signed in.
    public var sessions: Link { link("sessions") }
}
