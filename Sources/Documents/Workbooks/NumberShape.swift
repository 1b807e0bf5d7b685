/// What a number of a sheet means, by the format it is shown in.
enum NumberShape: Sendable, Equatable {
    case plain
    case share
    case date
    case time
    case dateAndTime
    /// Hours that go on beyond 24.
    case duration

    /// The formats that every program knows by number; 27 to 36 and 50 to 58 as the Japanese Excel has them.
    init(number: Int) {
        switch number {
        case 9, 10: self = .share
        case 14...17, 27...31, 34...36, 50...58: self = .date
        case 18...21, 32, 33, 45, 47: self = .time
        case 22: self = .dateAndTime
        case 46: self = .duration
        default: self = .plain
        }
    }

    /// A format in words, as `yyyy"年"m"月"d"日"`.
    init(code: String) {
        let letters = Letters(code)
        if letters.goesOn {
            self = .duration
        } else if letters.hasDate || letters.hasTime {
            self = letters.hasDate ? (letters.hasTime ? .dateAndTime : .date) : .time
        } else {
            self = letters.hasPercent ? .share : .plain
        }
    }

    /// What the letters of a format's first section ask for.
    private struct Letters {
        var hasDate = false
        var hasTime = false
        var hasPercent = false
        var goesOn = false

        init(_ code: String) {
            var kept: [UInt8] = []
            var rest = Array(code.lowercased().utf8)[...]
            while let byte = rest.popFirst(), byte != UInt8(ascii: ";") {
                switch byte {
                case UInt8(ascii: "\""): _ = Self.take(&rest, to: byte)
                case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): _ = rest.popFirst()
                case UInt8(ascii: "["):
                    let inside = Self.take(&rest, to: UInt8(ascii: "]"))
                    if let first = inside.first, "hms".utf8.contains(first), inside.allSatisfy({ $0 == first }) {
                        goesOn = true
                    }
                default: kept.append(byte)
                }
            }
            read(String(decoding: kept, as: UTF8.self).replacing("general", with: "").replacing("g/標準", with: ""))
        }

        private static func take(_ rest: inout ArraySlice<UInt8>, to end: UInt8) -> ArraySlice<UInt8> {
            let inside = rest.prefix { $0 != end }
            rest = rest.dropFirst(inside.count + 1)
            return inside
        }

        private mutating func read(_ code: String) {
            let code = code.replacing("am/pm", with: "h").replacing("a/p", with: "h")
            hasPercent = code.contains("%")
            hasTime = code.contains("h") || code.contains("s")
            let isScientific = code.contains("e+") || code.contains("e-")
            hasDate = code.contains { "ydg".contains($0) } || code.contains("aaa")
            if !isScientific && code.contains("e") { hasDate = true }
            // m is the minute beside hours and seconds, and the month elsewhere.
            if !hasTime && code.contains("m") { hasDate = true }
        }
    }
}

/// The formats of a workbook, by the number that a cell gives.
final class StylesReading: XMLReading {
    private(set) var shapes: [NumberShape] = []
    private var named: [Int: NumberShape] = [:]
    private var isInCells = false

    private static let most = 100_000

    func begin(_ element: XMLElement) throws(WorkbookProblem) {
        if element.matches("numFmt"), let number = element.number("numFmtId"), let code = element["formatCode"] {
            guard named.count < Self.most, code.utf8.count <= 1_000 else { throw .damaged("too many formats") }
            named[number] = NumberShape(code: code)
        } else if element.matches("cellXfs") {
            isInCells = true
        } else if isInCells, element.matches("xf") {
            guard shapes.count < Self.most else { throw .damaged("too many styles") }
            let number = element.number("numFmtId") ?? 0
            shapes.append(named[number] ?? NumberShape(number: number))
        }
    }

    func end(_ name: XMLName) {
        if name.matches("cellXfs") { isInCells = false }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
