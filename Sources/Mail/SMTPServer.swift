/// The mail server that takes our mail, and how to speak with it.
public struct SMTPServer: Sendable, Equatable {
    /// What protects the line. With TLS the server's certificate is always checked.
    public enum Security: String, Sendable, CaseIterable {
        /// Plain text, and the password with it: for a server on the same machine.
        case none
        /// Plain at first, then STARTTLS; a server that does not offer it gets no mail.
        case startTLS
        /// TLS from the first byte (port 465).
        case tls
    }

    /// Name or IP number.
    public var host: String
    public var port: Int
    public var security: Security
    /// Who signs in, if anybody; without a user nobody does. A server that offers no sign-in is used without.
    public var user: String?
    public var password: String?
    /// A PEM file with the only authorities to trust; nil trusts those of the system.
    public var caFile: String?
    /// How we name ourselves in EHLO; nil lets libcurl take the machine's name.
    public var helloName: String?
    /// Seconds to reach the server, TLS included.
    public var connectTimeout: Double
    /// Seconds for one mail in all, from reaching the server to its last answer.
    public var totalTimeout: Double

    public init(
        host: String, port: Int, security: Security, user: String? = nil, password: String? = nil,
        caFile: String? = nil, helloName: String? = nil, connectTimeout: Double = 10, totalTimeout: Double = 60
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.user = user
        self.password = password
        self.caFile = caFile
        self.helloName = helloName
        self.connectTimeout = connectTimeout
        self.totalTimeout = totalTimeout
    }

    var url: String {
        let scheme = security == .tls ? "smtps" : "smtp"
        let name = host.contains(":") ? "[\(host)]" : host
        return "\(scheme)://\(name):\(port)/" + (helloName.map { MailMessage.atoms($0) } ?? "")
    }
}
