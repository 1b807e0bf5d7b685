import Foundation

/// A body as it travels: lines of at most 76 ASCII characters, each ended by CRLF, that mean the text's UTF-8.
struct BodyText {
    /// The Content-Transfer-Encoding.
    let encoding: String
    let bytes: [UInt8]

    /// Quoted-printable or base64, whichever is shorter: Latin text stays readable, Japanese stays small.
    init(_ text: String) {
        let lines = Self.lines(text)
        let quoted = lines.flatMap { Self.quotedPrintable($0) + Self.lineEnd }
        let options: Data.Base64EncodingOptions = [
            .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
        ]
        let packed = Data(lines.flatMap { $0 + Self.lineEnd }).base64EncodedData(options: options) + Self.lineEnd
        encoding = quoted.count <= packed.count ? "quoted-printable" : "base64"
        bytes = quoted.count <= packed.count ? quoted : Array(packed)
    }

    private static let lineEnd = Array("\r\n".utf8)

    /// The lines without their ends, be these LF, CRLF or CR; a last line that is empty is none.
    private static func lines(_ text: String) -> [[UInt8]] {
        var lines: [[UInt8]] = [[]]
        var last: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case 0x0A where last == 0x0D: break
            case 0x0A, 0x0D: lines.append([])
            default: lines[lines.count - 1].append(byte)
            }
            last = byte
        }
        if lines.last == [] { lines.removeLast() }
        return lines
    }

    /// No line of the result begins with a dot or with `From `, which servers and files change on the way.
    private static func quotedPrintable(_ line: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var width = 0
        for (index, byte) in line.enumerated() {
            let isLast = index == line.count - 1
            let isPlain =
                switch byte {
                case 0x20, 0x09: !isLast
                case UInt8(ascii: "."), UInt8(ascii: "F"): width > 0
                default: (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=")
                }
            let piece = isPlain ? [byte] : [UInt8(ascii: "="), hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
            if width + piece.count > (isLast ? 76 : 75) {
                result += "=\r\n".utf8
                width = 0
            }
            result += piece
            width += piece.count
        }
        return result
    }

    private static let hexDigits = Array("0123456789ABCDEF".utf8)
}
