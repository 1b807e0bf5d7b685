import Foundation

/// Text in a header, as RFC 5322 and RFC 2047 want it: ASCII, folded, nothing that could begin a line of its own.
enum HeaderText {
    /// The longest line with an encoded word; and an encoded word itself may have one character less.
    static let lineLength = 76
    private static let wordBytes = 45  // 60 characters of base64; with `=?UTF-8?B?` and `?=` 72 of the 75

    /// Free text such as a subject. `column` is how much of the first line is taken.
    static func free(_ text: String, after column: Int) -> String {
        let line = oneLine(text)
        let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let isPlain =
            line.utf8.allSatisfy { $0 < 0x80 } && !line.contains("=?")
            && words.allSatisfy { (1...60).contains($0.utf8.count) }
        return isPlain ? fold(words, after: column) : fold(encodedWords(line, after: column), after: column)
    }

    /// A name and an address, or an address alone.
    static func party(_ party: MailParty, after column: Int) -> String {
        guard let name = party.name.map(oneLine), !name.isEmpty else { return party.address.onTheWire }
        return fold(phrase(name, after: column) + ["<\(party.address.onTheWire)>"], after: column)
    }

    /// Words with blanks or line ends between them.
    static func fold(_ words: [String], after column: Int) -> String {
        var text = ""
        var width = column
        for (index, word) in words.enumerated() {
            if index == 0 {
                text = word
            } else if width + 1 + word.utf8.count <= lineLength {
                text += " " + word
                width += 1
            } else {
                text += "\r\n " + word
                width = 1
            }
            width += word.utf8.count
        }
        return text
    }

    /// Control characters and line ends, also Unicode's own, become blanks.
    static func oneLine(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: line.append(" ")
            default: line.append(scalar)
            }
        }
        return String(line).trimmingCharacters(in: CharacterSet(charactersIn: " "))
    }

    private static func phrase(_ name: String, after column: Int) -> [String] {
        let words = name.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard name.utf8.count <= 60, !name.contains("=?"), name.utf8.allSatisfy({ $0 < 0x80 }) else {
            return encodedWords(name, after: column)
        }
        if words.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(\.isAtomText) }) { return words }
        let escaped = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return ["\"\(escaped)\""]
    }

    /// Cuts between what people see as characters, so that a program that decodes word by word shows each whole.
    private static func encodedWords(_ text: String, after column: Int) -> [String] {
        var words: [String] = []
        var piece: [UInt8] = []
        var room = min(wordBytes, max(0, lineLength - column - 12) / 4 * 3)
        for unit in units(text) {
            if piece.count + unit.count > room, !piece.isEmpty {
                words.append(encodedWord(piece))
                piece = []
                room = wordBytes
            }
            piece += unit
        }
        return words + [encodedWord(piece)]
    }

    private static func encodedWord(_ bytes: [UInt8]) -> String { "=?UTF-8?B?\(Data(bytes).base64EncodedString())?=" }

    /// Characters; one of so many marks that it would not fit into a word falls into its scalars.
    private static func units(_ text: String) -> [[UInt8]] {
        text.flatMap { character -> [[UInt8]] in
            if character.utf8.count <= 30 { return [Array(character.utf8)] }
            return character.unicodeScalars.map { Array(String($0).utf8) }
        }
    }
}
