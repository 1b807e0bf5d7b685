import Domain
import HummingbirdTesting
import Foundation
import NIOCore
import NIOPosix
import Testing

@testable import Web

/// Old programs write their query as raw UTF-8, which the standard forbids and the ministry's server understood: over a real
/// socket, to the byte.
@Suite struct RawRequestTests {
    @Test(arguments: ["prefName=東京都", "prefName=%E6%9D%B1%E4%BA%AC%E9%83%BD", "prefName=東京%E9%83%BD"])
    func `it works: raw and encoded queries find the same`(query: String) async throws {
        try await WebWorld.run(.live) { world in
            try await Sheet.today.send(by: try await world.visitor(.hospital))
            let answer = try await send("GET /api/Covid19DailySurvey/20210920?\(query) HTTP/1.1", to: world)
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(answer.components(separatedBy: #""facilityId""#).count == 7)
            #expect(!answer.contains("石川県"))
        }
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\nHost: b", "GET /%zz HTTP/1.1", "GET //etc/passwd HTTP/1.1", "GET /../../etc/passwd HTTP/1.1",
        "GET /assets/../Routes.swift HTTP/1.1", "GET /assets/%2e%2e/%2e%2e/Package.swift HTTP/1.1",
        "GET /open-data/２０２１/covid-19_daily_survey.csv HTTP/1.1", "GET http://elsewhere.example/health HTTP/1.1",
        "TRACE / HTTP/1.1", "GET /\u{1}\u{7f} HTTP/1.1", "GET * HTTP/1.1", "nonsense",
    ])
    func `an odd request is refused or led on, and the server lives`(line: String) async throws {
        try await WebWorld.run(.live) { world in
            let answer = try await send(line, to: world)
            for status in ["500", "501", "502"] {
                #expect(!answer.hasPrefix("HTTP/1.1 \(status)"), "\(answer.prefix(60))")
            }
            #expect(try await world.stranger.get("/health").status == 200)
        }
    }

    @Test(arguments: ["GET /home?a=%E7%9F%B3 HTTP/1.1", "GET http://old.example.jp/home?a=%E7%9F%B3 HTTP/1.1"])
    func `who comes by an old address is led to the present one`(line: String) async throws {
        let old = try #require(OldHost("old.example.jp"))
        try await WebWorld.run(baseURL: "https://gmis.example.jp", oldHosts: [old], .live) { world in
            let answer = try await send(line, host: "OLD.example.jp:80", to: world)
            #expect(answer.hasPrefix("HTTP/1.1 308 "))
            #expect(answer.lowercased().contains("\r\nlocation: https://gmis.example.jp/home?a=%e7%9f%b3\r\n"))
        }
    }

    @Test func `an answer names neither the program nor its version`() async throws {
        try await WebWorld.run(.live) { world in
            let answer = try await send("GET /health HTTP/1.1", to: world).lowercased()
            #expect(!answer.contains("\r\nserver:"))
            #expect(!answer.contains("hummingbird"))
        }
    }

    /// Sends a request line as it stands, with the fewest headers, and reads until the server closes.
    private func send(_ line: String, host: String = "localhost", to world: WebWorld) async throws -> String {
        let port = try #require(world.client.port)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            let request = Array("\(line)\r\nHost: \(host)\r\nConnection: close\r\n\r\n".utf8)
            try await outbound.write(ByteBuffer(bytes: request))
            var bytes: [UInt8] = []
            for try await part in inbound { bytes += Array(part.readableBytesView) }
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}
