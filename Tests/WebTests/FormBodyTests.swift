import Domain
import Testing

@testable import Web

@Suite struct FormBodyTests {
    private func body(_ text: String, limits: FormBody.Limits = .page) throws(Problem) -> FormBody {
        try FormBody(Array(text.utf8), limits: limits)
    }

    @Test func `fields are read by name, in the order sent`() throws {
        let form = try body("loginId=33700128&password=p%40ss+word%2B&csrf=")
        #expect(form.value("loginId") == .success("33700128"))
        #expect(form.value("password") == .success("p@ss word+"))
        #expect(form.value("csrf") == .success(""))
        #expect(form.names == ["loginId", "password", "csrf"])
    }

    @Test(arguments: ["", "&", "&&&", "=", "=&="])
    func `a body without fields is no error`(text: String) throws {
        let form = try body(text)
        #expect(form.value("tested") == .failure(.missing))
        #expect(form.optional("tested") == .success(nil))
        #expect(form.list("passed") == .success([]))
        #expect(form.typed("tested").isEmpty)
    }

    @Test func `a doubled field is at fault alone, and the last value is shown back`() throws {
        let form = try body("tested=1&pcr=5&tested=2")
        #expect(form.value("tested") == .failure(.doubled))
        #expect(form.optional("tested") == .failure(.doubled))
        #expect(form.typed("tested") == "2")
        #expect(form.value("pcr") == .success("5"))
        #expect(form.names == ["tested", "pcr"])
    }

    @Test func `a field that may be sent several times is a list`() throws {
        let form = try body("passed=a&tested=1&passed=b")
        #expect(form.list("passed") == .success(["a", "b"]))
    }

    @Test(arguments: ["%FF", "%E3%81", "%ED%A0%80", "%C0%AF", "%F8%88%80%80%80"])
    func `broken UTF-8 is a fault of its field, shown back with the replacement sign`(value: String) throws {
        let form = try body("remarks=a\(value)b&tested=9&passed=\(value)")
        #expect(form.value("remarks") == .failure(.brokenUTF8))
        #expect(form.typed("remarks").hasPrefix("a\u{FFFD}"))
        #expect(form.typed("remarks").hasSuffix("b"))
        #expect(form.list("passed") == .failure(.brokenUTF8))
        #expect(form.value("tested") == .success("9"))
    }

    @Test func `bytes that are not percent-encoded are read too, broken ones included`() throws {
        let form = try FormBody(Array("a=".utf8) + [0xFF, 0xFE] + Array("&b=検査".utf8))
        #expect(form.value("a") == .failure(.brokenUTF8))
        #expect(form.value("b") == .success("検査"))
    }

    @Test(arguments: ["%00", "%01", "%1B", "%0B"])
    func `control characters are a fault of their field`(sign: String) throws {
        let form = try body("remarks=a\(sign)b")
        #expect(form.value("remarks") == .failure(.controlCharacter))
        let shown: HTML = "\(form.typed("remarks"))"
        #expect(shown.text == "a\u{FFFD}b")
    }

    @Test func `line ends become one character and tabs stay`() throws {
        let form = try body("remarks=a%0D%0Ab%0Dc%0Ad%09e%0D")
        #expect(form.value("remarks") == .success("a\nb\nc\nd\te\n"))
    }

    @Test(arguments: [
        ("%", "%"), ("100%", "100%"), ("%4", "%4"), ("%zz", "%zz"), ("%%41", "%A"), ("%4a%4A", "JJ"), ("%2", "%2"),
    ])
    func `a percent sign that begins no escape stays as typed`(sent: String, read: String) throws {
        #expect(try body("a=\(sent)").value("a") == .success(read))
    }

    @Test func `a value may hold an equals sign, a name may be escaped`() throws {
        let form = try body("a=b=c&n%61me=1&alone")
        #expect(form.value("a") == .success("b=c"))
        #expect(form.value("name") == .success("1"))
        #expect(form.value("alone") == .success(""))
    }

    @Test func `values are brought to NFC`() throws {
        let form = try body("a=%E3%81%8B%E3%82%99")
        #expect(try form.value("a").get().unicodeScalars.elementsEqual("\u{304C}".unicodeScalars))
    }

    @Test func `ten thousand characters are read and shown back whole`() throws {
        let long = String(repeating: "検", count: 10_000)
        let form = try body("remarks=\(long)")
        #expect(form.value("remarks") == .success(long))
        #expect(form.typed("remarks") == long)
    }

    @Test func `a body over the limit is refused with the limit`() {
        #expect(throws: Problem.tooLarge(limit: 10)) { try body("a=1234567890", limits: .init(bytes: 10, fields: 5)) }
        #expect(throws: Problem.malformed("more than 2 fields")) {
            try body("a&b&c", limits: .init(bytes: 99, fields: 2))
        }
    }

    @Test func `no bytes make it fail otherwise`() throws {
        var random = SystemRandomNumberGenerator()
        let signs = Array("%=&+aF0".utf8) + [0, 0x80, 0xE3, 0xFF, 0x0D, 0x0A]
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
                signs.randomElement(using: &random) ?? 0
            }
            let form = try FormBody(bytes)
            for name in form.names {
                _ = (form.value(name), form.typed(name), form.list(name))
            }
        }
    }
}
