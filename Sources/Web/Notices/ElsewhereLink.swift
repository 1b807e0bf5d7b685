import Foundation

extension Link {
    /// An address of the web that a person wrote: `https` or `http` and a host; nil for everything else.
    public static func elsewhere(_ text: String) -> Link? {
        guard text.utf8.allSatisfy(isOfAddress), let url = URL(string: text), let scheme = url.scheme?.lowercased(),
            ["http", "https"].contains(scheme), let host = url.host(), !host.isEmpty, url.user() == nil
        else { return nil }
        return Link(address: text)
    }

    /// The characters of addresses (RFC 3986).
    static func isOfAddress(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122: true
        default: "-._~:/?#[]@!$&'()*+,;=%".utf8.contains(byte)
        }
    }
}
