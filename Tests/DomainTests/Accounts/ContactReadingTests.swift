import Domain
import Testing

/// What people type as name, mail address and phone number.
@Suite struct ContactReadingTests {
    @Test(arguments: [
        ("jimu@example.jp", "jimu@example.jp"), (" Ｊｉｍｕ＠ＥＸＡＭＰＬＥ．jp ", "Jimu@example.jp"),
        ("a..b.@example.co.jp", "a..b.@example.co.jp"),
        ("a+b@x-y.example", "a+b@x-y.example"),
    ])
    func `an address is taken, full width or not`(typed: String, kept: String) throws {
        #expect(try Contact.mail(typed, field: "mail") == kept)
    }

    @Test(arguments: [
        "", " ", "a", "a@", "@b.jp", "a@b", "a@b@c.jp", "a b@c.jp", "事務@example.jp", "a@-b.jp", "a@b..jp",
        "a@192.168.0.1",
        "a\r\nBcc: x@y.jp", "<a@b.jp>", "a@b.jp,c@d.jp", String(repeating: "a", count: 65) + "@b.jp",
    ])
    func `what is no address is refused`(typed: String) {
        #expect(throws: FieldProblem.self) { try Contact.mail(typed, field: "mail") }
    }

    @Test(arguments: [
        ("０３−１２３４−５６７８", "03-1234-5678"), ("0570000872", "0570000872"), ("", ""), (" 087 000 0128 ", "0870000128"),
    ])
    func `a phone number is kept in half width`(typed: String, kept: String) throws {
        #expect(try Contact.phone(typed, field: "phone") == kept)
    }

    @Test(arguments: ["123", "電話", "03-1234-5678 内線5", "1234567890123456"])
    func `what is no phone number is refused`(typed: String) {
        #expect(throws: FieldProblem.self) { try Contact.phone(typed, field: "phone") }
    }

    @Test func `a name is one line of at most a hundred characters`() throws {
        #expect(try Contact.name(" 見本　花子\n ", field: "name", label: "名前") == "見本 花子")
        let long = String(repeating: "長", count: 100)
        #expect(try Contact.name(long, field: "name", label: "名前") == long)
        #expect(throws: FieldProblem.self) { try Contact.name(long + "長", field: "name", label: "名前") }
        #expect(throws: FieldProblem.self) { try Contact.name("　", field: "name", label: "名前") }
    }
}
