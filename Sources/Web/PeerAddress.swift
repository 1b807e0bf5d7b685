import Foundation
import HTTPTypes
import NIOCore

/// Where a request comes from, as throttling counts it (R14): an IPv4 address, or the /64 of an IPv6 one, since a household has that
/// many to itself.
enum PeerAddress {
    /// Of a peer whose address cannot be told: all of these count as one, so that none can hide behind it.
    static let unknown = "unknown"

    /// - Parameter trustsProxy: the peer is our proxy, and the last entry of `X-Forwarded-For` is its own word. What stands before
    ///   came from the visitor, who could write anything.
    static func text(of peer: SocketAddress?, _ headers: HTTPFields, trustsProxy: Bool) -> String {
        if trustsProxy, let told = forwarded(headers) { return told }
        return peer?.ipAddress.flatMap(network) ?? unknown
    }

    private static func forwarded(_ headers: HTTPFields) -> String? {
        guard let name = HTTPField.Name("X-Forwarded-For"),
            let last = headers[values: name].last?.split(separator: ",", omittingEmptySubsequences: false).last
        else { return nil }
        return network(withoutPort(last.trimmingCharacters(in: .whitespaces)))
    }

    /// Some proxies add the port: `192.0.2.7:4711`, `[2001:db8::7]:4711`.
    private static func withoutPort(_ text: String) -> String {
        if text.hasPrefix("[") { return String(text.dropFirst().prefix { $0 != "]" }) }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 ? String(parts[0]) : text
    }

    /// One spelling for each address; nil for what is none.
    static func network(_ text: String) -> String? {
        var four = [UInt8](repeating: 0, count: 4)
        if inet_pton(AF_INET, text, &four) == 1 { return dotted(four[...]) }
        var six = [UInt8](repeating: 0, count: 16)
        // The zone after % says through which of our own interfaces it came.
        guard inet_pton(AF_INET6, String(text.prefix { $0 != "%" }), &six) == 1 else { return nil }
        let isMapped = six[..<10].allSatisfy { $0 == 0 } && six[10] == 255 && six[11] == 255
        return isMapped ? dotted(six[12...]) : six[..<8].map { String($0, radix: 16) }.joined(separator: ":") + "/64"
    }

    private static func dotted(_ bytes: ArraySlice<UInt8>) -> String { bytes.map(String.init).joined(separator: ".") }
}
