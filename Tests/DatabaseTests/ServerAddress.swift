import Foundation
import Glibc

/// Where the tests' PostgreSQL server listens, out of `TEST_DATABASE_URL`.
struct ServerAddress: Sendable {
    enum Place: Sendable {
        case port(UInt16)
        case socket(String)
    }

    let place: Place
    let user: String
    let database: String

    struct NotUsable: Error {
        let url: String
    }

    static func ofTests() throws -> ServerAddress {
        let text = ProcessInfo.processInfo.environment["TEST_DATABASE_URL"] ?? ""
        guard let url = URLComponents(string: text) else { throw NotUsable(url: text) }
        let folder = url.queryItems?.first { $0.name == "host" }?.value
        let port = url.port ?? 5432
        let user = url.user ?? "postgres"
        let database = url.path.isEmpty ? user : String(url.path.dropFirst())
        if let folder, folder.hasPrefix("/") {
            let place = Place.socket("\(folder)/.s.PGSQL.\(port)")
            return ServerAddress(place: place, user: user, database: database)
        }
        return ServerAddress(place: .port(UInt16(port)), user: user, database: database)
    }

    static func loopback(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return address
    }

    /// A connected socket, or nothing.
    func connect() -> CInt? {
        switch place {
        case .port(let port):
            var address = Self.loopback(port: port)
            return connect(AF_INET, &address)
        case .socket(let path):
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
            return connect(AF_UNIX, &address)
        }
    }

    private func connect<Address>(_ family: CInt, _ address: inout Address) -> CInt? {
        let file = socket(family, CInt(SOCK_STREAM.rawValue), 0)
        let code = withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(file, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
        return code == 0 ? file : nil
    }
}
