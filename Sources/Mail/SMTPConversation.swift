import CCurl

/// What was said on the line while one mail was sent, as far as the outcome depends on it.
struct SMTPConversation {
    enum Step { case connecting, greeting, hello, startTLS, signIn, sender, recipient, data, content }

    private(set) var step = Step.connecting
    /// The code of the answer to the last thing we said; nil while there is none.
    private(set) var code: Int?
    private var answer: [String] = []
    private var isAnswered = false
    private var isOver = false

    /// We said a command. Passwords go by here and are not kept.
    mutating func said(_ line: some Collection<UInt8>) {
        let verb = String(decoding: line.prefix { $0.isLetterOrDigit }.prefix(9), as: UTF8.self).uppercased()
        if verb == "QUIT" { isOver = true }  // libcurl says it before it tells us of a failure
        guard !isOver else { return }
        let next: Step? =
            switch verb {
            case "EHLO", "HELO": .hello
            case "STARTTLS": .startTLS
            case "AUTH": .signIn
            case "MAIL": .sender
            case "RCPT": .recipient
            case "DATA": .data
            default: nil
            }
        step = next ?? step
        forgetAnswer()
    }

    /// The last byte of the mail was given to libcurl, which ends it with the dot.
    mutating func handedOver() {
        step = .content
        forgetAnswer()
    }

    /// The server said a line.
    mutating func heard(_ line: some Collection<UInt8>) {
        let text = String(decoding: line.filter { $0 != 0x0D && $0 != 0x0A }.prefix(1_000), as: UTF8.self)
        guard !isOver, let code = Int(text.prefix(3)), (200...599).contains(code) else { return }
        if step == .connecting { step = .greeting }
        if isAnswered { forgetAnswer() }
        self.code = code
        if answer.count < 20 { answer.append(String(text.dropFirst(4))) }
        isAnswered = !text.dropFirst(3).hasPrefix("-")
    }

    /// A server that closes lines it finds idle does so before it sees the next mail.
    var isGoodbye: Bool { step == .sender && (code == nil || code == 421) }

    /// What became of the mail, given how libcurl ended.
    func outcome(_ result: CURLcode, _ complaint: String) -> SendOutcome {
        let text = answer.joined(separator: "\n")
        if result == CURLE_OK { return .accepted(answer: text) }
        let said = [code.map(String.init), text, "(\(complaint))"].compactMap { $0 }.joined(separator: " ")
        switch code {
        case let code? where (400...499).contains(code): return .refusedForNow(code: code, text: text)
        case let code? where code >= 500 && isAboutThisMail(code): return .refused(code: code, text: text)
        case let code? where code >= 500: return .misconfigured(said)
        case _? where step == .content: return .accepted(answer: text)
        default: break
        }
        if step == .content { return .unknown(complaint) }
        return Self.isConfiguration(result) ? .misconfigured(said) : .refusedForNow(code: nil, text: complaint)
    }

    /// A refusal before the recipient was named speaks of us, as do the codes that ask for a sign-in; only a mail that is
    /// too large for the server (552) is told so early.
    private func isAboutThisMail(_ code: Int) -> Bool {
        switch step {
        case .recipient, .data, .content: ![530, 534, 535, 538].contains(code)
        case .sender: code == 552
        case .connecting, .greeting, .hello, .startTLS, .signIn: false
        }
    }

    /// A handshake that broke off (`CURLE_SSL_CONNECT_ERROR`) is not among them: it may be a line that was lost.
    private static func isConfiguration(_ result: CURLcode) -> Bool {
        [
            CURLE_USE_SSL_FAILED, CURLE_LOGIN_DENIED, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_CERTPROBLEM, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_NOTFOUND,
            CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL, CURLE_NOT_BUILT_IN, CURLE_UNKNOWN_OPTION,
            CURLE_BAD_FUNCTION_ARGUMENT,
        ].contains(result)
    }

    private mutating func forgetAnswer() {
        code = nil
        answer = []
        isAnswered = false
    }
}
