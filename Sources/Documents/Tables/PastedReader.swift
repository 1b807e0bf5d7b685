/// Cells as spreadsheets copy them: tabs between cells, quotes around a cell in which a line break or tab stands. A quote that
/// does not end where a cell ends is an ordinary character.
struct PastedReader {
    private let bytes: [UInt8]
    private let maximumRows: Int
    private let maximumColumns: Int
    private var at = 0
    private var line = 1
    /// Nothing behind closes a quote.
    private var hasNoMoreQuotes = false

    init(_ bytes: [UInt8], maximumRows: Int, maximumColumns: Int) {
        (self.bytes, self.maximumRows, self.maximumColumns) = (bytes, maximumRows, maximumColumns)
    }

    mutating func read() throws(CSVError) -> [TextTable.Row] {
        var rows: [TextTable.Row] = []
        while at < bytes.count {
            let begin = line
            var cells: [String] = []
            while true {
                cells.append(cell())
                guard cells.count <= maximumColumns else { throw .tooMany(line: line) }
                guard at < bytes.count, bytes[at] == Byte.tab else { break }
                at += 1
            }
            endOfLine()
            guard !cells.allSatisfy(\.isEmpty) else { continue }
            guard rows.count < maximumRows else { throw .tooMany(line: begin) }
            rows.append(TextTable.Row(line: begin, cells: cells))
        }
        return rows
    }

    private mutating func cell() -> String {
        if let quoted = quoted() { return quoted }
        let begin = at
        while at < bytes.count, bytes[at] != Byte.tab, bytes[at] != Byte.lineFeed, !isLineEnd(at) { at += 1 }
        return String(decoding: bytes[begin..<at], as: UTF8.self)
    }

    /// The cell within quotes; nil when there are none, or they are part of the text.
    private mutating func quoted() -> String? {
        guard !hasNoMoreQuotes, at < bytes.count, bytes[at] == Byte.quote else { return nil }
        var (next, breaks, content): (Int, Int, [UInt8]) = (at + 1, 0, [])
        while next < bytes.count {
            let byte = bytes[next]
            next += 1
            if byte == Byte.quote {
                if next < bytes.count, bytes[next] == Byte.quote {
                    next += 1
                } else {
                    guard endsCell(next) else { return nil }
                    at = next
                    line += breaks
                    return String(decoding: content, as: UTF8.self)
                }
            } else if byte == Byte.lineFeed {
                breaks += 1
            }
            content.append(byte)
        }
        hasNoMoreQuotes = true
        return nil
    }

    private func endsCell(_ place: Int) -> Bool {
        place == bytes.count || bytes[place] == Byte.tab || bytes[place] == Byte.lineFeed || isLineEnd(place)
    }

    private func isLineEnd(_ place: Int) -> Bool {
        bytes[place] == Byte.carriageReturn && (place + 1 == bytes.count || bytes[place + 1] == Byte.lineFeed)
    }

    private mutating func endOfLine() {
        if at < bytes.count, bytes[at] == Byte.carriageReturn { at += 1 }
        if at < bytes.count, bytes[at] == Byte.lineFeed { at += 1 }
        line += 1
    }
}
