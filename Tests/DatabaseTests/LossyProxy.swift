import Foundation
import Glibc
import Synchronization

/// Stands between a pool and its server and cuts the line at the moment a test asks for.
final class LossyProxy: Sendable {
    /// When the next COMMIT of a client comes by.
    enum Cut: Sendable {
        case beforeServerSeesIt, afterServerSeesIt
        /// After the server has it; and no new connection is let through.
        case forGood
    }

    struct Failed: Error {
        let call: String
        let code = errno
    }

    private struct State {
        var cut: Cut?
        var isGone = false
        var cuts = 0
    }

    let port: UInt16
    private let listener: CInt
    private let server: ServerAddress
    private let state = Mutex(State())

    init(to server: ServerAddress) throws {
        self.server = server
        listener = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        var address = ServerAddress.loopback(port: 0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listener = listener
        let code = withUnsafeMutablePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, length) + listen(listener, 16) + getsockname(listener, address, &length)
            }
        }
        guard code == 0 else { throw Failed(call: "listen") }
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread { self.accept() }
    }

    /// How many lines were cut.
    var cuts: Int { state.withLock { $0.cuts } }

    func cutNextCommit(_ cut: Cut) {
        state.withLock { $0.cut = cut }
    }

    func close() {
        state.withLock { $0.isGone = true }
        shutdown(listener, CInt(SHUT_RDWR))
        Glibc.close(listener)
    }

    private func accept() {
        while true {
            let client = Glibc.accept(listener, nil, nil)
            if client < 0 { return }
            guard !state.withLock({ $0.isGone }), let upstream = server.connect() else {
                Glibc.close(client)
                continue
            }
            Thread.detachNewThread { self.pump(from: client, to: upstream, isClient: true) }
            Thread.detachNewThread { self.pump(from: upstream, to: client, isClient: false) }
        }
    }

    private func pump(from source: CInt, to target: CInt, isClient: Bool) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(source, &buffer, buffer.count)
            let cut = isClient && count > 0 ? takeCut(buffer[..<count]) : nil
            if count > 0, cut != .beforeServerSeesIt { _ = write(target, buffer, count) }
            guard count > 0, cut == nil else { break }
        }
        shutdown(source, CInt(SHUT_RDWR))
        shutdown(target, CInt(SHUT_RDWR))
    }

    private func takeCut(_ bytes: ArraySlice<UInt8>) -> Cut? {
        guard bytes.firstRange(of: Array("COMMIT\0".utf8)) != nil else { return nil }
        return state.withLock { state in
            guard let cut = state.cut else { return nil }
            state.cut = nil
            state.cuts += 1
            state.isGone = cut == .forGood
            return cut
        }
    }
}
