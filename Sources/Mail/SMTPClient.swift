import Dispatch

/// Sends mails to one server, one at a time, on a line that stays open between them. Two clients send two at a time.
public final class SMTPClient: Sendable {
    private let line: SMTPLine
    private let queue = DispatchQueue(label: "mail")

    /// Opens nothing yet: the first mail does.
    public init(_ server: SMTPServer) { line = SMTPLine(server) }

    deinit { queue.async { [line] in line.close() } }

    /// Sends the mail once and says what became of it; `SendOutcome` says what can be known.
    ///
    /// Blocks a thread of its own, never the caller's. A mail waits for those given before it. Cancelling the task has no
    /// effect, since an outcome that nobody hears of would be lost; `SMTPServer.totalTimeout` ends everything.
    public func send(_ message: MailMessage) async -> SendOutcome {
        await withCheckedContinuation { caller in
            queue.async { [line] in caller.resume(returning: line.send(message)) }
        }
    }

    /// Says goodbye to the server; the next mail would open the line anew.
    public func close() async {
        await withCheckedContinuation { caller in
            queue.async { [line] in
                line.close()
                caller.resume()
            }
        }
    }
}
