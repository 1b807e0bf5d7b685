import Mail
import Testing

/// Which addresses are taken, and why the others are not.
struct MailAddressTests {
    private func flaw(_ text: String) -> MailAddressFlaw? {
        do throws(MailAddressFlaw) {
            _ = try MailAddress(text)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: ["a@b.jp", "first.last+tag@Example.CO.JP", "o'neil=x@xn--wgv71a.jp", "0120@a-b.example"])
    func `ordinary addresses are taken as they are`(text: String) throws {
        let address = try MailAddress(text)
        #expect(address.description.lowercased() == text.lowercased())
        #expect(address.onTheWire == address.description)
    }

    @Test(arguments: ["a..b", "ab.", ".ab", "a-.-.b.."])
    func `what carriers gave out stands in quotes on the line alone`(local: String) throws {
        let address = try MailAddress("\(local)@docomo.ne.jp")
        #expect(address.description == "\(local)@docomo.ne.jp")
        #expect(address.onTheWire == "\"\(local)\"@docomo.ne.jp")
        #expect(try MailAddress(address.onTheWire) == address)
    }

    @Test func `the domain has no case, what stands before it has`() throws {
        #expect(try MailAddress("Ab@EXAMPLE.jp") == MailAddress("Ab@example.JP"))
        #expect(try MailAddress("Ab@example.jp") != MailAddress("ab@example.jp"))
    }

    @Test(
        arguments: [
            ("", .empty), ("a b@example.jp", .blank), (" a@example.jp", .blank), ("a@example.jp\r\nBcc:x@y.jp", .blank),
            ("a@example.jp\u{0}", .blank), ("a\u{3000}@example.jp", .blank), ("ａ@example.jp", .notASCII),
            ("a＠example.jp", .notASCII), ("example.jp", .at), ("@example.jp", .at), ("a@b@example.jp", .at),
            ("a(b)@example.jp", .local), ("<a@example.jp", .local), ("a,b@example.jp", .local),
            ("\"a@example.jp", .local),
            ("\"a\\b\"@example.jp", .local), ("a@", .domain), ("a@localhost", .domain), ("a@b..jp", .domain),
            ("a@-b.jp", .domain), ("a@b-.jp", .domain), ("a@b_c.jp", .domain), ("a@192.0.2.1", .domain),
            ("a@b.jp.", .domain),
            ("a@[192.0.2.1]", .domain),
        ] as [(String, MailAddressFlaw)])
    func `others are refused with their reason`(text: String, reason: MailAddressFlaw) {
        #expect(flaw(text) == reason)
    }

    @Test func `lengths are bounded to the byte`() {
        let label = String(repeating: "d", count: 63)
        #expect(flaw(String(repeating: "a", count: 64) + "@example.jp") == nil)
        #expect(flaw(String(repeating: "a", count: 65) + "@example.jp") == .tooLong)
        #expect(flaw("a@\(label).jp") == nil)
        #expect(flaw("a@\(label)d.jp") == .domain)
        let longest = "@\(label).\(label).\(label).jp"
        let most = String(repeating: "a", count: 254 - longest.utf8.count)
        #expect(flaw(most + longest) == nil)
        #expect(flaw(most + "a" + longest) == .tooLong)
    }
}
