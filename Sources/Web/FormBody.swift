import Domain
import Foundation

/// What a browser sent from a form (`application/x-www-form-urlencoded`), field by field: one field at fault never takes the
/// others with it, and what a person typed can always be shown back.
///
/// As browsers write it, `+` is a space. A `%` that is not followed by two hexadecimal digits stays as it is, as the URL standard
/// reads it. Line ends become `\n`, values are brought to NFC.
public struct FormBody: Sendable {
    /// How much is read at all.
    public struct Limits: Sendable {
        public var bytes: Int
        public var fields: Int

        public init(bytes: Int, fields: Int) {
            self.bytes = bytes
            self.fields = fields
        }

        /// One page of a form.
        public static let page = Limits(bytes: 256 * 1024, fields: 2_000)
        /// A table of 300 members with 20 items each, and as much pasted beside it.
        public static let table = Limits(bytes: 1 << 20, fields: 8_000)
    }

    /// The fields' names as sent, each once, in the order of their first appearance.
    public let names: [String]

    private let fields: [String: [Entry]]

    /// One value as sent.
    private struct Entry: Sendable {
        let raw: [UInt8]
    }

    /// Reads a body; refuses it as a whole only for its size or the number of its fields.
    public init(_ bytes: [UInt8], limits: Limits = .page) throws(Problem) {
        guard bytes.count <= limits.bytes else { throw .tooLarge(limit: limits.bytes) }
        var names: [String] = []
        var fields = [String: [Entry]](minimumCapacity: 32)
        var count = 0
        for piece in bytes.split(separator: 0x26) {
            count += 1
            guard count <= limits.fields else { throw .malformed("more than \(limits.fields) fields") }
            let split = piece.firstIndex(of: 0x3D) ?? piece.endIndex
            let name = String(decoding: FormBody.decoded(piece[..<split]), as: UTF8.self)
            let value = split < piece.endIndex ? FormBody.decoded(piece[(split + 1)...]) : []
            if fields[name] == nil { names.append(name) }
            fields[name, default: []].append(Entry(raw: value))
        }
        self.names = names
        self.fields = fields
    }

    /// Fields that were taken out of a form with a file.
    init(parts: [(name: String, bytes: [UInt8])]) {
        var names: [String] = []
        var fields: [String: [Entry]] = [:]
        for part in parts {
            if fields[part.name] == nil { names.append(part.name) }
            fields[part.name, default: []].append(Entry(raw: part.bytes))
        }
        self.names = names
        self.fields = fields
    }

    /// The value of a field that is sent exactly once; an empty one is an empty string.
    public func value(_ name: String) -> Result<String, FormFault> {
        guard let entries = fields[name], let first = entries.first else { return .failure(.missing) }
        return entries.count > 1 ? .failure(.doubled) : FormBody.read(first.raw)
    }

    /// Like `value`, but a field that was not sent is nil (a checkbox, a group of radio buttons without a choice).
    public func optional(_ name: String) -> Result<String?, FormFault> {
        fields[name] == nil ? .success(nil) : value(name).map { $0 }
    }

    /// The values of a field that may be sent several times (checkboxes of one name), in the order sent.
    public func list(_ name: String) -> Result<[String], FormFault> {
        var values: [String] = []
        for entry in fields[name] ?? [] {
            switch FormBody.read(entry.raw) {
            case .success(let value): values.append(value)
            case .failure(let fault): return .failure(fault)
            }
        }
        return .success(values)
    }

    /// What was typed, to be shown back, whatever is wrong with it: the last value sent, with a replacement sign for what cannot
    /// be read.
    public func typed(_ name: String) -> String {
        guard let entry = fields[name]?.last else { return "" }
        return FormBody.tidied(String(decoding: entry.raw, as: UTF8.self))
    }
}

/// What is wrong with one field as it was sent.
public enum FormFault: Error, Sendable, Equatable {
    /// The form has this field, but it was not sent.
    case missing
    /// Sent more than once.
    case doubled
    /// Not readable as text.
    case brokenUTF8
    /// Holds NUL or another control character.
    case controlCharacter

    /// What the person reads at the field.
    public var sentence: String {
        switch self {
        case .missing: "この欄が届きませんでした。画面を開き直して、もう一度入力してください。"
        case .doubled: "この欄が2回届きました。画面を開き直して、もう一度入力してください。"
        case .brokenUTF8: "読み取れない文字があります。もう一度入力してください。"
        case .controlCharacter: "使えない文字(制御文字)があります。取り除いて、もう一度入力してください。"
        }
    }
}

extension FormBody {
    private static func read(_ raw: [UInt8]) -> Result<String, FormFault> {
        guard let text = String(validating: raw, as: UTF8.self) else { return .failure(.brokenUTF8) }
        let tidy = tidied(text)
        // Tab and line feed are what a person can type; the rest comes from a program or from pasted files.
        if tidy.utf8.contains(where: { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A }) { return .failure(.controlCharacter) }
        return .success(tidy)
    }

    private static func tidied(_ text: String) -> String {
        let lines = text.utf8.contains(0x0D) ? withLineFeeds(text) : text
        return lines.utf8.allSatisfy { $0 < 0x80 } ? lines : lines.precomposedStringWithCanonicalMapping
    }

    /// By bytes: CR and LF together are one `Character`, which neither of them equals.
    private static func withLineFeeds(_ text: String) -> String {
        var bytes: [UInt8] = []
        var follows = false
        for byte in text.utf8 {
            if byte != 0x0A || !follows { bytes.append(byte == 0x0D ? 0x0A : byte) }
            follows = byte == 0x0D
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func decoded(_ piece: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(piece.count)
        var index = piece.startIndex
        while index < piece.endIndex {
            let byte = piece[index]
            if byte == 0x25, index + 2 < piece.endIndex, let high = hex(piece[index + 1]),
                let low = hex(piece[index + 2])
            {
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(byte == 0x2B ? 0x20 : byte)
                index += 1
            }
        }
        return bytes
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 48...57: byte - 48
        case 65...70: byte - 55
        case 97...102: byte - 87
        default: nil
        }
    }
}
