import CLibpq

/// Turns a result's text into values by the type of each column.
struct RowDecoder {
    private enum Kind { case bool, bytes, integer, real, numeric, text }

    private let names: RowNames
    private let kinds: [Kind]

    init(_ result: OpaquePointer) {
        let columns = 0..<PQnfields(result)
        names = RowNames(columns.map { PQfname(result, $0).map { String(cString: $0) } ?? "" })
        kinds = columns.map { Self.kind(PQftype(result, $0)) }
    }

    func row(_ row: CInt, of result: OpaquePointer) throws(DatabaseError) -> Row {
        var values: [SQLValue] = []
        values.reserveCapacity(kinds.count)
        for (column, kind) in kinds.enumerated() {
            let place = CInt(column)
            if PQgetisnull(result, row, place) == 1 {
                values.append(.null)
            } else {
                let text = UnsafeRawBufferPointer(
                    start: PQgetvalue(result, row, place), count: Int(PQgetlength(result, row, place)))
                values.append(try Self.value(text, kind))
            }
        }
        return Row(names: names, values: values)
    }

    /// The numbers are those of the server's built-in types, which never change.
    private static func kind(_ type: Oid) -> Kind {
        switch type {
        case 16: .bool
        case 17: .bytes
        case 20, 21, 23: .integer
        case 700, 701: .real
        case 1700: .numeric
        default: .text
        }
    }

    private static func value(_ text: UnsafeRawBufferPointer, _ kind: Kind) throws(DatabaseError) -> SQLValue {
        switch kind {
        case .bool: return .bool(text.first == UInt8(ascii: "t"))
        case .bytes: return .bytes(hexadecimal(text.dropFirst(2)))
        case .text: return .text(String(decoding: text, as: UTF8.self))
        case .integer, .real, .numeric: break
        }
        let digits = String(decoding: text, as: UTF8.self)
        // A sum of integers comes as numeric, but is an integer as on SQLite.
        if kind != .real, let number = Int64(digits) { return .integer(number) }
        guard kind != .integer, let number = Double(digits) else {
            throw .other("the number '\(digits)' is out of range")
        }
        return .real(number)
    }

    private static func hexadecimal(_ text: Slice<UnsafeRawBufferPointer>) -> [UInt8] {
        func digit(_ character: UInt8) -> UInt8 {
            character <= UInt8(ascii: "9") ? character - UInt8(ascii: "0") : character - UInt8(ascii: "a") + 10
        }
        return stride(from: text.startIndex, to: text.endIndex - 1, by: 2).map {
            digit(text[$0]) << 4 | digit(text[$0 + 1])
        }
    }
}
