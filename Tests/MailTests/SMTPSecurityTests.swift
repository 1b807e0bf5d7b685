import Foundation
import Mail
import Testing

/// TLS and signing in, with a real server.
@Suite(.timeLimit(.minutes(2)))
struct SMTPSecurityTests {
    private func isMisconfigured(_ settings: SMTPServer) async throws -> Bool {
        if case .misconfigured = await SMTPClient(settings).send(try mail()) { true } else { false }
    }

    @Test(arguments: [SMTPServer.Security.startTLS, .tls])
    func `mail goes through TLS, signed in, over one line`(security: SMTPServer.Security) async throws {
        let server = try MailServer(security, auth: "gate:秘密")
        let client = SMTPClient(server.settings(security, user: "gate", password: "秘密"))
        for number in 1...2 {
            #expect(await client.send(try mail()) == .accepted(answer: "2.0.0 taken as 0000\(number)"))
        }
        let taken = try server.taken()
        #expect(taken.map(\.tls) == [true, true] && taken.map(\.user) == ["gate", "gate"])
        #expect(taken.map(\.connection) == [1, 1])
    }

    @Test func `a wrong password stops the queue and bounces nothing`() async throws {
        let server = try MailServer(.startTLS, auth: "gate:right")
        #expect(try await isMisconfigured(server.settings(.startTLS, user: "gate", password: "wrong")))
        #expect(try server.taken().isEmpty)
    }

    @Test func `no mail goes in plain text to a server without STARTTLS`() async throws {
        let server = try MailServer()
        var settings = server.settings()
        settings.security = .startTLS
        #expect(try await isMisconfigured(settings))
        #expect(try server.taken().isEmpty)
    }

    @Test(arguments: [SMTPServer.Security.startTLS, .tls])
    func `a certificate that nobody vouches for is refused`(security: SMTPServer.Security) async throws {
        let server = try MailServer(security)
        var settings = server.settings(security)
        settings.caFile = nil
        #expect(try await isMisconfigured(settings))
        settings.caFile = "/no/such/file.pem"
        #expect(try await isMisconfigured(settings))
        #expect(try server.taken().isEmpty)
    }

    @Test func `a certificate for another name is refused`() async throws {
        let server = try MailServer(.startTLS, name: "other.example")
        #expect(try await isMisconfigured(server.settings(.startTLS)))
        #expect(try server.taken().isEmpty)
    }
}
