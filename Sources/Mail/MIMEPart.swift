/// A mail, or a part of one, as far as a report needs it. Takes any bytes: what it cannot read it leaves out.
struct MIMEPart {
    private static let mostHeaders = 1_000

    let fields: [MIMEField]
    /// As it came, still encoded.
    let body: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        var lines = MIMELines(bytes)
        (fields, body) = (Self.fields(&lines), lines.rest)
    }

    /// The value of the first field of that name (lower case), unfolded.
    subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    /// `multipart/report`, in lower case.
    var type: String { MIMEField.parameters(self["content-type"] ?? "text/plain").first?.lowercased() ?? "" }

    /// The body as it was before it was encoded for the way.
    var decoded: [UInt8] {
        switch self["content-transfer-encoding"]?.lowercased() {
        case "base64"?: MIMEDecoding.base64(body)
        case "quoted-printable"?: MIMEDecoding.quotedPrintable(body)
        default: Array(body)
        }
    }

    /// The parts of a multipart, this one's children only. A last part without its end is taken as far as it goes.
    var parts: [MIMEPart] {
        guard type.hasPrefix("multipart/"), let boundary = MIMEField.parameter("boundary", of: self["content-type"])
        else { return [] }
        let start = Array("--\(boundary)".utf8)
        var parts: [MIMEPart] = []
        var lines = MIMELines(body)
        var from: Int?
        var before = body.startIndex
        while parts.count < 100, let line = lines.next() {
            if line.starts(with: start) {
                let tail = line.dropFirst(start.count).filter { $0 != 0x20 && $0 != 0x09 }
                if tail.isEmpty || tail == Array("--".utf8) {
                    if let from { parts.append(MIMEPart(body[from..<before])) }
                    from = tail.isEmpty ? lines.rest.startIndex : nil
                    if from == nil { break }
                }
            }
            before = lines.rest.startIndex
        }
        if let from, parts.count < 100 { parts.append(MIMEPart(body[from...])) }
        return parts
    }

    /// Groups of fields with blank lines between them, as in a delivery status.
    static func groups(_ bytes: ArraySlice<UInt8>) -> [[MIMEField]] {
        var lines = MIMELines(bytes)
        var groups: [[MIMEField]] = []
        while !lines.rest.isEmpty, groups.count < mostHeaders {
            let group = fields(&lines)
            if !group.isEmpty { groups.append(group) }
        }
        return groups
    }

    /// Reads fields up to a blank line and over it.
    private static func fields(_ lines: inout MIMELines) -> [MIMEField] {
        var fields: [MIMEField] = []
        while let line = lines.next(), !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
            if let first = line.first, first == 0x20 || first == 0x09 {
                if !fields.isEmpty { fields[fields.count - 1].unfold(line) }
            } else if fields.count < mostHeaders, let field = MIMEField(line) {
                fields.append(field)
            }
        }
        return fields
    }
}

/// Lines without their ends, be these CRLF or LF.
struct MIMELines {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    mutating func next() -> ArraySlice<UInt8>? {
        guard !rest.isEmpty else { return nil }
        let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
        let line = rest[..<end]
        rest = end == rest.endIndex ? rest[end...] : rest[(end + 1)...]
        return line.last == 0x0D ? line.dropLast() : line
    }
}
