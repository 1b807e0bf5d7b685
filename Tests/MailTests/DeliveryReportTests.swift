import Foundation
import Mail
import Testing

/// What servers write when mail cannot be delivered.
struct DeliveryReportTests {
    private static let postfix = """
        Return-Path: <>
        From: MAILER-DAEMON@mail.example (Mail Delivery System)
        Subject: Undelivered Mail Returned to Sender
        To: office@example.jp
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status;
        \tboundary="4D1B.1611100800/mail.example"

        This is a MIME-encapsulated message.

        --4D1B.1611100800/mail.example
        Content-Type: text/plain; charset=us-ascii

        I'm sorry to have to inform you ...

        --4D1B.1611100800/mail.example
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mail.example
        Original-Envelope-Id: envelope-7
        X-Postfix-Queue-ID: 4D1B

        Final-Recipient: rfc822; taro@hospital.example
        Original-Recipient: rfc822;taro@example.jp
        Action: failed
        Status: 5.1.1
        Remote-MTA: dns; mx.hospital.example
        Diagnostic-Code: smtp; 550 5.1.1 <taro@hospital.example>: Recipient address
            rejected: User unknown

        Final-Recipient: rfc822; hanako@hospital.example
        Action: delayed
        Status: 4.4.1

        --4D1B.1611100800/mail.example
        Content-Type: message/rfc822

        Message-ID: <one@example.jp>
        Subject: x

        body

        --4D1B.1611100800/mail.example--

        """

    private static let expected = DeliveryReport(
        envelopeID: "envelope-7", returnedID: "one@example.jp",
        recipients: [
            .init(
                address: "taro@hospital.example", originalAddress: "taro@example.jp", action: .failed, status: "5.1.1",
                diagnostic: "550 5.1.1 <taro@hospital.example>: Recipient address rejected: User unknown"),
            .init(
                address: "hanako@hospital.example", originalAddress: nil, action: .delayed, status: "4.4.1",
                diagnostic: nil),
        ])

    private func read(_ text: String) -> DeliveryReport? { DeliveryReport.read(Array(text.utf8)) }

    @Test func `a report of Postfix is read, and whose mailbox is lost`() throws {
        let report = try #require(read(Self.postfix))
        #expect(report == Self.expected)
        #expect(report.recipients.map(\.isLost) == [true, false])
    }

    @Test func `line ends, the case of names, a mailbox's From line and a missing end change nothing`() {
        let text = Self.postfix
        #expect(read(text.replacing("\n", with: "\r\n")) == Self.expected)
        #expect(read("From MAILER-DAEMON Wed Jan 20 00:00:00 2021\n" + text) == Self.expected)
        #expect(read(text.replacing("--4D1B.1611100800/mail.example--\n", with: "")) == Self.expected)
        let odd = text.replacing("Final-Recipient: rfc822;", with: "FINAL-recipient :RFC822 ;")
            .replacing("Action: failed", with: "action:  Failed (by hand)").replacing(
                "Message-ID:", with: "message-id:"
            )
            .replacing("multipart/report", with: "Multipart/Report").replacing(
                "/delivery-status", with: "/Delivery-Status"
            )
            .replacing("Status: 5.1.1", with: "Status: 5.1.1 (no such mailbox)")
            .replacing("rfc822;taro@example.jp", with: "rfc822;<taro@example.jp>")
        #expect(read(odd) == Self.expected)
    }

    @Test func `parts may be encoded, and headers alone come back`() {
        let status = "Final-Recipient: rfc822; a@b.jp\nAction: failed\nStatus: 5.2.2\n"
        let text = """
            Content-Type: multipart/report; boundary=x

            --x
            Content-Type: message/delivery-status
            Content-Transfer-Encoding: base64

            \(Data(("Reporting-MTA: dns; m\n\n" + status).utf8).base64EncodedString())
            --x
            Content-Type: text/rfc822-headers
            Content-Transfer-Encoding: Quoted-Printable

            Message-ID: <t=77=6F=
            @example.jp>
            --x--
            """
        let recipient = DeliveryReport.Recipient(
            address: "a@b.jp", originalAddress: nil, action: .failed, status: "5.2.2", diagnostic: nil)
        #expect(read(text) == DeliveryReport(envelopeID: nil, returnedID: "two@example.jp", recipients: [recipient]))
    }

    @Test func `Exim's header and its copy of the mail are enough`() {
        let text = """
            X-Failed-Recipients: a@b.jp, c@d.jp
            Subject: Mail delivery failed: returning message to sender

            This is a copy of the message, including all the headers.

            Message-Id: <three@example.jp>
            """
        let report = read(text)
        #expect(report?.recipients.map(\.address) == ["a@b.jp", "c@d.jp"])
        #expect(report?.recipients.allSatisfy(\.isLost) == true)
        #expect(report?.returnedID == "three@example.jp")
    }

    @Test func `a passing failure loses no mailbox`() {
        let report = read(Self.postfix.replacing("Status: 5.1.1", with: "Status: 4.2.2"))
        #expect(report?.recipients.first?.isLost == false)
    }

    @Test func `ordinary mail, a forwarded report and a receipt of reading are no reports`() throws {
        #expect(read("Subject: hello\n\nFinal-Recipient: rfc822; a@b.jp\n") == nil)
        let forwarded = "Content-Type: multipart/mixed; boundary=y\n\n--y\nContent-Type: message/rfc822\n\n"
        #expect(read(forwarded + Self.postfix + "\n--y--\n") == nil)
        #expect(
            read(Self.postfix.replacing("message/delivery-status", with: "message/disposition-notification")) == nil)
        #expect(DeliveryReport.read(try mail(html: "<p>x</p>").bytes) == nil)
        #expect(read("") == nil)
    }

    @Test func `no bytes at all break the reader`() {
        var random = SplitMix(state: 20_210_120)
        let whole = Array(Self.postfix.utf8)
        var reports = 0
        for _ in 0..<3_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...12, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...40, using: &random)))
                case 2: bytes.insert(contentsOf: whole[place % whole.count..<whole.count].prefix(60), at: place)
                default: bytes.removeSubrange(place...)
                }
            }
            if DeliveryReport.read(bytes) != nil { reports += 1 }
            let noise = (0..<200).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(DeliveryReport.read(noise) == nil)
        }
        #expect(reports > 100)
    }

    @Test func `a mail made to be expensive is read in time`() {
        let clock = ContinuousClock()
        let nested = (0..<5_000).map { "Content-Type: multipart/mixed; boundary=b\($0)\n\n--b\($0)\n" }.joined()
        let folded = "X: y\n" + String(repeating: " \t;\n", count: 500_000)
        let parts = "Content-Type: multipart/report; boundary=x\n\n" + String(repeating: "--x\n\n", count: 300_000)
        let took = clock.measure {
            for text in [nested, folded, parts] { #expect(read(text) == nil) }
        }
        #expect(took < .seconds(10))
    }
}

/// Random numbers that are the same each time.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
