import Foundation

/// A host under which the product lived before (R2), with its port where it had one of its own.
public struct OldHost: Sendable, Equatable {
    /// Small letters, without the dot that may end a name.
    let name: String
    /// nil: whatever the port.
    let port: Int?

    /// Of a setting: `gmis.example.jp`, `gmis.example.jp:8443` or a base URL; nil for what is no host.
    public init?(_ text: String) {
        let isURL = text.contains("://")
        guard let url = URL(string: isURL ? text : "http://" + text), let scheme = url.scheme,
            ["http", "https"].contains(scheme.lowercased()), let host = url.host(percentEncoded: false), !host.isEmpty,
            url.query() == nil, url.fragment() == nil, url.user() == nil
        else { return nil }
        name = Self.plain(host)
        port = url.port
    }

    /// Whether a request with this `Host` was meant for it.
    public func matches(_ authority: String) -> Bool {
        guard let asked = OldHost(authority), asked.name == name else { return false }
        return port == nil || port == asked.port
    }

    private static func plain(_ host: String) -> String {
        let small = host.lowercased()
        return small.hasSuffix(".") ? String(small.dropLast()) : small
    }
}
