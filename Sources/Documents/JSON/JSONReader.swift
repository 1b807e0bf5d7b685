/// Why a text is no JSON, and at which byte it stops being it.
public struct JSONProblem: Error, Sendable, Equatable {
    public enum Reason: Sendable, Equatable {
        /// Not what may stand there, or not UTF-8.
        case unreadable
        /// Lists and objects within one another, more than `JSONReader.deepest`.
        case tooDeep
        /// An object has two members of this name: which one is meant cannot be told.
        case doubled(String)
    }

    public let reason: Reason
    public let offset: Int
}

/// Reads one JSON value (RFC 8259) by bytes: nothing but blanks may follow it.
public struct JSONReader {
    public static let deepest = 32

    private let bytes: [UInt8]
    private var place = 0

    public static func read(_ bytes: [UInt8]) throws(JSONProblem) -> JSONValue {
        var reader = JSONReader(bytes: bytes)
        let value = try reader.value(depth: 0)
        guard reader.next() == nil else { throw reader.unreadable }
        return value
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var unreadable: JSONProblem { JSONProblem(reason: .unreadable, offset: place) }

    private func peek() -> UInt8? { place < bytes.count ? bytes[place] : nil }

    /// The next byte that is no blank.
    private mutating func next() -> UInt8? {
        while let byte = peek(), byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { place += 1 }
        return peek()
    }

    private mutating func take(_ byte: UInt8) throws(JSONProblem) {
        guard next() == byte else { throw unreadable }
        place += 1
    }

    private mutating func value(depth: Int) throws(JSONProblem) -> JSONValue {
        guard depth <= Self.deepest else { throw JSONProblem(reason: .tooDeep, offset: place) }
        switch next() {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try list(depth: depth)
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(try number())
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(JSONProblem) -> JSONValue {
        for byte in word.utf8 {
            guard peek() == byte else { throw unreadable }
            place += 1
        }
        return value
    }

    private mutating func object(depth: Int) throws(JSONProblem) -> JSONValue {
        var members: [JSONValue.Member] = []
        var names: Set<String> = []
        try take(UInt8(ascii: "{"))
        if next() == UInt8(ascii: "}") {
            place += 1
            return .object([])
        }
        while true {
            guard next() == UInt8(ascii: "\"") else { throw unreadable }
            let (start, name) = (place, try text())
            guard names.insert(name).inserted else { throw JSONProblem(reason: .doubled(name), offset: start) }
            try take(UInt8(ascii: ":"))
            members.append(JSONValue.Member(name, try value(depth: depth + 1)))
            guard next() == UInt8(ascii: ",") else { break }
            place += 1
        }
        try take(UInt8(ascii: "}"))
        return .object(members)
    }

    private mutating func list(depth: Int) throws(JSONProblem) -> JSONValue {
        var values: [JSONValue] = []
        try take(UInt8(ascii: "["))
        if next() == UInt8(ascii: "]") {
            place += 1
            return .list([])
        }
        while true {
            values.append(try value(depth: depth + 1))
            guard next() == UInt8(ascii: ",") else { break }
            place += 1
        }
        try take(UInt8(ascii: "]"))
        return .list(values)
    }

    /// `-12.5e3`: no plus, no leading zero, digits on both sides of the point.
    private mutating func number() throws(JSONProblem) -> String {
        let start = place
        if peek() == UInt8(ascii: "-") { place += 1 }
        if peek() == UInt8(ascii: "0") { place += 1 } else { try digits() }
        if peek() == UInt8(ascii: ".") {
            place += 1
            try digits()
        }
        if peek() == UInt8(ascii: "e") || peek() == UInt8(ascii: "E") {
            place += 1
            if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { place += 1 }
            try digits()
        }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    private mutating func digits() throws(JSONProblem) {
        let start = place
        while let byte = peek(), (48...57).contains(byte) { place += 1 }
        guard place > start else { throw unreadable }
    }

    private mutating func text() throws(JSONProblem) -> String {
        try take(UInt8(ascii: "\""))
        let start = place
        var written: [UInt8] = []
        while let byte = peek(), byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw unreadable }
            place += 1
            if byte == UInt8(ascii: "\\") { written += try escaped() } else { written.append(byte) }
        }
        try take(UInt8(ascii: "\""))
        guard let text = String(validating: written, as: UTF8.self) else {
            throw JSONProblem(reason: .unreadable, offset: start)
        }
        return text
    }

    /// What stands behind a backslash, as UTF-8.
    private mutating func escaped() throws(JSONProblem) -> [UInt8] {
        guard let byte = peek() else { throw unreadable }
        place += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return try scalar()
        default: throw unreadable
        }
    }

    /// `\u3042`, or two of them where one has no room; half of a pair is no character.
    private mutating func scalar() throws(JSONProblem) -> [UInt8] {
        var code = UInt32(try unit())
        if (0xD800..<0xDC00).contains(code) {
            guard peek() == UInt8(ascii: "\\") else { throw unreadable }
            place += 1
            guard peek() == UInt8(ascii: "u") else { throw unreadable }
            place += 1
            let low = UInt32(try unit())
            guard (0xDC00..<0xE000).contains(low) else { throw unreadable }
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw unreadable }
        return Array(String(Character(scalar)).utf8)
    }

    private mutating func unit() throws(JSONProblem) -> UInt16 {
        guard place + 4 <= bytes.count, let digits = String(validating: bytes[place..<place + 4], as: UTF8.self),
            digits.utf8.allSatisfy(Self.isHex), let unit = UInt16(digits, radix: 16)
        else { throw unreadable }
        place += 4
        return unit
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
    }
}
