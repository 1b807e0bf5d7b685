/// Values as libpq takes them: text parameters, packed into one buffer.
enum PostgresParameters {
    static func with<T>(
        _ values: [SQLValue],
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<CInt>?) throws -> T
    ) throws -> T {
        if values.isEmpty { return try body(nil, nil) }
        var bytes: [UInt8] = []
        var starts: [Int?] = []
        starts.reserveCapacity(values.count)
        for value in values {
            guard value != .null else {
                starts.append(nil)
                continue
            }
            starts.append(bytes.count)
            append(value, to: &bytes)
            bytes.append(0)
        }
        return try bytes.withUnsafeBytes { buffer in
            let start = buffer.assumingMemoryBound(to: CChar.self).baseAddress
            let pointers = starts.map { offset in offset.flatMap { start?.advanced(by: $0) } }
            return try pointers.withUnsafeBufferPointer { try body($0.baseAddress, nil) }
        }
    }

    private static func append(_ value: SQLValue, to bytes: inout [UInt8]) {
        switch value {
        case .null: break
        case .integer(let number): bytes += String(number).utf8
        case .real(let number): bytes += number.description.utf8
        case .text(let text): bytes += text.utf8
        case .bool(let truth): bytes += (truth ? "t" : "f").utf8
        case .bytes(let content): appendHex(content, to: &bytes)
        }
    }

    private static func appendHex(_ content: [UInt8], to bytes: inout [UInt8]) {
        let digits = Array("0123456789abcdef".utf8)
        bytes += "\\x".utf8
        for byte in content {
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        }
    }
}
