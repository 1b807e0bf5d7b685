import Foundation
import Mail
import Testing

/// What a mail looks like on the line, and what Python's email package reads in it.
@Suite(.timeLimit(.minutes(2)))
struct MailMessageTests {
    private static let long = "新型コロナウイルス感染症に関する日次報告のお願い（第２報）髙﨑①㈱𠮷👩‍👩‍👧‍👦が゛" + String(repeating: "長い件名", count: 20)

    private func lines(_ message: MailMessage) -> [String] {
        String(decoding: message.bytes, as: UTF8.self).components(separatedBy: "\r\n")
    }

    private func readBack(_ message: MailMessage) async throws -> MailServer.Taken {
        let server = try MailServer()
        #expect(await SMTPClient(server.settings()).send(message) == .accepted(answer: "2.0.0 taken as 00001"))
        #expect(try server.raw() == [message.bytes])
        let taken = try #require(try server.taken().first)
        #expect(taken.defects.isEmpty && taken.headerDefects.isEmpty)
        return taken
    }

    @Test func `a Japanese mail arrives as it was written`() async throws {
        let text = "本日の報告がまだです。\n\n.\n..dots\nFrom 髙﨑\n" + String(repeating: "あ", count: 3_000) + "\n末尾 \n"
        let html = "<p>本日の<b>報告</b></p>\n"
        let read = try await readBack(try mail(subject: Self.long, text: text, html: html))
        #expect(read.subject == Self.long && read.text == text && read.html == html)
        #expect(read.names == ["報告の窓口", ""])
        #expect(read.headers["auto-submitted"] == ["auto-generated"])
        #expect(read.headers["date"] == ["Wed, 20 Jan 2021 00:00:00 +0000"])
    }

    @Test(arguments: [
        "", "one line", ".\n", "a = b\n\t\nFrom x\n.leading\n", String(repeating: "x", count: 2_000) + "\n",
    ])
    func `a Latin body is quoted-printable and arrives to the letter`(text: String) async throws {
        let message = try mail(subject: "Please report: 100% =?done?=", text: text)
        #expect(lines(message).contains("Content-Transfer-Encoding: quoted-printable"))
        let read = try await readBack(message)
        #expect(read.subject == "Please report: 100% =?done?=")
        #expect(read.text == (text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"))
    }

    @Test func `lines are short ASCII, and each encoded word holds whole characters`() throws {
        let message = try mail(subject: Self.long, text: Self.long, html: Self.long)
        for line in lines(message) {
            #expect(line.utf8.count <= 76 && line.utf8.allSatisfy { (0x20...0x7E).contains($0) })
        }
        let words = String(decoding: message.bytes, as: UTF8.self).matches(of: #/=\?UTF-8\?B\?([^?]*)\?=/#)
        #expect(words.count > 5)
        for word in words {
            #expect(word.output.0.utf8.count <= 75)
            let bytes = try #require(Data(base64Encoded: String(word.output.1)))
            #expect(String(validating: bytes, as: UTF8.self) != nil)
        }
    }

    @Test(arguments: [
        "x\r\nBcc: spy@example.jp", "x\nBcc: spy@example.jp", "x\rBcc: y", "x\u{2028}Bcc: y", "あ\r\nBcc: y",
    ])
    func `nothing that is typed begins another header`(hostile: String) async throws {
        var message = try mail(subject: hostile, text: "x")
        message.from = MailParty(message.from.address, name: hostile)
        message.replyTo = MailParty(message.from.address, name: hostile)
        message.id = hostile
        let read = try await readBack(message)
        #expect(read.headers["bcc"] == nil && read.recipients == ["taro@example.jp"])
        let names = ["date", "from", "to", "reply-to", "subject", "message-id", "auto-submitted", "mime-version"]
        #expect(Set(read.headers.keys) == Set(names + ["content-type", "content-transfer-encoding"]))
        #expect(read.subject.hasSuffix("Bcc: y") || read.subject.hasSuffix("Bcc: spy@example.jp"))
    }

    @Test(arguments: ["Plain Name", "Smith, \"J\" \\ (x)", "a@b", "=?x?=", String(repeating: "long name ", count: 12)])
    func `names are shown as they are`(name: String) async throws {
        var message = try mail()
        message.to = MailParty(message.to.address, name: name)
        #expect(try await readBack(message).names.last == name.trimmingCharacters(in: .whitespaces))
    }

    @Test func `an address in quotes reaches the envelope and the header`() async throws {
        let message = try mail(to: "a..b.")
        #expect(lines(message).contains("To: \"a..b.\"@example.jp"))
        #expect(try await readBack(message).recipients == ["a..b.@example.jp"])  // as the server understood it
    }

    @Test(
        arguments: [
            ("X-A", "x\r\nBcc: y", .value), ("X-A", "", .value), ("X-A", "件", .value), ("X A", "x", .name),
            ("X-A:", "x", .name), ("", "x", .name), ("from", "x", .taken), ("Content-Type", "x", .taken),
            ("BCC", "x", .taken),
        ] as [(String, String, MailHeader.Flaw)])
    func `a header that is not one, or not free, is refused`(name: String, value: String, flaw: MailHeader.Flaw) {
        #expect(throws: flaw) { try MailHeader(name, value) }
    }

    @Test func `a header with a long address is kept whole`() async throws {
        let link = "<https://example.jp/\(String(repeating: "a", count: 200))>"
        var message = try mail()
        message.headers = [try MailHeader("List-Unsubscribe", "<mailto:x@example.jp>, \(link)")]
        #expect(try await readBack(message).headers["list-unsubscribe"] == ["<mailto:x@example.jp>, \(link)"])
    }
}
