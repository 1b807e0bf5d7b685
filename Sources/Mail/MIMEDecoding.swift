/// The two encodings of bodies, read with patience: what does not belong there is passed over.
enum MIMEDecoding {
    static func base64(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            guard let value = sextet(byte) else { continue }
            bits = (bits << 6 | value) & 0xFF_FFFF
            count += 6
            if count >= 8 {
                count -= 8
                result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return result
    }

    static func quotedPrintable(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var lines = MIMELines(bytes)
        while let whole = lines.next() {
            var line = whole
            while let last = line.last, last == 0x20 || last == 0x09 { line.removeLast() }
            let goesOn = line.last == UInt8(ascii: "=")
            if goesOn { line.removeLast() }
            var index = line.startIndex
            while index < line.endIndex {
                if line[index] == UInt8(ascii: "="), index + 2 < line.endIndex,
                    let high = nibble(line[index + 1]), let low = nibble(line[index + 2])
                {
                    result.append(high << 4 | low)
                    index += 3
                } else {
                    result.append(line[index])
                    index += 1
                }
            }
            if !goesOn { result.append(0x0A) }
        }
        return result
    }

    private static func sextet(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte) - 65
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte) - 71
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte) + 4
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }

    private static func nibble(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - 48
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - 55
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - 87
        default: nil
        }
    }
}
