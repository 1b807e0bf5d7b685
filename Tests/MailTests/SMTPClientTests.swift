import Foundation
import Mail
import Testing

/// Each thing that can become of a mail, with a real server.
@Suite(.timeLimit(.minutes(2)))
struct SMTPClientTests {
    private func outcome(_ server: MailServer, to local: String) async throws -> SendOutcome {
        defer { server.stop() }
        return await SMTPClient(server.settings()).send(try mail(to: local))
    }

    private func misconfigured(_ outcome: SendOutcome) -> String? {
        if case .misconfigured(let text) = outcome { text } else { nil }
    }

    @Test func `a mail is taken, and the answer told`() async throws {
        let server = try MailServer()
        #expect(try await outcome(server, to: "taro") == .accepted(answer: "2.0.0 taken as 00001"))
        let taken = try #require(try server.taken().first)
        #expect(taken.sender == "office@example.jp" && taken.recipients == ["taro@example.jp"])
        #expect(taken.hello == "client.example" && !taken.tls && taken.user == nil)
    }

    @Test(arguments: [
        ("rcpt-450", 450, "4.2.1 mailbox busy"), ("data-451", 451, "4.3.0 try again"),
        ("rcpt-421", 421, "4.3.2 closing"),
    ])
    func `an answer 4xx is a refusal for now`(local: String, code: Int, text: String) async throws {
        let server = try MailServer()
        #expect(try await outcome(server, to: local) == .refusedForNow(code: code, text: text))
        #expect(try server.taken().isEmpty)
    }

    @Test(arguments: [
        ("rcpt-550", 550, "5.1.1 no such user"), ("data-554", 554, "5.6.0 we do not like this mail"),
    ])
    func `an answer 5xx to recipient or mail is for ever`(local: String, code: Int, text: String) async throws {
        let server = try MailServer()
        #expect(try await outcome(server, to: local) == .refused(code: code, text: text))
        #expect(try server.taken().isEmpty)
    }

    @Test func `what was refused for now may be taken the next time`() async throws {
        let server = try MailServer()
        defer { server.stop() }
        let client = SMTPClient(server.settings())
        #expect(
            await client.send(try mail(to: "rcpt-later"))
                == .refusedForNow(code: 450, text: "4.7.1 greylisted, come again"))
        #expect(await client.send(try mail(to: "rcpt-later")) == .accepted(answer: "2.0.0 taken as 00001"))
    }

    @Test(arguments: ["hang", "drop-after-data"])
    func `without an answer after the mail nobody knows, and here it was taken`(local: String) async throws {
        let server = try MailServer()
        guard case .unknown = try await outcome(server, to: local) else {
            Issue.record("not unknown")
            return
        }
        #expect(try server.taken().count == 1)
    }

    @Test func `a line lost before the mail was handed over is a refusal for now, with no stale code`() async throws {
        let server = try MailServer()
        guard case .refusedForNow(code: nil, _) = try await outcome(server, to: "drop-at-rcpt") else {
            Issue.record("not refused for now")
            return
        }
        #expect(try server.taken().isEmpty)
    }

    @Test func `no server is a refusal for now`() async throws {
        var settings = SMTPServer(host: "127.0.0.1", port: 1, security: .none, connectTimeout: 3, totalTimeout: 3)
        let first = await SMTPClient(settings).send(try mail())
        settings.host = "no-such-host.invalid"
        let second = await SMTPClient(settings).send(try mail())
        for outcome in [first, second] {
            guard case .refusedForNow(code: nil, _) = outcome else {
                Issue.record("\(outcome)")
                continue
            }
        }
    }

    @Test func `a slow server is waited for`() async throws {
        #expect(try await outcome(try MailServer(), to: "slow") == .accepted(answer: "2.0.0 taken as 00001"))
    }

    @Test func `the line stays open between mails, and is opened anew when the server closed it`() async throws {
        let server = try MailServer()
        let client = SMTPClient(server.settings())
        for local in ["a", "b", "goodbye", "c", "rcpt-550", "d"] { _ = await client.send(try mail(to: local)) }
        #expect(try server.taken().map(\.connection) == [1, 1, 1, 2, 3])
        await client.close()
        _ = await client.send(try mail())
        #expect(try server.taken().last?.connection == 4)
    }

    @Test func `many at once are sent one after the other`() async throws {
        let server = try MailServer()
        let client = SMTPClient(server.settings())
        await withTaskGroup { group in
            for number in 0..<20 { group.addTask { try? await client.send(mail(to: "a+\(number)")) } }
            for await outcome in group {
                guard case .accepted? = outcome else {
                    Issue.record("\(String(describing: outcome))")
                    continue
                }
            }
        }
        #expect(try Set(server.taken().flatMap(\.recipients)).count == 20)
        #expect(try Set(server.taken().map(\.connection)) == [1])
    }

    @Test func `a sender that must wait waits, one that is not wanted is our mistake`() async throws {
        let server = try MailServer()
        defer { server.stop() }
        let client = SMTPClient(server.settings())
        var message = try mail()
        message.returnPath = try MailAddress("sender-451@example.jp")
        #expect(await client.send(message) == .refusedForNow(code: 451, text: "4.3.0 this sender must wait"))
        message.returnPath = try MailAddress("sender-550@example.jp")
        #expect(misconfigured(await client.send(message))?.hasPrefix("550 5.7.1 this sender is not ours") == true)
    }

    @Test func `a server that wants a sign-in, and gets none, is our mistake`() async throws {
        let server = try MailServer(auth: "gate:open sesame")
        defer { server.stop() }
        #expect(misconfigured(await SMTPClient(server.settings()).send(try mail()))?.hasPrefix("530") == true)
    }
}
