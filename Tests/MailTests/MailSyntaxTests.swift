import Domain
import Mail
import Testing

/// What the product takes as an address is what the sender takes, and nothing else.
struct MailSyntaxTests {
    private static let addresses = [
        "a@b.jp", "jimu@tsumugi.example.jp", "first.last+tag@Example.CO.JP", "o'neil=x@xn--wgv71a.jp",
        "0120@a-b.example",
        "da.me.@docomo.ne.jp", "a..b@docomo.ne.jp", "..a@ezweb.ne.jp", "a-.-.b..@docomo.ne.jp", "...@docomo.ne.jp",
        ".@a.jp", "!#$%&'*+-/=?^_`{|}~@a.jp", "", "a", "a@", "@b.jp", "a@b", "a@b.", "a@.b", "a@b..jp", "a@-b.jp",
        "a@b-.jp",
        "a@b.jp,c@d.jp", "a@b;c.jp", "a b@c.jp", " a@b.jp", "a@b.jp ", "a@b.jp\n", "a@b.jp\r\nBcc: x@y.jp",
        "a\u{0}@b.jp",
        "a\u{7F}@b.jp", "a\u{3000}@b.jp", "あ@b.jp", "ａ@b.jp", "a＠b.jp", "a@ｂ.jp", "a@例え.jp", "<a@b.jp>", "a@b@c.jp",
        "a(b)@c.jp", "a,b@c.jp", "a:b@c.jp", "a[b@c.jp", "a\\b@c.jp", "\"@b.jp", "a\"b@c.jp", "a@192.168.0.1",
        "a@[192.168.0.1]",
        "a@b.1", "a@b.1c", "a@b_c.jp", "a@b.j-p", "é@b.jp", "a@b.jp\u{301}", "\u{1F469}\u{200D}\u{1F4BB}@b.jp",
        String(repeating: "a", count: 64) + "@b.jp", String(repeating: "a", count: 65) + "@b.jp",
        "a@" + String(repeating: "b", count: 63) + ".jp", "a@" + String(repeating: "b", count: 64) + ".jp",
        "a@" + String(repeating: "b.", count: 125) + "jp", "a@" + String(repeating: "b.", count: 125) + "jpn",
        String(repeating: "a", count: 64) + "@" + String(repeating: "b.", count: 93) + "jpn",
        String(repeating: "a", count: 64) + "@" + String(repeating: "b.", count: 94) + "jpn",
    ]

    @Test(arguments: addresses)
    func `both say the same of an address`(text: String) {
        #expect(MailSyntax.isAddress(text) == ((try? MailAddress(text)) != nil))
    }

    @Test func `what people type is taken exactly when the sender takes it`() throws {
        for text in Self.addresses {
            guard let taken = try? Contact.mail(text, field: "mail") else { continue }
            #expect(try MailAddress(taken).description == taken)
            #expect(try Contact.mail(taken, field: "mail") == taken)
        }
    }

    /// Returned mails write it so; nobody types it into a form.
    @Test func `quotes are for the sender alone`() throws {
        #expect(!MailSyntax.isAddress("\"a..b\"@docomo.ne.jp"))
        #expect(try MailAddress("\"a..b\"@docomo.ne.jp").description == "a..b@docomo.ne.jp")
    }
}
