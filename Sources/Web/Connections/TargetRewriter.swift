/// Writes bytes outside ASCII in a request's first line as `%XX`, so that a query in raw UTF-8 (`?prefName=石川県`) is understood, as
/// programs of the ministry's API send it; the HTTP parser itself refuses such bytes.
///
/// Bodies are never touched: only the first line of a connection is rewritten, and those that follow requests which cannot have a
/// body. After any request that may have one (`Content-Length`, `Transfer-Encoding`, `Upgrade`), everything passes unchanged.
struct TargetRewriter {
    private enum State {
        case requestLine
        /// The beginning of the current header line, in lower case.
        case header(line: [UInt8])
        case untouched
    }

    private var state = State.requestLine
    private static let bodyHeaders = ["content-length", "transfer-encoding", "upgrade"].map { Array($0.utf8) }
    private static let longestName = 32

    /// Whether what comes next may be passed on without looking.
    var isDone: Bool { if case .untouched = state { true } else { false } }

    /// The same bytes, the first lines of requests rewritten; however the stream is cut into pieces.
    mutating func rewrite(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.underestimatedCount + 16)
        for byte in bytes {
            switch state {
            case .requestLine:
                if byte == Self.lineFeed { state = .header(line: []) }
                if byte >= 0x80 { Self.append(byte, to: &output) } else { output.append(byte) }
            case .header(let line):
                output.append(byte)
                state = Self.after(byte, in: line)
            case .untouched: output.append(byte)
            }
        }
        return output
    }

    private static func after(_ byte: UInt8, in line: [UInt8]) -> State {
        guard byte == lineFeed else {
            guard line.count < longestName else { return .header(line: line) }
            return .header(line: line + [(65...90).contains(byte) ? byte | 0x20 : byte])
        }
        if line.isEmpty || line == [carriageReturn] { return .requestLine }
        return bodyHeaders.contains { line.starts(with: $0) } ? .untouched : .header(line: [])
    }

    private static func append(_ byte: UInt8, to output: inout [UInt8]) {
        let digits = Array("0123456789ABCDEF".utf8)
        output.append(UInt8(ascii: "%"))
        output.append(digits[Int(byte >> 4)])
        output.append(digits[Int(byte & 15)])
    }

    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
}
