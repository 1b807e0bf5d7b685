/// What became of one mail. The texts are the server's and may name the recipient: keep them out of logs and audits.
///
/// SMTP hands a mail over with a final dot and learns of it by one answer. Until the dot the server must not deliver;
/// after the answer both know. In between nobody can: if the line breaks or time runs out there, the server may have
/// taken the mail and its answer was lost, or it may never have seen the dot. That is `unknown`. To send an unknown mail
/// again risks that it arrives twice; not to, that it never does. The same Message-ID on both lets some mail programs
/// show them as one, but no standard promises it. `accepted` means that the next server answers for the mail, not that a
/// person has it: whether it could be delivered comes later, as a delivery report, or never.
public enum SendOutcome: Sendable, Equatable {
    /// The server has taken the mail.
    case accepted(answer: String)
    /// Not now: an answer 4xx, or no server, or a line lost before the mail was handed over (then without a code). It is
    /// certain that the mail was not taken. Try again later.
    case refusedForNow(code: Int?, text: String)
    /// Never: an answer 5xx to this recipient or this mail. Trying again gives the same.
    case refused(code: Int, text: String)
    /// It is not about this mail: TLS cannot be had or trusted, the sign-in failed, or the server will have nothing from
    /// us or our sender. The mail was not taken, and no other would be: stop, and tell who runs the system.
    case misconfigured(String)
    /// Handed over, and no answer: it may have been taken.
    case unknown(String)
}
