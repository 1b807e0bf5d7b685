import CCurl
import Foundation

/// libcurl's handle with its open connection.
///
/// `@unchecked Sendable`: its one owner, `SMTPClient`, uses it on a serial queue only.
final class SMTPLine: @unchecked Sendable {
    private static let isReady = curl_global_init(GMIS_GLOBAL_DEFAULT) == CURLE_OK
    private let server: SMTPServer
    private var handle: UnsafeMutableRawPointer?

    init(_ server: SMTPServer) { self.server = server }

    deinit { close() }

    /// Says QUIT, if a connection is open.
    func close() {
        if let handle { curl_easy_cleanup(handle) }
        handle = nil
    }

    /// A connection that the server closed while idle is opened anew, once: nothing of the mail was said on it.
    func send(_ message: MailMessage) -> SendOutcome {
        guard Self.isReady, let handle = handle ?? curl_easy_init() else {
            return .refusedForNow(code: nil, text: "libcurl does not start")
        }
        self.handle = handle
        let first = SMTPExchange(message)
        let outcome = first.perform(on: handle, server, anew: false)
        guard case .refusedForNow = outcome, first.wasGoodbye, gmis_curl_new_connections(handle) == 0 else {
            return outcome
        }
        return SMTPExchange(message).perform(on: handle, server, anew: true)
    }
}

/// One mail on its way through libcurl.
private final class SMTPExchange {
    private let message: MailMessage
    private let bytes: [UInt8]
    private var sent = 0
    private var conversation = SMTPConversation()

    init(_ message: MailMessage) {
        self.message = message
        bytes = message.bytes
    }

    var wasGoodbye: Bool { conversation.isGoodbye }

    func perform(on handle: UnsafeMutableRawPointer, _ server: SMTPServer, anew: Bool) -> SendOutcome {
        var complaint = [CChar](repeating: 0, count: Int(CURL_ERROR_SIZE))
        return complaint.withUnsafeMutableBufferPointer { complaint in
            curl_easy_reset(handle)
            guard let recipients = curl_slist_append(nil, "<\(message.to.address.onTheWire)>") else {
                return .refusedForNow(code: nil, text: "no memory")
            }
            defer {
                curl_easy_reset(handle)  // it must not keep what ends here
                curl_slist_free_all(recipients)
            }
            let refusals =
                settings(handle, server) + mail(handle, recipients)
                + [
                    gmis_curl_set_long(handle, CURLOPT_FRESH_CONNECT, anew ? 1 : 0),
                    gmis_curl_set_complaint(handle, complaint.baseAddress),
                ]
            if let refused = refusals.first(where: { $0 != CURLE_OK }) {
                return conversation.outcome(refused, String(cString: curl_easy_strerror(refused)))
            }
            let result = withExtendedLifetime(self) { curl_easy_perform(handle) }
            let said = complaint.first == 0 ? nil : complaint.baseAddress.map { String(cString: $0) }
            return conversation.outcome(result, said ?? String(cString: curl_easy_strerror(result)))
        }
    }

    private func settings(_ handle: UnsafeMutableRawPointer, _ server: SMTPServer) -> [CURLcode] {
        func milliseconds(_ seconds: Double) -> Int { Int(max(0.001, min(seconds, 86_400)) * 1_000) }
        var results = [
            gmis_curl_set_text(handle, CURLOPT_URL, server.url),
            gmis_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps"),
            gmis_curl_set_text(handle, CURLOPT_PROXY, ""),  // whatever the environment says of web proxies
            gmis_curl_set_long(handle, CURLOPT_NOSIGNAL, 1),
            gmis_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, milliseconds(server.connectTimeout)),
            gmis_curl_set_long(handle, CURLOPT_TIMEOUT_MS, milliseconds(server.totalTimeout)),
            gmis_curl_set_long(
                handle, CURLOPT_SERVER_RESPONSE_TIMEOUT, milliseconds(server.totalTimeout) / 1_000 + 1),
            gmis_curl_set_long(
                handle, CURLOPT_USE_SSL, server.security == .none ? GMIS_TLS_NEVER : GMIS_TLS_REQUIRED),
            gmis_curl_set_long(handle, CURLOPT_SSLVERSION, GMIS_TLS_1_2),
            gmis_curl_set_long(handle, CURLOPT_SSL_VERIFYPEER, 1),
            gmis_curl_set_long(handle, CURLOPT_SSL_VERIFYHOST, 2),
        ]
        if let file = server.caFile {
            results.append(gmis_curl_set_text(handle, CURLOPT_CAINFO, file))
            results.append(gmis_curl_set_text(handle, CURLOPT_CAPATH, nil))
        }
        if let user = server.user {
            results.append(gmis_curl_set_text(handle, CURLOPT_USERNAME, user))
            results.append(gmis_curl_set_text(handle, CURLOPT_PASSWORD, server.password ?? ""))
        }
        return results
    }

    private func mail(_ handle: UnsafeMutableRawPointer, _ recipients: UnsafeMutablePointer<curl_slist>) -> [CURLcode] {
        let own = Unmanaged.passUnretained(self).toOpaque()
        return [
            gmis_curl_set_text(handle, CURLOPT_MAIL_FROM, "<\(message.sender.onTheWire)>"),
            gmis_curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients),
            gmis_curl_set_long(handle, CURLOPT_UPLOAD, 1),
            gmis_curl_set_size(handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(bytes.count)),
            gmis_curl_set_reading(
                handle,
                { buffer, size, count, exchange in
                    guard let buffer, let exchange else { return Int(CURL_READFUNC_ABORT) }
                    return SMTPExchange.at(exchange).give(UnsafeMutableRawPointer(buffer), size * count)
                }, own),
            gmis_curl_set_listening(
                handle,
                { _, kind, text, length, exchange in
                    if let text, let exchange {
                        SMTPExchange.at(exchange).note(kind, UnsafeRawBufferPointer(start: text, count: length))
                    }
                    return 0
                }, own),
        ]
    }

    private static func at(_ pointer: UnsafeMutableRawPointer) -> SMTPExchange {
        Unmanaged<SMTPExchange>.fromOpaque(pointer).takeUnretainedValue()
    }

    /// libcurl asks for more of the mail; nothing more ends it.
    private func give(_ buffer: UnsafeMutableRawPointer, _ room: Int) -> Int {
        let count = min(room, bytes.count - sent)
        bytes.withUnsafeBytes { all in
            if count > 0, let start = all.baseAddress { buffer.copyMemory(from: start + sent, byteCount: count) }
        }
        sent += count
        if sent == bytes.count { conversation.handedOver() }
        return count
    }

    private func note(_ kind: curl_infotype, _ line: UnsafeRawBufferPointer) {
        switch kind {
        case CURLINFO_HEADER_OUT: conversation.said(line)
        case CURLINFO_HEADER_IN: conversation.heard(line)
        default: break
        }
    }
}
