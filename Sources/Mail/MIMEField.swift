import Foundation

/// `Name: value`, of a mail's header or a delivery status.
struct MIMEField {
    private static let longest = 10_000

    /// In lower case.
    let name: String
    private(set) var value: String

    /// nil when the line has no name and colon.
    init?(_ line: ArraySlice<UInt8>) {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let name = Self.text(line[..<colon])
        guard !name.isEmpty, !name.contains(" ") else { return nil }
        self.name = name.lowercased()
        value = Self.text(line[(colon + 1)...])
    }

    mutating func unfold(_ line: ArraySlice<UInt8>) {
        guard value.utf8.count < Self.longest else { return }
        value += value.isEmpty ? Self.text(line) : " " + Self.text(line)
    }

    /// The pieces between semicolons, those in quotes aside: the value itself, then `name=value`.
    static func parameters(_ value: String) -> [String] {
        var pieces = [""]
        var isQuoted = false
        for scalar in value.unicodeScalars {
            if scalar == "\"" { isQuoted.toggle() }
            if scalar == ";", !isQuoted {
                pieces.append("")
            } else {
                pieces[pieces.count - 1].unicodeScalars.append(scalar)
            }
        }
        return pieces.map { $0.trimmingCharacters(in: .whitespaces) }
    }

    /// One parameter, without its quotes; nil when there is none or it is empty.
    static func parameter(_ name: String, of value: String?) -> String? {
        for piece in parameters(value ?? "").dropFirst() {
            let halves = piece.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            guard halves.count == 2, halves[0].lowercased() == name else { continue }
            let bare = halves[1].trimmingCharacters(in: CharacterSet(charactersIn: "\""))
            return bare.isEmpty ? nil : bare
        }
        return nil
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.prefix(longest), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
