/// Writes CSV into bytes: UTF-8, every field in quotes, lines ended with CRLF.
public struct CSVWriter: Sendable {
    public private(set) var bytes: [UInt8]

    /// - Parameter byteOrderMark: what spreadsheets need to see UTF-8.
    public init(byteOrderMark: Bool, reserving capacity: Int = 0) {
        bytes = byteOrderMark ? [0xEF, 0xBB, 0xBF] : []
        bytes.reserveCapacity(capacity + 3)
    }

    public mutating func write(_ fields: [String]) {
        for (index, field) in fields.enumerated() {
            if index > 0 { bytes.append(Byte.comma) }
            bytes.append(Byte.quote)
            for byte in field.utf8 {
                if byte == Byte.quote { bytes.append(Byte.quote) }
                bytes.append(byte)
            }
            bytes.append(Byte.quote)
        }
        bytes.append(Byte.carriageReturn)
        bytes.append(Byte.lineFeed)
    }
}
