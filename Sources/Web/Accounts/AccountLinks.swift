import Domain
import Foundation

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

    // Where the forms of these pages are sent, and what stands behind them
    /// The sign-in page, which then leads on.
    func signIn(to onward: Onward) -> Link {
        onward == .home ? signIn : Link(base: base, ["session", "new"], query: [(FieldName.onward, onward.text)])
    }
    /// The sign-in page after something that leads there.
    public func signIn(after done: SignInPage.Arrival, loginId: String? = nil) -> Link {
        Link(
            base: base, ["session", "new"],
            query: [("after", done.rawValue)] + (loginId.map { [("id", $0)] } ?? []))
    }
    public var forgottenPasswordSent: Link {
        Link(base: base, ["password", "forgotten"], query: [("sent", "1")])
    }
    public var newPassword: Link { link("password", "new") }
    public var lostIdSent: Link { Link(base: base, ["lost-id"], query: [("sent", "1")]) }
    /// Where the second factor's code is asked for after the password.
    public var factor: Link { link("session", "factor") }
    public var factorProof: Link { link("second-factor", "new") }
    public var recoveryCodes: Link { link("second-factor", "recovery-codes") }
    public var factorEnd: Link { link("second-factor", "end") }
    public var sessionOfOwn: Link { link("sessions", "end") }
    public var otherSessions: Link { link("sessions", "end-others") }
    public var allSessions: Link { link("sessions", "end-all") }
    public var newDevices: Link { link("sessions", "new-devices") }
    /// The form at a path, with what was kept of it.
    public func keptForm(at path: String) -> Link {
        let segments = path.split(separator: "/").map { String($0).removingPercentEncoding ?? String($0) }
        let query = [(name: FieldName.kept, value: "1")]
        // An association's table, the pages of its members and its file are their own forms.
        if segments.first == "members", segments.count > 2 { return Link(base: base, segments, query: query) }
        let hasForm = segments.contains("reports") && segments.last != "closed"
        return hasForm
            ? Link(base: base, segments + ["new"], query: query) : Link(base: base, segments + [KeptForm.page])
    }
    public var keptFormEnd: Link { link("kept-forms", "end") }
    public func password(isDone: Bool) -> Link { Link(base: base, ["password"], query: isDone ? [("done", "1")] : []) }
    public func secondFactor(isDone: Bool) -> Link {
        Link(base: base, ["second-factor"], query: isDone ? [("done", "1")] : [])
    }
    public func sessions(isDone: Bool) -> Link { Link(base: base, ["sessions"], query: isDone ? [("done", "1")] : []) }
}
