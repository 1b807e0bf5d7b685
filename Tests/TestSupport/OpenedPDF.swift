import Foundation

/// A PDF as other programs see it (poppler, zbar).
public struct OpenedPDF: ~Copyable {
    private let file: URL

    public init(_ bytes: [UInt8]) throws {
        file = FileManager.default.temporaryDirectory.appending(path: "opened-\(UUID().uuidString).pdf")
        try Data(bytes).write(to: file)
    }

    deinit { try? FileManager.default.removeItem(at: file) }

    /// A word and where it stands, in millimetres.
    public struct Word: Sendable, Equatable {
        public let text: String
        public let page: Int
        public let left: Double
        public let top: Double
        public let right: Double
        public let bottom: Double
    }

    /// The text of all pages, compatibility characters unfolded, without white space.
    public func text() throws -> String {
        OpenedPDF.folded(String(decoding: try Tool.run("pdftotext", "-enc", "UTF-8", file.path, "-"), as: UTF8.self))
    }

    /// Text as ``text()`` gives it, to compare with.
    public static func folded(_ text: String) -> String {
        text.precomposedStringWithCompatibilityMapping.filter { !$0.isWhitespace }
    }

    /// A line of `pdfinfo`: `Pages`, `Title`, `Page size`.
    public func fact(_ name: String) throws -> String? {
        let lines = String(decoding: try Tool.run("pdfinfo", "-enc", "UTF-8", file.path), as: UTF8.self).split(
            separator: "\n")
        return lines.first { $0.hasPrefix("\(name):") }.map {
            $0.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces)
        }
    }

    /// Each font's name, and whether it is inside the file.
    public func fonts() throws -> [(name: String, isEmbedded: Bool)] {
        let lines = String(decoding: try Tool.run("pdffonts", file.path), as: UTF8.self).split(separator: "\n")
            .dropFirst(2)
        return lines.map { line in
            let words = line.split(separator: " ").map(String.init)
            // From the end: emb, sub, uni, object and its generation.
            return (words.first ?? "", words.count > 5 && words[words.count - 5] == "yes")
        }
    }

    /// All words with their boxes.
    public func words() throws -> [Word] {
        let box = /<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*)<\/word>/
        var pages = 0
        let text = String(decoding: try Tool.run("pdftotext", "-bbox", "-enc", "UTF-8", file.path, "-"), as: UTF8.self)
        return text.split(separator: "\n").compactMap { line -> Word? in
            if line.contains("<page ") { pages += 1 }
            guard let found = line.firstMatch(of: box), let left = Double(found.1), let top = Double(found.2),
                let right = Double(found.3), let bottom = Double(found.4)
            else { return nil }
            let millimetre = 72 / 25.4
            return Word(
                text: String(found.5), page: pages, left: left / millimetre, top: top / millimetre,
                right: right / millimetre, bottom: bottom / millimetre)
        }
    }

    /// The titles of its table of contents, in order.
    public func outline() throws -> [String] {
        let text = String(decoding: try Tool.run("pdftohtml", "-xml", "-stdout", "-i", file.path), as: UTF8.self)
        return text.matches(of: /<item page="\d+">(.*?)<\/item>/).map { String($0.1) }
    }

    /// What a reader of QR codes finds on a page, drawn at 200 dots an inch.
    public func qrCodes(page: Int = 1) throws -> String {
        let picture = file.deletingPathExtension().path
        defer { try? FileManager.default.removeItem(atPath: picture + ".png") }
        _ = try Tool.run("pdftoppm", "-r", "200", "-f", "\(page)", "-singlefile", "-png", file.path, picture)
        return String(decoding: try Tool.run("zbarimg", "--quiet", "--raw", picture + ".png"), as: UTF8.self)
            .trimmingCharacters(in: .newlines)
    }
}
