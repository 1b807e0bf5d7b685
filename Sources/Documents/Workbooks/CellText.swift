/// Gathers the text of one cell out of its pieces.
struct CellText {
    private(set) var bytes: [UInt8] = []
    private let limits: WorkbookLimits

    init(limits: WorkbookLimits) { self.limits = limits }

    mutating func clear() { bytes.removeAll(keepingCapacity: true) }

    /// - Parameter line: where it stands, for the refusal.
    mutating func add(_ piece: UnsafeBufferPointer<UInt8>, line: Int) throws(WorkbookProblem) {
        bytes.append(contentsOf: piece)
        // A UTF-16 unit has three bytes at most.
        guard bytes.count <= limits.cellLength * 3 else { throw tooLong(line) }
    }

    /// - Parameter line: where it stands, for the refusal.
    func text(line: Int) throws(WorkbookProblem) -> String {
        let text = Self.unescape(bytes)
        guard bytes.count <= limits.cellLength || text.utf16.count <= limits.cellLength else { throw tooLong(line) }
        return text
    }

    private func tooLong(_ line: Int) -> WorkbookProblem {
        .tooLarge(.cellLength(line: line, limit: limits.cellLength))
    }

    /// `_x000D_` stands for a character that XML cannot hold.
    static func unescape(_ bytes: [UInt8]) -> String {
        let (bar, mark) = (UInt8(ascii: "_"), UInt8(ascii: "x"))
        var (result, at): ([UInt8], Int) = ([], 0)
        guard bytes.contains(bar) else { return String(decoding: bytes, as: UTF8.self) }
        result.reserveCapacity(bytes.count)
        while at < bytes.count {
            if bytes[at] == bar, at + 6 < bytes.count, bytes[at + 1] == mark, bytes[at + 6] == bar,
                let code = UInt32(String(decoding: bytes[at + 2..<at + 6], as: UTF8.self), radix: 16),
                let character = UnicodeScalar(code)
            {
                result.append(contentsOf: String(character).utf8)
                at += 7
            } else {
                result.append(bytes[at])
                at += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

/// The texts that the cells of a workbook refer to by number. Of a text in several styles the pieces are joined; how it is
/// pronounced (the furigana that Japanese input leaves beside it) is no part of it.
final class SharedStringsReading: XMLReading {
    private(set) var strings: [String] = []
    private let limits: WorkbookLimits
    private var current: CellText
    private var bytes = 0
    private var isInText = false
    private var isInPhonetic = false

    init(limits: WorkbookLimits) {
        self.limits = limits
        current = CellText(limits: limits)
    }

    func begin(_ element: XMLElement) {
        if element.matches("t") {
            isInText = !isInPhonetic
        } else if element.matches("rPh") {
            isInPhonetic = true
        } else if element.matches("si") {
            current.clear()
        }
    }

    func end(_ name: XMLName) throws(WorkbookProblem) {
        if name.matches("t") {
            isInText = false
        } else if name.matches("rPh") {
            isInPhonetic = false
        } else if name.matches("si") {
            bytes += current.bytes.count
            guard strings.count < limits.strings else { throw .tooLarge(.strings(limit: limits.strings)) }
            guard bytes <= limits.stringBytes else { throw .tooLarge(.strings(limit: limits.stringBytes)) }
            // Which row it is for, nobody knows yet.
            strings.append(try current.text(line: 0))
        }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(WorkbookProblem) {
        if isInText { try current.add(bytes, line: 0) }
    }
}
