import Foundation
import Mail

/// The settings that begin with `MAIL_` (R4 R14).
struct MailSettings: Sendable {
    /// How mails go out: `MAIL_URL` with `MAIL_PASSWORD`, `MAIL_CA_FILE`, `MAIL_TIMEOUT`; nil: they wait.
    var server: SMTPServer?
    /// `MAIL_FROM`; there wherever there is a server.
    var from: MailParty?
    /// `MAIL_REPLY_TO`
    var replyTo: MailParty?
    /// Where other servers send delivery reports: `MAIL_RETURN_PATH`.
    var returnPath: MailAddress?
    /// `MAIL_PER_MINUTE`, of this node.
    var perMinute = 300
    /// An mbox file, a Maildir or a folder with delivery reports: `MAIL_REPORTS`.
    var reports: String?
    /// What programs say that bring delivery reports: `MAIL_WEBHOOK_TOKEN`.
    var webhookToken: String?

    /// What is wrong is noted with the reader.
    static func read(_ reader: inout SettingsReader) -> MailSettings {
        var settings = MailSettings()
        settings.server = server(&reader)
        settings.from = party(&reader, "MAIL_FROM")
        settings.replyTo = party(&reader, "MAIL_REPLY_TO")
        settings.returnPath = party(&reader, "MAIL_RETURN_PATH")?.address
        if settings.server != nil, settings.from == nil, reader.value("MAIL_FROM", default: "").isEmpty {
            reader.fault(
                "MAIL_URL を指定したときは、差出人 MAIL_FROM も指定してください。", "MAIL_FROM is needed where MAIL_URL is set")
        }
        settings.perMinute = number(&reader, "MAIL_PER_MINUTE", usual: 300, 1...60_000)
        settings.reports = reports(&reader)
        settings.webhookToken = token(&reader)
        return settings
    }

    private static func server(_ reader: inout SettingsReader) -> SMTPServer? {
        let text = reader.value("MAIL_URL", default: "")
        let timeout = number(&reader, "MAIL_TIMEOUT", usual: 60, 1...120)
        guard !text.isEmpty else { return nil }
        guard let url = URLComponents(string: text), let (security, usual) = security(url), let host = url.host,
            !host.isEmpty, url.path.isEmpty || url.path == "/", url.password == nil, url.fragment == nil
        else {
            reader.fault(
                "MAIL_URL は smtp://USER@HOST:587?tls=starttls か smtps://USER@HOST の形で指定してください。パスワードは MAIL_PASSWORD に入れてください。",
                "MAIL_URL must be like smtp://USER@HOST:587?tls=starttls or smtps://USER@HOST; the password is MAIL_PASSWORD"
            )
            return nil
        }
        let password = reader.value("MAIL_PASSWORD", default: "")
        if url.user != nil, password.isEmpty {
            reader.fault(
                "MAIL_URL にユーザー名があるときは、MAIL_PASSWORD か MAIL_PASSWORD_FILE も指定してください。",
                "MAIL_PASSWORD or MAIL_PASSWORD_FILE is needed where MAIL_URL names a user")
        }
        return SMTPServer(
            host: host, port: url.port ?? usual, security: security, user: url.user,
            password: url.user == nil ? nil : password, caFile: file(&reader, "MAIL_CA_FILE"),
            connectTimeout: Double(min(10, timeout)), totalTimeout: Double(timeout))
    }

    /// The security and its usual port. Plain text must be asked for, since passwords go over it too.
    private static func security(_ url: URLComponents) -> (SMTPServer.Security, port: Int)? {
        let queries = url.queryItems ?? []
        switch (url.scheme, queries.first?.name, queries.first?.value) {
        case ("smtps", nil, _): return (.tls, 465)
        case ("smtp", nil, _), ("smtp", "tls", "starttls"): return (.startTLS, 587)
        case ("smtp", "tls", "none"): return (.none, 25)
        default: return nil
        }
    }

    /// `a@b.jp` or `NAME <a@b.jp>`.
    private static func party(_ reader: inout SettingsReader, _ name: String) -> MailParty? {
        let text = reader.value(name, default: "")
        guard !text.isEmpty else { return nil }
        let halves = text.split(separator: "<", maxSplits: 1).map(String.init)
        let shown = halves.count == 2 ? halves[0].trimmingCharacters(in: .whitespaces) : nil
        let address = (halves.last ?? "").trimmingCharacters(in: CharacterSet(charactersIn: "> "))
        do {
            return MailParty(try MailAddress(address), name: shown)
        } catch {
            reader.fault(
                "\(name)「\(text)」はメールアドレスではありません。gmis@example.jp か 名前 <gmis@example.jp> の形で指定してください。",
                "\(name) must be like gmis@example.jp or NAME <gmis@example.jp>, found \(text)")
            return nil
        }
    }

    private static func number(
        _ reader: inout SettingsReader, _ name: String, usual: Int, _ range: ClosedRange<Int>
    ) -> Int {
        let text = reader.value(name, default: String(usual))
        guard let number = Int(text), range.contains(number) else {
            reader.fault(
                "\(name)「\(text)」は\(range.lowerBound)から\(range.upperBound)の数で指定してください。",
                "\(name) must be a number from \(range.lowerBound) to \(range.upperBound), found \(text)")
            return usual
        }
        return number
    }

    private static func file(_ reader: inout SettingsReader, _ name: String) -> String? {
        let path = reader.value(name, default: "")
        guard !path.isEmpty else { return nil }
        if !FileManager.default.isReadableFile(atPath: path) {
            reader.fault("\(name) の \(path) を読めません。", "\(name): \(path) cannot be read")
        }
        return path
    }

    /// It may come to be later, as the first report does.
    private static func reports(_ reader: inout SettingsReader) -> String? {
        let path = reader.value("MAIL_REPORTS", default: "")
        guard !path.isEmpty else { return nil }
        if !path.hasPrefix("/") {
            reader.fault("MAIL_REPORTS「\(path)」は / で始まる場所で指定してください。", "MAIL_REPORTS must begin with /, found \(path)")
        }
        return path
    }

    private static func token(_ reader: inout SettingsReader) -> String? {
        let token = reader.value("MAIL_WEBHOOK_TOKEN", default: "")
        guard !token.isEmpty else { return nil }
        if token.utf8.count < 20 || !token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
            reader.fault(
                "MAIL_WEBHOOK_TOKEN は20文字以上の半角の英数字記号で指定してください。",
                "MAIL_WEBHOOK_TOKEN must have at least 20 printable ASCII characters without blanks")
        }
        return token
    }
}
