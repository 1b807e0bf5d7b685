/// What is wrong with a rule: the place, what stands there and what could.
public struct RuleError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The character of the rule, counted from 1; one past the last where something is missing at its end.
    public let position: Int
    public let found: Phrase
    public let expected: Phrase

    public init(position: Int, found: Phrase, expected: Phrase) {
        self.position = position
        self.found = found
        self.expected = expected
    }

    public var japanese: String {
        "\(position)文字目: \(found.japanese)があります。ここには\(expected.japanese)を書いてください。"
    }

    public var english: String { "at \(position): found \(found.english), expected \(expected.english)" }

    public var description: String { english }
}

/// The same words in Japanese and in English, for people who write definitions.
public struct Phrase: Sendable, Hashable {
    public let japanese: String
    public let english: String

    public init(japanese: String, english: String) {
        self.japanese = japanese
        self.english = english
    }

    /// A piece of the source as it stands there.
    public static func quoted(_ text: String) -> Phrase { Phrase(japanese: "「\(text)」", english: "'\(text)'") }

    /// One of these words, as they are written.
    public static func oneOf(_ words: [String]) -> Phrase {
        let list = words.joined(separator: " ")
        return words.count == 1
            ? Phrase(japanese: "「\(list)」", english: "'\(list)'")
            : Phrase(japanese: "次のいずれか: \(list) ", english: "one of \(list)")
    }
}
