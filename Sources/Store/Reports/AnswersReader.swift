/// Reads the one JSON array that answers are kept as: numbers without a fraction, texts, truth values and nulls, nothing nested.
/// By bytes, since a page of reports has thousands of them.
struct AnswersReader {
    enum Cell: Equatable {
        case blank, number(Int), text(String), truth(Bool)
    }

    /// No such array.
    struct Unreadable: Error, Equatable {
        /// The byte at which it stops being one.
        let offset: Int
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0

    static func cells(_ text: String) throws(Unreadable) -> [Cell] {
        var text = text
        let result = text.withUTF8 { bytes in
            Result { () throws(Unreadable) in
                var reader = AnswersReader(bytes: bytes)
                return try reader.array()
            }
        }
        return try result.get()
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private mutating func array() throws(Unreadable) -> [Cell] {
        var cells: [Cell] = []
        cells.reserveCapacity(16)
        try take(UInt8(ascii: "["))
        if next() == UInt8(ascii: "]") {
            place += 1
        } else {
            cells.append(try cell())
            while next() == UInt8(ascii: ",") {
                place += 1
                cells.append(try cell())
            }
            try take(UInt8(ascii: "]"))
        }
        guard next() == nil else { throw unreadable }
        return cells
    }

    private mutating func cell() throws(Unreadable) -> Cell {
        switch next() {
        case UInt8(ascii: "n"): try word("null", .blank)
        case UInt8(ascii: "t"): try word("true", .truth(true))
        case UInt8(ascii: "f"): try word("false", .truth(false))
        case UInt8(ascii: "\""): .text(try quoted())
        default: .number(try number())
        }
    }

    private mutating func word(_ word: StaticString, _ cell: Cell) throws(Unreadable) -> Cell {
        for index in 0..<word.utf8CodeUnitCount {
            guard peek() == word.utf8Start[index] else { throw unreadable }
            place += 1
        }
        return cell
    }

    private mutating func number() throws(Unreadable) -> Int {
        let isNegative = peek() == UInt8(ascii: "-")
        if isNegative { place += 1 }
        let start = place
        var value = 0
        while let byte = peek(), (48...57).contains(byte) {
            let (tens, isTooLarge) = value.multipliedReportingOverflow(by: 10)
            let digit = Int(byte) - 48
            let (sum, isTooFar) =
                isNegative ? tens.subtractingReportingOverflow(digit) : tens.addingReportingOverflow(digit)
            guard !isTooLarge, !isTooFar else { throw unreadable }
            value = sum
            place += 1
        }
        // At least one digit, and none before which a zero stands.
        guard place > start, place == start + 1 || bytes[start] != 48 else { throw unreadable }
        return value
    }

    private mutating func quoted() throws(Unreadable) -> String {
        place += 1
        let start = place
        while let byte = peek(), byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { place += 1 }
        if peek() == UInt8(ascii: "\"") {
            place += 1
            return String(decoding: bytes[start..<place - 1], as: UTF8.self)
        }
        var text = Array(bytes[start..<place])
        while let byte = peek(), byte >= 0x20 {
            place += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): try escaped(into: &text)
            default: text.append(byte)
            }
        }
        throw unreadable
    }

    private mutating func escaped(into text: inout [UInt8]) throws(Unreadable) {
        guard let sign = peek() else { throw unreadable }
        place += 1
        switch sign {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(sign)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: String(Character(try scalar())).utf8)
        default: throw unreadable
        }
    }

    /// Four hexadecimal digits, or twice four for what lies beyond the basic plane.
    private mutating func scalar() throws(Unreadable) -> Unicode.Scalar {
        var value = try hex()
        if (0xD800..<0xDC00).contains(value) {
            try exactly(UInt8(ascii: "\\"))
            try exactly(UInt8(ascii: "u"))
            let low = try hex()
            guard (0xDC00..<0xE000).contains(low) else { throw unreadable }
            value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else { throw unreadable }
        return scalar
    }

    private mutating func hex() throws(Unreadable) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw unreadable }
            value = value << 4 | UInt32(digit)
            place += 1
        }
        return value
    }

    private mutating func take(_ byte: UInt8) throws(Unreadable) {
        _ = next()
        try exactly(byte)
    }

    private mutating func exactly(_ byte: UInt8) throws(Unreadable) {
        guard peek() == byte else { throw unreadable }
        place += 1
    }

    private func peek() -> UInt8? { place < bytes.count ? bytes[place] : nil }

    /// The next byte that is no blank.
    private mutating func next() -> UInt8? {
        while let byte = peek() {
            guard byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D else { return byte }
            place += 1
        }
        return nil
    }

    private var unreadable: Unreadable { Unreadable(offset: place) }
}
