import HTTPTypes
import NIOCore
import Testing

@testable import Web

/// Where a request comes from.
struct PeerAddressTests {
    private func headers(_ values: [String]) throws -> HTTPFields {
        let name = try #require(HTTPField.Name("X-Forwarded-For"))
        var headers = HTTPFields()
        for value in values { headers.append(HTTPField(name: name, value: value)) }
        return headers
    }

    @Test func `it is the other end of the connection, whatever the request says`() throws {
        let peer = try SocketAddress(ipAddress: "192.0.2.7", port: 4711)
        let told = try headers(["203.0.113.5"])
        #expect(PeerAddress.text(of: peer, told, trustsProxy: false) == "192.0.2.7")
        #expect(PeerAddress.text(of: nil, told, trustsProxy: false) == "unknown")
    }

    @Test(arguments: [
        (["203.0.113.5"], "203.0.113.5"), (["198.51.100.1, 203.0.113.5"], "203.0.113.5"),
        (["198.51.100.1", "203.0.113.5"], "203.0.113.5"), (["203.0.113.5:4711"], "203.0.113.5"),
        (["[2001:db8:1:2::7]:4711"], "20:1:d:b8:0:1:0:2/64"), (["2001:DB8:1:2:9::"], "20:1:d:b8:0:1:0:2/64"),
        ([], "192.0.2.7"), ([""], "192.0.2.7"), (["203.0.113.5, "], "192.0.2.7"), (["203.0.113.5, me"], "192.0.2.7"),
    ])
    func `behind a proxy it is the last entry that the proxy wrote, or the proxy where there is none`(
        told: [String], address: String
    ) throws {
        let proxy = try SocketAddress(ipAddress: "192.0.2.7", port: 80)
        #expect(PeerAddress.text(of: proxy, try headers(told), trustsProxy: true) == address)
    }

    @Test(arguments: [
        ("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"), ("::1", "0:0:0:0:0:0:0:0/64"),
        ("fe80::1%eth0", "fe:80:0:0:0:0:0:0/64"), ("2001:db8::1", "20:1:d:b8:0:0:0:0/64"),
    ])
    func `an address has one spelling, and IPv6 counts by the network`(text: String, network: String) {
        #expect(PeerAddress.network(text) == network)
    }

    @Test(arguments: ["", " ", "192.0.2", "192.0.2.256", "1.2.3.4.5", "見本", "::g"])
    func `what is no address is none`(text: String) {
        #expect(PeerAddress.network(text) == nil)
    }
}
