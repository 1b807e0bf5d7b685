import Domain

/// A notice's text as readers see it: paragraphs, ends of lines, and addresses as links; everything else is text.
struct NoticeBody {
    var text: String

    var html: HTML {
        "\(each: paragraphs, { "<p>\(lines($0))</p>\n" })"
    }

    private var paragraphs: [[Substring]] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .split { line in line.unicodeScalars.allSatisfy { $0.properties.isWhitespace } }.map(Array.init)
    }

    private func lines(_ lines: [Substring]) -> HTML {
        "\(each: lines.enumerated(), { numbered($0, $1) })"
    }

    private func numbered(_ index: Int, _ line: Substring) -> HTML {
        "\(if: index > 0, "<br>\n")\(each: pieces(of: String(line)), piece)"
    }

    private func piece(_ piece: (text: String, link: Link?)) -> HTML {
        piece.link.map { "<a href=\"\($0)\" rel=\"noopener noreferrer\">\(piece.text)</a>" } ?? "\(piece.text)"
    }

    /// Cut where an address begins or ends.
    private func pieces(of line: String) -> [(text: String, link: Link?)] {
        var pieces: [(text: String, link: Link?)] = []
        var (plain, rest) = ([UInt8](), Array(line.utf8)[...])
        func flush() {
            if !plain.isEmpty { pieces.append((String(decoding: plain, as: UTF8.self), nil)) }
            plain = []
        }
        while let first = rest.first {
            let address = Self.address(at: rest)
            if let link = Link.elsewhere(String(decoding: address, as: UTF8.self)) {
                flush()
                pieces.append((String(decoding: address, as: UTF8.self), link))
                rest = rest.dropFirst(address.count)
            } else {
                plain.append(first)
                rest = rest.dropFirst()
            }
        }
        flush()
        return pieces
    }

    /// What stands here as an address, without the marks that end a sentence; empty where none begins.
    private static func address(at bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard bytes.starts(with: "https://".utf8) || bytes.starts(with: "http://".utf8) else { return [] }
        var address = bytes.prefix(while: Link.isOfAddress)
        while let last = address.last, ".,;:!?')(".utf8.contains(last) { address = address.dropLast() }
        return address
    }
}
