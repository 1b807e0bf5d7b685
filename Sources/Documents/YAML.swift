/// A YAML document as a tree that knows where everything stands, so that a mistake found later can be shown at its line. Scalars
/// are the text as written between quotes or bare: what they mean is for the reader to say, never `yes` or `1e3` guessed.
public struct YAMLNode: Sendable, Equatable {
    /// Counted from 1.
    public let line: Int
    /// Counted from 1, in Unicode scalars.
    public let column: Int
    public let content: Content

    public enum Content: Sendable, Equatable {
        /// Empty where nothing stands after a key.
        case scalar(String)
        case list([YAMLNode])
        /// In the order of the file; no key stands twice.
        case map([Entry])
    }

    /// A key with its place, and its value.
    public struct Entry: Sendable, Equatable {
        public let key: String
        public let line: Int
        public let column: Int
        public let value: YAMLNode

        public init(key: String, line: Int, column: Int, value: YAMLNode) {
            self.key = key
            self.line = line
            self.column = column
            self.value = value
        }
    }

    public init(line: Int, column: Int, content: Content) {
        self.line = line
        self.column = column
        self.content = content
    }

    /// The text of a scalar.
    public var text: String? { if case .scalar(let text) = content { text } else { nil } }

    /// The parts of a list.
    public var list: [YAMLNode]? { if case .list(let nodes) = content { nodes } else { nil } }

    /// The keys and values of a map.
    public var entries: [Entry]? { if case .map(let entries) = content { entries } else { nil } }

    /// The value of a key of a map.
    public subscript(key: String) -> YAMLNode? { entries?.first { $0.key == key }?.value }
}

/// Why a text is no YAML document, and where.
public struct YAMLError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Counted from 1.
    public let line: Int
    public let column: Int
    public let japanese: String
    public let english: String

    public init(line: Int, column: Int, japanese: String, english: String) {
        self.line = line
        self.column = column
        self.japanese = japanese
        self.english = english
    }

    public var description: String { "\(line):\(column): \(english)" }
}
