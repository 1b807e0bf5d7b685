import Testing

@testable import Database

@Suite struct RowTests {
    private let row = Row(
        names: RowNames(["name", "age", "height", "late", "picture", "nothing"]),
        values: [.text("Ama"), .integer(7), .real(1.5), .bool(true), .bytes([1, 2]), .null])

    @Test func `columns are read by name and type`() throws {
        #expect(try row.string("name") == "Ama")
        #expect(try row.int("age") == 7)
        #expect(try row.double("height") == 1.5)
        #expect(try row.double("age") == 7)
        #expect(try row.bool("late"))
        #expect(try row.bytes("picture") == [1, 2])
        #expect(try row.optionalString("nothing") == nil)
        #expect(try row.optionalInt("nothing") == nil)
        #expect(try row.optionalInt("age") == 7)
    }

    @Test func `a truth value may have come as a number`() throws {
        let row = Row(names: RowNames(["late", "early", "two"]), values: [.integer(1), .integer(0), .integer(2)])
        #expect(try row.bool("late"))
        #expect(try row.bool("early") == false)
        #expect(throws: DatabaseError.self) { try row.bool("two") }
    }

    @Test func `another type is refused by name with what was found`() {
        #expect(throws: DatabaseError.column(name: "name", found: "text 'Ama'", expected: "an integer")) {
            try row.int("name")
        }
        #expect(throws: DatabaseError.column(name: "nothing", found: "null", expected: "text")) {
            try row.string("nothing")
        }
    }

    @Test func `a column that is not there is named`() {
        #expect {
            try row.string("nam")
        } throws: { error in
            "\(error)".contains("column nam") && "\(error)".contains("name, age, height")
        }
    }

    @Test func `many columns are found as well as few`() throws {
        let names = (0..<40).map { "c\($0)" }
        let row = Row(names: RowNames(names), values: (0..<40).map { .integer($0) })
        for index in 0..<40 { #expect(try row.int("c\(index)") == index) }
        #expect(throws: DatabaseError.self) { try row.int("c40") }
    }
}
