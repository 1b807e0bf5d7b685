import Documents
import Domain

/// Everything that is wrong with a definition, so that it is mended in one go.
public struct FormReadingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// In the order of the lines; never empty.
    public let faults: [FormFault]

    public init(faults: [FormFault]) { self.faults = faults }

    /// A line a fault: `clinic-daily.yaml:12: found 'cuont', expected …`, in English and in Japanese.
    public var description: String { faults.map(\.description).joined(separator: "\n") }

    /// All faults in Japanese, a line each.
    public var japanese: String { faults.map { "\($0.place): \($0.japanese)" }.joined(separator: "\n") }

    /// All faults in English, a line each.
    public var english: String { faults.map { "\($0.place): \($0.english)" }.joined(separator: "\n") }
}

/// One mistake in a definition: where, what stands there, what is expected.
public struct FormFault: Sendable, Equatable, CustomStringConvertible {
    public let file: String
    /// Counted from 1.
    public let line: Int
    public let column: Int
    public let found: Phrase
    public let expected: Phrase

    public init(file: String, line: Int, column: Int, found: Phrase, expected: Phrase) {
        self.file = file
        self.line = line
        self.column = column
        self.found = found
        self.expected = expected
    }

    public var japanese: String { "\(found.japanese)があります。ここには\(expected.japanese)を書いてください。" }
    public var english: String { "found \(found.english), expected \(expected.english)" }
    public var place: String { "\(file):\(line)" }
    public var description: String { "\(place): \(english) / \(japanese)" }
}

/// Gathers faults while a definition is read; reading goes on past each, so that all are told at once.
final class FormReaderFaults {
    let file: String
    private var faults: [FormFault] = []

    init(file: String) { self.file = file }

    func add(_ node: YAMLNode, found: Phrase, expected: Phrase) {
        faults.append(FormFault(file: file, line: node.line, column: node.column, found: found, expected: expected))
    }

    /// What stands in a scalar, or what else there is.
    func add(_ node: YAMLNode, expected: Phrase) { add(node, found: node.found, expected: expected) }

    func throwIfAny() throws(FormReadingError) {
        guard faults.isEmpty else {
            throw FormReadingError(
                faults: faults.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
                    .map(\.element))
        }
    }
}
