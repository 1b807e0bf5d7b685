import Documents
import Testing

@Suite struct JSONTests {
    private func read(_ text: String) throws -> JSONValue { try JSONReader.read(Array(text.utf8)) }

    private func problem(_ bytes: [UInt8]) -> JSONProblem? {
        do {
            _ = try JSONReader.read(bytes)
            return nil
        } catch { return error }
    }

    @Test func `it works: every kind of value, numbers as they stand, members in their order`() throws {
        let text =
            #" {"b": [1, -0.50, 1e3, null, true, false], "a": {"語": "日\n\"\\\/\u3042\ud83d\ude00"}, "c": [], "d": {}} "#
        let value = try read(text)
        #expect(value.members?.map(\.name) == ["b", "a", "c", "d"])
        #expect(
            value["b"] == .list([.number("1"), .number("-0.50"), .number("1e3"), .null, .bool(true), .bool(false)]))
        #expect(value["a"]?["語"] == .text("日\n\"\\/あ😀"))
        #expect(try JSONReader.read(value.bytes) == value)
    }

    @Test(arguments: [
        "", " ", "{", "}", "[1,]", "{\"a\":1,}", "{a:1}", "01", "1.", ".5", "+1", "-", "1e", "nul", "True", "'a'",
        "\"a",
        "\"\n\"", "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"\\u+123\"", "1 2",
        "[1] x", "NaN", "Infinity", "//", "\u{FEFF}1",
    ])
    func `what is no JSON is refused with its place`(text: String) {
        #expect(problem(Array(text.utf8))?.reason == .unreadable, "\(text)")
    }

    @Test func `bytes that are no UTF-8 are refused`() {
        #expect(problem([34, 0xFF, 34])?.reason == .unreadable)
        #expect(problem([34, 0xC0, 0x80, 34])?.reason == .unreadable)
    }

    @Test func `two members of one name and too deep a nest are refused`() {
        #expect(problem(Array(#"{"a":1,"\u0061":2}"#.utf8))?.reason == .doubled("a"))
        let deep = { (depth: Int) in
            Array(String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).map {
                $0.asciiValue ?? 0
            }
        }
        #expect(problem(deep(JSONReader.deepest + 1)) == nil)
        #expect(problem(deep(JSONReader.deepest + 2))?.reason == .tooDeep)
        #expect(problem(deep(100_000))?.reason == .tooDeep)
    }

    @Test func `every text comes back`() throws {
        var random = SystemRandomNumberGenerator()
        for _ in 1...2_000 {
            let scalars = (0..<Int.random(in: 0...20, using: &random)).compactMap { _ in
                Unicode.Scalar(
                    UInt32.random(in: 0...0x2FFFF, using: &random) >> UInt32.random(in: 0...11, using: &random))
            }
            let value = JSONValue.list([.text(String(String.UnicodeScalarView(scalars))), .null])
            let back = try JSONReader.read(value.bytes)
            #expect(back.list?.first?.text?.unicodeScalars.elementsEqual(scalars) == true, "\(scalars)")
        }
    }
}
