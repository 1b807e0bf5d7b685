import Domain

/// What a browser sent from a form with a file (`multipart/form-data`, RFC 7578), read by bytes. Nothing is decoded here: a part
/// is a name and what was sent under it.
public struct Multipart: Sendable {
    /// How much is read at all.
    public struct Limits: Sendable {
        public var bytes: Int
        public var parts: Int
        /// Of one part.
        public var headBytes: Int

        public init(bytes: Int, parts: Int, headBytes: Int) {
            self.bytes = bytes
            self.parts = parts
            self.headBytes = headBytes
        }

        /// A form with one list of 100,000 rows.
        public static let list = Limits(bytes: 32 << 20, parts: 32, headBytes: 4_096)
    }

    /// One field or file.
    public struct Part: Sendable, Equatable {
        public let name: String
        /// nil for a field; empty where no file was chosen.
        public let fileName: String?
        public let bytes: [UInt8]
    }

    public let parts: [Part]

    /// - Parameter boundary: as the content type names it.
    /// - Throws: `Problem.tooLarge` or `Problem.malformed`; a body is read whole or not at all.
    public init(_ body: [UInt8], boundary: [UInt8], limits: Limits = .list) throws(Problem) {
        guard body.count <= limits.bytes else { throw .tooLarge(limit: limits.bytes) }
        guard (1...70).contains(boundary.count) else { throw .malformed("boundary") }
        var reading = Reading(body: body, mark: [45, 45] + boundary, limits: limits)
        parts = try reading.parts()
    }

    /// The boundary that a content type names; nil where it is none of a form with files.
    public static func boundary(of contentType: String?) -> [UInt8]? {
        guard let contentType else { return nil }
        let pieces = contentType.split(separator: ";")
        guard let kind = pieces.first, plain(kind).lowercased() == "multipart/form-data" else { return nil }
        for piece in pieces.dropFirst() {
            let pair = piece.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, plain(pair[0]).lowercased() == "boundary" else { continue }
            let value = plain(pair[1])
            return Array(
                (value.hasPrefix("\"") && value.hasSuffix("\"") ? value.dropFirst().dropLast() : value[...]).utf8)
        }
        return nil
    }

    private static func plain(_ text: Substring) -> String {
        String(text.drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }

    private struct Reading {
        let body: [UInt8]
        /// The two hyphens and the boundary.
        let mark: [UInt8]
        let limits: Limits
        var at = 0

        mutating func parts() throws(Problem) -> [Part] {
            // What stands before the first mark is nobody's.
            guard let first = next(mark) else { throw .malformed("no part") }
            at = first + mark.count
            var parts: [Part] = []
            while true {
                if body[at...].starts(with: [45, 45]) { return parts }
                guard body[at...].starts(with: [13, 10]) else { throw .malformed("after a boundary") }
                at += 2
                guard parts.count < limits.parts else { throw .malformed("more than \(limits.parts) parts") }
                parts.append(try part())
            }
        }

        private mutating func part() throws(Problem) -> Part {
            let head = try head()
            guard let end = next([13, 10] + mark) else { throw .malformed("a part never ends") }
            let bytes = Array(body[at..<end])
            at = end + 2 + mark.count
            guard let disposition = head["content-disposition"], let name = disposition["name"] else {
                throw .malformed("a part without a name")
            }
            return Part(name: name, fileName: disposition["filename"], bytes: bytes)
        }

        /// Up to the empty line; a part may have no lines at all.
        private mutating func head() throws(Problem) -> [String: [String: String]] {
            var fields: [String: [String: String]] = [:]
            let begin = at
            while true {
                guard let end = next([13, 10]), end - begin <= limits.headBytes else {
                    throw .malformed("head of a part")
                }
                let line = body[at..<end]
                at = end + 2
                if line.isEmpty { return fields }
                let split = line.firstIndex(of: 58) ?? line.endIndex
                let name = String(decoding: line[..<split], as: UTF8.self).lowercased()
                fields[name] = Self.parameters(line[split...].dropFirst())
            }
        }

        /// `form-data; name="a"; filename="b.csv"`: quotes and backslashes as browsers write them.
        private static func parameters(_ value: ArraySlice<UInt8>) -> [String: String] {
            var found: [String: String] = [:]
            var pieces: [[UInt8]] = [[]]
            var isQuoted = false
            for byte in value {
                if byte == 34 { isQuoted.toggle() }
                if byte == 59, !isQuoted { pieces.append([]) } else { pieces[pieces.count - 1].append(byte) }
            }
            for piece in pieces {
                guard let equals = piece.firstIndex(of: 61) else { continue }
                let name = piece[..<equals].filter { $0 != 32 && $0 != 9 }
                let text = piece[(equals + 1)...].filter { $0 != 34 }
                found[String(decoding: name, as: UTF8.self).lowercased()] = String(decoding: text, as: UTF8.self)
            }
            return found
        }

        /// Where the bytes stand next, from here on.
        private func next(_ wanted: [UInt8]) -> Int? {
            guard let first = wanted.first, body.count >= wanted.count else { return nil }
            var index = at
            while index <= body.count - wanted.count {
                if body[index] == first, body[index..<index + wanted.count].elementsEqual(wanted) { return index }
                index += 1
            }
            return nil
        }
    }
}

/// A form that may bring a file: its fields as text, its file as bytes.
struct Upload: Sendable {
    let fields: FormBody
    /// nil where none was chosen.
    let file: [UInt8]?
    /// As its sender named it; nil where none was chosen.
    let fileName: String?

    /// - Throws: `Problem.malformed` for what cannot be read, `Problem.tooLarge`.
    init(_ bytes: [UInt8], contentType: String?) throws(Problem) {
        guard let boundary = Multipart.boundary(of: contentType) else {
            fields = try FormBody(bytes)
            (file, fileName) = (nil, nil)
            return
        }
        let parts = try Multipart(bytes, boundary: boundary).parts
        fields = FormBody(parts: parts.filter { $0.fileName == nil }.map { ($0.name, $0.bytes) })
        let sent = parts.first { $0.fileName != nil && !$0.bytes.isEmpty }
        (file, fileName) = (sent?.bytes, sent?.fileName)
    }
}
