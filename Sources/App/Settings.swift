import Database
import Domain
import Foundation
import Sodium
import Web

/// Every setting, read from the environment once and checked before anything starts; `.env.example` and docs/operating.md list them.
struct Settings {
    /// Where the data are kept: `DATABASE_URL`.
    let database: DatabaseURL
    /// The address to listen on: `HOST`.
    let host: String
    /// `PORT`, 1 to 65535.
    let port: Int
    /// The address that every printed link begins with, without a slash at its end (R2): `BASE_URL`.
    let baseURL: String
    /// Hosts under which the product lived before; who comes by one is sent to `baseURL` (R2): `OLD_BASE_URLS`, commas between.
    let oldHosts: [OldHost]
    /// `LOG_LEVEL`
    let logLevel: String
    /// Whether the last entry of `X-Forwarded-For` says where people come from (R14): `TRUST_PROXY`, 0 or 1.
    let trustsProxy: Bool
    /// Whether offices need a second factor to sign in (design §6): `SECOND_FACTOR`, required or optional.
    let requiresSecondFactor: Bool
    /// `HELP_DESK_NAME` and its like (R6).
    let helpDesk: HelpDeskContact
    /// How long personal data are kept: `KEEP_SESSIONS_DAYS` and so on.
    let keeping: Keeping

    /// Whether mails that tell of newly issued IDs wait for their release (R4): `ISSUE_NOTIFICATIONS`, automatic or held.
    let holdsNotifications: Bool
    /// So many days a note that was passed asks no more: `NOTE_MEMORY_DAYS`, 0 to 366.
    let noteMemoryDays: Int
    /// `MAIL_URL` and its like (R4 R14).
    let mail: MailSettings
    /// What signs receipts: the key in `SIGNING_KEY_FILE`; nil without.
    let signingKey: Ed25519.PrivateKey?

    /// Everything that is wrong with the settings, at once.
    struct Faults: Error {
        let faults: [(japanese: String, english: String)]
    }

    init(_ environment: [String: String] = ProcessInfo.processInfo.environment) throws {
        var reader = SettingsReader(environment: environment)
        let database = Self.database(&reader)
        host = reader.value("HOST", default: "127.0.0.1")
        let portText = reader.value("PORT", default: "8080")
        let port = Int(portText).flatMap { (1...65_535).contains($0) ? $0 : nil }
        if port == nil {
            reader.fault(
                "PORT「\(portText)」は1から65535の数で指定してください。", "PORT must be a number from 1 to 65535, found \(portText)")
        }
        baseURL = reader.value("BASE_URL", default: "http://localhost:\(port ?? 8080)")
        if !Self.isBaseURL(baseURL) {
            reader.fault(
                "BASE_URL「\(baseURL)」は https://example.jp の形で、あとに何も付けずに指定してください。",
                "BASE_URL must be like https://example.jp with nothing after it, found \(baseURL)")
        }
        oldHosts = Self.oldHosts(&reader, beside: baseURL)
        logLevel = reader.value("LOG_LEVEL", default: "info")
        if !["trace", "debug", "info", "notice", "warning", "error", "critical"].contains(logLevel) {
            reader.fault(
                "LOG_LEVEL「\(logLevel)」は使えません。info などを指定してください。", "LOG_LEVEL \(logLevel) is not a level such as info")
        }
        let trust = reader.value("TRUST_PROXY", default: "0")
        trustsProxy = trust == "1"
        if !["0", "1"].contains(trust) {
            reader.fault("TRUST_PROXY「\(trust)」は0か1で指定してください。", "TRUST_PROXY must be 0 or 1, found \(trust)")
        }
        requiresSecondFactor = Self.requiresSecondFactor(&reader)
        holdsNotifications = reader.holdsNotifications()
        noteMemoryDays = reader.noteMemoryDays()
        helpDesk = HelpDeskSettings.read(&reader)
        keeping = KeepingSettings.read(&reader)
        mail = MailSettings.read(&reader)
        signingKey = SigningKeyFile.read(&reader)
        guard reader.faults.isEmpty, let database, let port else { throw Faults(faults: reader.faults) }
        self.database = database
        self.port = port
    }

    private static func database(_ reader: inout SettingsReader) -> DatabaseURL? {
        let url = reader.value("DATABASE_URL", default: "sqlite:data/gmis.sqlite")
        do {
            return try DatabaseURL(url)
        } catch {
            reader.fault(
                "DATABASE_URL は sqlite:ファイル名 か postgres://… で指定してください。",
                "DATABASE_URL must be sqlite:PATH or postgres://…: \(error)")
            return nil
        }
    }

    private static func requiresSecondFactor(_ reader: inout SettingsReader) -> Bool {
        let factor = reader.value("SECOND_FACTOR", default: "required")
        if !["required", "optional"].contains(factor) {
            reader.fault(
                "SECOND_FACTOR「\(factor)」は required か optional で指定してください。",
                "SECOND_FACTOR must be required or optional, found \(factor)")
        }
        return factor != "optional"
    }

    private static func isBaseURL(_ text: String) -> Bool {
        guard let url = URL(string: text), let scheme = url.scheme, url.host() != nil else { return false }
        return ["http", "https"].contains(scheme) && url.path().isEmpty && url.query() == nil && url.fragment() == nil
    }

    /// One that is also the present one would send people round in a circle.
    private static func oldHosts(_ reader: inout SettingsReader, beside baseURL: String) -> [OldHost] {
        let texts = reader.value("OLD_BASE_URLS", default: "").split(separator: ",").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        let authority = baseURL.split(separator: "/").last.map(String.init) ?? ""
        return texts.filter { !$0.isEmpty }.compactMap { text in
            guard let host = OldHost(text), !host.matches(authority) else {
                reader.fault(
                    "OLD_BASE_URLS の「\(text)」は、BASE_URL とは別のホスト名か https://old.example.jp の形で指定してください。",
                    "OLD_BASE_URLS: \(text) must be a host or an address such as https://old.example.jp, and not BASE_URL's"
                )
                return nil
            }
            return host
        }
    }
}

extension SettingsReader {
    /// `NOTE_MEMORY_DAYS`: 0 remembers nothing.
    mutating func noteMemoryDays() -> Int {
        let text = value("NOTE_MEMORY_DAYS", default: String(NoteMemory.usualDays))
        if let days = Int(text), (0...366).contains(days) { return days }
        fault(
            "NOTE_MEMORY_DAYS「\(text)」は0から366までの日数で指定してください。",
            "NOTE_MEMORY_DAYS must be a number of days from 0 to 366, found \(text)")
        return NoteMemory.usualDays
    }

    /// `ISSUE_NOTIFICATIONS`: automatic or held.
    mutating func holdsNotifications() -> Bool {
        let typed = value("ISSUE_NOTIFICATIONS", default: "automatic")
        if !["automatic", "held"].contains(typed) {
            fault(
                "ISSUE_NOTIFICATIONS「\(typed)」は automatic か held で指定してください。",
                "ISSUE_NOTIFICATIONS must be automatic or held, found \(typed)")
        }
        return typed == "held"
    }
}
