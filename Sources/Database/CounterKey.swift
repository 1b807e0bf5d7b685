import Foundation

/// A counter's key as bytes that are the same where the keys are, and sorted as the keys are: thousands of keys of a batch have long
/// beginnings in common.
struct CounterKey: Hashable, Comparable {
    private let bytes: [UInt8]

    init(_ values: [SQLValue]) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(64)
        for value in values { Self.append(value, to: &bytes) }
        self.bytes = bytes
    }

    static func < (left: CounterKey, right: CounterKey) -> Bool {
        left.bytes.withUnsafeBytes { left in
            right.bytes.withUnsafeBytes { right in
                guard let first = left.baseAddress, let second = right.baseAddress else {
                    return left.count < right.count
                }
                let order = memcmp(first, second, min(left.count, right.count))
                return order == 0 ? left.count < right.count : order < 0
            }
        }
    }

    func hash(into hasher: inout Hasher) {
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }

    /// The kind in front, a zero behind what has no fixed length: it stands in no text that can be stored.
    private static func append(_ value: SQLValue, to bytes: inout [UInt8]) {
        switch value {
        case .null: bytes.append(0)
        case .bool(let truth): bytes += [1, truth ? 1 : 0]
        case .integer(let number):
            bytes.append(2)
            append(UInt64(bitPattern: number) ^ 1 << 63, to: &bytes)
        case .real(let number):
            bytes.append(3)
            // Zero has two spellings; negative numbers count backwards.
            let pattern = (number == 0 ? 0 : number).bitPattern
            append(pattern >> 63 == 0 ? pattern | 1 << 63 : ~pattern, to: &bytes)
        case .text(let text):
            bytes.append(4)
            bytes.append(contentsOf: text.utf8)
            bytes.append(0)
        case .bytes(let content):
            bytes.append(5)
            // Zeros stand in bytes: each is followed by a sign that it is no end.
            for byte in content { if byte == 0 { bytes += [0, 255] } else { bytes.append(byte) } }
            bytes += [0, 0]
        }
    }

    private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
