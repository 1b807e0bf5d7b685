import Documents
import Testing

/// CSV by bytes (RFC 4180).
struct CSVTests {
    private func fields(_ text: String) throws -> [[String]] {
        try CSVReader().read(Array(text.utf8)).records.map(\.fields)
    }

    private func error(_ bytes: [UInt8], _ reader: CSVReader = CSVReader()) -> CSVError? {
        do throws(CSVError) {
            _ = try reader.read(bytes)
            return nil
        } catch {
            return error
        }
    }

    @Test func `quoted and bare fields are read to the character`() throws {
        #expect(try fields("a,b\r\n\"c\", d \r\n") == [["a", "b"], ["c", " d "]])
        #expect(try fields("\"a,b\",\"c\"\"d\",\"\"\n") == [["a,b", "c\"d", ""]])
        #expect(try fields("a,\n,\n") == [["a", ""], ["", ""]])
        #expect(try fields("") == [])
        #expect(try fields("\n") == [[""]])
    }

    @Test(arguments: [
        "a,b\r\nc,d\r\n", "a,b\nc,d\n", "a,b\r\nc,d", "a,b\nc,d\r", "\u{FEFF}a,b\r\nc,d\r\n", "\"a\",b\n\"c\",\"d\"",
    ])
    func `lines end with CRLF or LF, the last may have no end, a byte order mark is none of the text`(text: String)
        throws
    {
        #expect(try fields(text) == [["a", "b"], ["c", "d"]])
    }

    @Test func `only the first byte order mark is a mark`() throws {
        #expect(try fields("\u{FEFF}\u{FEFF}a,\u{FEFF}b") == [["\u{FEFF}a", "\u{FEFF}b"]])
    }

    @Test func `a quote followed by a combining character is still a quote`() throws {
        let hostile = "\"\u{301}a\"\u{FE0F},\u{301}"
        var writer = CSVWriter(byteOrderMark: false)
        writer.write([hostile, "\u{301}", "\r\u{301}\n"])
        #expect(
            String(decoding: writer.bytes, as: UTF8.self).unicodeScalars.elementsEqual(
                "\"\"\"\u{301}a\"\"\u{FE0F},\u{301}\",\"\u{301}\",\"\r\u{301}\n\"\r\n".unicodeScalars))
        let back = try CSVReader().read(writer.bytes).records
        #expect(
            back.map { $0.fields.map { Array($0.utf8) } } == [
                [hostile, "\u{301}", "\r\u{301}\n"].map { Array($0.utf8) }
            ])
    }

    @Test(
        arguments: [
            [""], ["", ""], ["a", "b"], ["\"", "\"\"", "\"\"\""], [",", "\r\n", "\n", "\r"], [" a ", "\t"],
            ["=1+1", "'x", "@"],
            ["\u{FEFF}"], ["\u{0}"], ["医療機関", "👩‍👩‍👧‍👦", "カ\u{3099}"], Array(repeating: "x", count: 200),
        ])
    func `what is written is read back to the byte`(row: [String]) throws {
        for mark in [true, false] {
            var writer = CSVWriter(byteOrderMark: mark)
            writer.write(["heading"])
            writer.write(row)
            writer.write(["end"])
            #expect(writer.bytes.starts(with: [0xEF, 0xBB, 0xBF]) == mark)
            let records = try CSVReader().read(writer.bytes).records
            #expect(records.count == 3)
            #expect(records[1].fields.map { Array($0.utf8) } == row.map { Array($0.utf8) })
        }
    }

    @Test func `the writer's bytes are quotes around everything and CRLF`() {
        var writer = CSVWriter(byteOrderMark: true)
        writer.write(["a", "", "b\"c"])
        writer.write([])
        #expect(writer.bytes == [0xEF, 0xBB, 0xBF] + Array("\"a\",\"\",\"b\"\"c\"\r\n\r\n".utf8))
    }

    @Test func `records know their lines although fields hold line breaks`() throws {
        let text = "a\r\n\"b\r\nb\nb\",c\r\nd\n\n\"e\n\"\nf"
        #expect(try CSVReader().read(Array(text.utf8)).records.map(\.line) == [1, 2, 5, 6, 7, 9])
    }

    @Test func `a quote that never ends is told with the line on which it began`() {
        #expect(error(Array("a\n\"b\nc\nd".utf8)) == .openQuote(line: 2))
        #expect(error(Array("\"".utf8)) == .openQuote(line: 1))
        #expect(error(Array("a,\"b\"\"".utf8)) == .openQuote(line: 1))
    }

    @Test func `what follows a closing quote is told with its line`() {
        #expect(error(Array("a\n\"b\nb\"c,d\n".utf8)) == .textAfterQuote(line: 3))
        #expect(error(Array("\"a\" ,b".utf8)) == .textAfterQuote(line: 1))
        #expect(error(Array("\"a\"\u{301}\n".utf8)) == .textAfterQuote(line: 1))
    }

    @Test(
        arguments: [
            [0xFF], [0xC0, 0x80], [0xE3, 0x81], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x82, 0xA0],
        ] as [[UInt8]])
    func `bytes that are no UTF-8 are told with their line`(bytes: [UInt8]) {
        #expect(error(Array("a\n".utf8) + bytes) == .notUTF8(line: 2))
        #expect(error(Array("\"a\n\"\n\"".utf8) + bytes + Array("\"\n".utf8)) == .notUTF8(line: 3))
    }

    @Test func `more rows or columns than may be are refused`() {
        var reader = CSVReader()
        (reader.maximumRecords, reader.maximumFields) = (2, 3)
        #expect(error(Array("a,b,c\nd\n".utf8), reader) == nil)
        #expect(error(Array("a\nb\nc\n".utf8), reader) == .tooMany(line: 3))
        #expect(error(Array("a\na,b,c,d\n".utf8), reader) == .tooMany(line: 2))
    }
}
