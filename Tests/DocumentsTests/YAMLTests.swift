import Documents
import Testing

/// Definitions as trees that know where everything stands.
struct YAMLTests {
    private func error(_ text: String) -> YAMLError? {
        do throws(YAMLError) {
            _ = try YAMLNode(parsing: text)
            return nil
        } catch {
            return error
        }
    }

    @Test func `every node knows its line and column`() throws {
        let root = try YAMLNode(parsing: "a: 1\nb:\n  - 医療 # comment\n  - {c: \"x: y\", d: }\n")
        #expect(root.entries?.map(\.key) == ["a", "b"])
        #expect(root.entries?.map(\.line) == [1, 2])
        let list = try #require(root["b"]?.list)
        #expect(list.map(\.line) == [3, 4])
        #expect(list.map(\.column) == [5, 5])
        #expect(list[0].text == "医療")
        #expect(list[1]["c"]?.text == "x: y")
        #expect(list[1]["d"]?.text == "")
        #expect(root["c"] == nil)
    }

    @Test(arguments: ["yes", "1e3", "0x10", "2020-09-01", "null", "~", "1_000", "true"])
    func `a scalar is the text as written`(text: String) throws {
        #expect(try YAMLNode(parsing: "a: \(text)")["a"]?.text == text)
    }

    @Test func `a byte order mark and CRLF change nothing`() throws {
        let root = try YAMLNode(parsing: "\u{FEFF}a: 1\r\nb: 2\r\n")
        #expect(root["a"]?.text == "1")
        #expect(root["b"]?.text == "2")
        #expect(root.entries?.map(\.line) == [1, 2])
    }

    @Test(
        arguments: [
            ("a: &x 1\nb: *x\n", 1, 4, "anchors"), ("a: 1\na: 2\n", 0, 0, "'a' stands twice"),
            ("a: [1\nb: 2\n", 2, 0, "indentation"),
            ("", 1, 1, "empty"), ("# nothing\n", 1, 1, "empty"), ("? [a]\n: 1\n", 1, 3, "one word"),
            ("a: \"x\n", 0, 0, ""),
        ])
    func `a mistake is told with its place in two languages`(text: String, line: Int, column: Int, english: String)
        throws
    {
        let told = try #require(self.error(text))
        if line > 0 { #expect(told.line == line) }
        if column > 0 { #expect(told.column == column) }
        #expect(told.english.contains(english), "\(told.english)")
        #expect(!told.japanese.isEmpty)
        #expect(told.description == "\(told.line):\(told.column): \(told.english)")
    }

    @Test func `a few lines that would unfold to gigabytes are refused`() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...12 {
            let inside = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(inside)]\n"
        }
        #expect(error(text)?.line == 1)
    }

    @Test func `an ampersand within a text is none`() throws {
        #expect(try YAMLNode(parsing: "a: Q&A\nb: \"x & y\"\n")["a"]?.text == "Q&A")
    }

    @Test func `what is nested too deep or too large is refused`() {
        #expect(error("a: " + String(repeating: "[", count: 40) + String(repeating: "]", count: 40)) != nil)
        #expect(error("a: " + String(repeating: "[", count: 31) + String(repeating: "]", count: 31)) == nil)
        #expect(error("a: " + String(repeating: "x", count: 1_048_576)) != nil)
    }
}
