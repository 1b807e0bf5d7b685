import Testing

@testable import Database

@Suite struct SQLTests {
    @Test func `a value is bound and never becomes text`() {
        let name = "x'; DROP TABLE person; --"
        let sql: SQL = "SELECT * FROM person WHERE name = \(name) AND age > \(7)"
        #expect(sql.text == "SELECT * FROM person WHERE name = ? AND age > ?")
        #expect(sql.numberedText == "SELECT * FROM person WHERE name = $1 AND age > $2")
        #expect(sql.values == [.text(name), .integer(7)])
    }

    @Test func `a spliced statement brings its values along in order`() {
        let condition: SQL = "age > \(7) AND name = \("Ama")"
        let sql: SQL = "SELECT \(true) FROM person WHERE \(sql: condition) LIMIT \(3)"
        #expect(sql.numberedText == "SELECT $1 FROM person WHERE age > $2 AND name = $3 LIMIT $4")
        #expect(sql.values == [.bool(true), .integer(7), .text("Ama"), .integer(3)])
    }

    @Test func `a question mark in a literal stays one`() {
        let sql: SQL = "SELECT 'どう?' WHERE 1 = \(1)"
        #expect(sql.numberedText == "SELECT 'どう?' WHERE 1 = $1")
    }

    @Test func `pieces are added and joined`() {
        let added = ("SELECT \(1)" as SQL) + " + \(2)"
        #expect(added.numberedText == "SELECT $1 + $2")
        let conditions: [SQL] = ["a = \(1)", "b = \(2)", "c = \(3)"]
        #expect(conditions.joined(separator: " AND ").numberedText == "a = $1 AND b = $2 AND c = $3")
    }

    @Test func `a list of values has commas and an empty one matches nothing`() {
        #expect(SQL.list(["a", "b"]).numberedText == "$1, $2")
        #expect(SQL.list([String]()).text == "NULL")
    }

    @Test func `an optional without a value binds null`() {
        let missing: String? = nil
        let sql: SQL = "SELECT \(missing)"
        #expect(sql.values == [.null])
    }

    @Test func `an identifier is plain or refused`() throws {
        #expect(try SQL.identifier("report_2021").text == "\"report_2021\"")
        for name in ["", "2021", "Person", "a b", "a\"b", "名", String(repeating: "a", count: 64)] {
            #expect(throws: DatabaseError.notAnIdentifier(name)) { try SQL.identifier(name) }
        }
    }

    @Test func `texts are equal by their bytes`() {
        #expect("が" == "か\u{3099}")
        #expect(SQLValue.text("が") != SQLValue.text("か\u{3099}"))
        #expect(SQLValue.text("が") == SQLValue.text("が"))
    }

    @Test func `keys of counters have one order, and are the same only where their values are`() {
        let texts = ["", "B", "Ba", "a", "か\u{3099}", "が"].map(SQLValue.text)
        let numbers: [SQLValue] = [
            .integer(.min), .integer(-2), .integer(0), .integer(3), .integer(.max), .real(-.infinity), .real(-2.5),
            .real(-0.5), .real(0), .real(1e-300), .real(7),
        ]
        let bytes: [SQLValue] = [.bytes([]), .bytes([0]), .bytes([0, 0]), .bytes([0, 1]), .bytes([1]), .bytes([255])]
        let values = [.null, .bool(false), .bool(true)] + numbers + texts + bytes
        let keys = values.map { CounterKey([$0]) }
        #expect(keys.shuffled().sorted() == keys)
        #expect(Set(keys).count == values.count)
        #expect(CounterKey([.real(0)]) == CounterKey([.real(-0.0)]))
        #expect(CounterKey([.text("a"), .text("bc")]) != CounterKey([.text("ab"), .text("c")]))
        #expect(CounterKey([.text("a"), .text("c")]) < CounterKey([.text("ab"), .text("b")]))
        #expect(CounterKey([.bytes([1, 0]), .bytes([2])]) != CounterKey([.bytes([1]), .bytes([0, 2])]))
        #expect(CounterKey([]) < CounterKey([.null]))
    }
}
