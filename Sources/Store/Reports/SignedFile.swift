import Domain
import Foundation

/// A file with a signature over its own bytes: JSON of three lines, or a PDF with one line after its end.
///
/// A receiver needs no reading of JSON to check it: what is signed is a line as it stands. docs/receipts.md tells it byte by byte.
public struct SignedFile: Sendable, Equatable {
    public enum Kind: Sendable { case json, pdf }

    /// Whose signature stands in the file.
    public struct Mark: Codable, Sendable, Equatable {
        public let key: Int
        public let publicKey: String
        public let value: String
    }

    public let kind: Kind
    /// The bytes that are signed, without the word before them.
    public let signed: [UInt8]
    /// nil where the product that made it had no key.
    public let mark: Mark?

    /// Stands before what is signed, so that no signature of another kind fits.
    private static let word = Array("gmis-document-1\n".utf8)
    private static let open = Array("{\"signed\":".utf8)
    private static let close = Array(",\"signature\":".utf8)
    private static let none = Array("null".utf8)
    private static let comment = Array("%gmis-signature-1 ".utf8)

    public init(_ kind: Kind, _ signed: [UInt8], by signer: Signer?) {
        self.kind = kind
        self.signed = signed
        mark = signer.map {
            Mark(key: $0.key, publicKey: $0.publicKey, value: $0.sign(Self.word + signed).value)
        }
    }

    /// Reads a file; nil for what is none of ours.
    public init?(_ bytes: [UInt8]) {
        if bytes.starts(with: "%PDF-".utf8) {
            self.init(pdf: bytes)
        } else {
            self.init(json: bytes)
        }
    }

    /// As it is handed out.
    public func bytes() throws -> [UInt8] {
        switch kind {
        case .json:
            let note = try mark.map { [UInt8](try JSONEncoder.steady.encode($0)) } ?? Self.none
            return Self.open + [10] + signed + [10] + Self.close + note + Array("}\n".utf8)
        case .pdf:
            guard let mark else { return signed }
            return signed + Self.comment + Array("\(mark.key) \(mark.publicKey) \(mark.value)\n".utf8)
        }
    }

    /// Whether this key signed exactly these bytes.
    public func isMade(by key: PublishedKey) -> Bool {
        guard let mark, mark.publicKey == key.publicKey else { return false }
        return key.made(Signature(key: mark.key, value: mark.value), of: Self.word + signed)
    }

    private init?(json bytes: [UInt8]) {
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        // Mail programs may have changed how lines end; nothing of ours has such a byte inside.
        let lines = text.split(separator: 10).map { $0.last == 13 ? $0.dropLast() : $0 }
        guard lines.count == 3, Array(lines[0]) == Self.open, lines[2].starts(with: Self.close),
            lines[2].last == UInt8(ascii: "}")
        else { return nil }
        let note = lines[2].dropFirst(Self.close.count).dropLast()
        (kind, signed) = (.json, Array(lines[1]))
        if Array(note) == Self.none {
            mark = nil
        } else {
            guard let read = try? JSONDecoder().decode(Mark.self, from: Data(note)) else { return nil }
            mark = read
        }
    }

    private init?(pdf bytes: [UInt8]) {
        let end = bytes.last == 10 ? bytes.dropLast() : bytes[...]
        let line = end.suffix(from: (end.lastIndex(of: 10) ?? -1) + 1)
        guard line.starts(with: Self.comment) else {
            (kind, signed, mark) = (.pdf, bytes, nil)
            return
        }
        let words = String(decoding: line.dropFirst(Self.comment.count), as: UTF8.self).split(separator: " ")
        guard words.count == 3, let key = Int(words[0]) else { return nil }
        (kind, signed) = (.pdf, Array(bytes[..<line.startIndex]))
        mark = Mark(key: key, publicKey: String(words[1]), value: String(words[2].filter { $0 != "\r" }))
    }
}

extension JSONEncoder {
    /// Writes the same for the same.
    static var steady: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
