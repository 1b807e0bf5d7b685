/// A statement, or a piece of one, with its text and its values apart.
///
/// `"SELECT name FROM person WHERE id = \(id)"` binds `id`; `"… WHERE \(sql: condition)"` splices another `SQL`. Text
/// comes from literals of the program only: no string made while it runs can become part of a statement.
public struct SQL: Sendable {
    /// The text with a `?` where each value stands, which is what SQLite reads.
    private(set) var text: String
    private(set) var values: [SQLValue]
    /// Offset in UTF-8 of each value's `?` in `text`; a `?` inside a quoted literal has none.
    private(set) var marks: [Int]
    private var keeping = Keeping.whenShort

    private enum Keeping { case always, never, whenShort }
    private static let mostKeptValues = 64

    init() {
        (text, values, marks) = ("", [], [])
    }

    /// Text that did not come from a literal of the caller but was made or checked by this room.
    init(checked text: String) {
        (self.text, values, marks) = (text, [], [])
    }

    /// Text that is run once, such as a migration's.
    init(once text: String) {
        self.init(checked: text)
        keeping = .never
    }

    mutating func append(_ other: SQL) {
        let shift = text.utf8.count
        text += other.text
        values += other.values
        marks += other.marks.map { $0 + shift }
        if other.keeping == .never { keeping = .never }
    }

    mutating func append(text more: String) {
        text += more
    }

    mutating func append(value: SQLValue) {
        marks.append(text.utf8.count)
        text += "?"
        values.append(value)
    }

    /// `(?, ?), (?, ?)`: rows of as many values each.
    mutating func append(rows: ArraySlice<[SQLValue]>) {
        guard let width = rows.first?.count, width > 0 else { return }
        let row = "(" + String(repeating: "?, ", count: width - 1) + "?)"
        text.reserveCapacity(text.utf8.count + rows.count * (row.utf8.count + 2))
        marks.reserveCapacity(marks.count + rows.count * width)
        values.reserveCapacity(values.count + rows.count * width)
        for (index, found) in rows.enumerated() {
            if index > 0 { text += ", " }
            let start = text.utf8.count + 1
            for column in 0..<width { marks.append(start + column * 3) }
            text += row
            values += found
        }
    }

    /// As it is, kept prepared by the engines however many values it has.
    func keptAlways() -> SQL {
        var sql = self
        sql.keeping = .always
        return sql
    }

    /// Whether an engine should keep the prepared statement: lists of many lengths would fill its memory.
    var isKept: Bool {
        switch keeping {
        case .always: true
        case .never: false
        case .whenShort: values.count <= Self.mostKeptValues
        }
    }

    /// The text with `$1`, `$2`… where the values stand, which is what PostgreSQL reads.
    var numberedText: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + marks.count * 3)
        var next = 0
        for (offset, byte) in text.utf8.enumerated() {
            if next < marks.count, offset == marks[next] {
                next += 1
                bytes += Array("$\(next)".utf8)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension SQL: ExpressibleByStringInterpolation {
    /// Collects the pieces of an interpolated statement.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var sql = SQL()

        public init(literalCapacity: Int, interpolationCount: Int) {}

        public mutating func appendLiteral(_ literal: StaticString) {
            sql.append(text: literal.description)
        }

        /// Binds a value.
        public mutating func appendInterpolation(_ value: some SQLBindable) {
            sql.append(value: value.sqlValue)
        }

        /// Binds a value, or null.
        public mutating func appendInterpolation<T: SQLBindable>(_ value: T?) {
            sql.append(value: value.sqlValue)
        }

        /// Splices another statement's text and values.
        public mutating func appendInterpolation(sql other: SQL) {
            sql.append(other)
        }

        /// Splices another statement's text and values; its type says enough.
        public mutating func appendInterpolation(_ other: SQL) {
            sql.append(other)
        }
    }

    public init(stringLiteral: StaticString) {
        self.init(checked: stringLiteral.description)
    }

    public init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.sql
    }
}
