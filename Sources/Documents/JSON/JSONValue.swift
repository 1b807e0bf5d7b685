/// A JSON value (RFC 8259): numbers as they were written, so that none is rounded, and the members of an object in their order.
public indirect enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    /// The digits as they stand in the text.
    case number(String)
    case text(String)
    case list([JSONValue])
    case object([Member])

    public struct Member: Sendable, Hashable {
        public let name: String
        public let value: JSONValue

        public init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// The member of an object; nil where it has none, or is none.
    public subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    public var members: [Member]? { if case .object(let members) = self { members } else { nil } }
    public var list: [JSONValue]? { if case .list(let values) = self { values } else { nil } }
    public var text: String? { if case .text(let text) = self { text } else { nil } }

    /// A whole number that fits; nil for anything else.
    public var integer: Int? { if case .number(let digits) = self { Int(digits) } else { nil } }

    /// A text, or null where there is none.
    public init(_ text: String?) { self = text.map(JSONValue.text) ?? .null }

    public init(_ number: Int?) { self = number.map { .number(String($0)) } ?? .null }

    /// The object with one more member.
    public func with(_ name: String, _ value: JSONValue) -> JSONValue {
        .object((members ?? []) + [Member(name, value)])
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    public init(stringLiteral text: String) { self = .text(text) }
    public init(integerLiteral number: Int) { self = .number(String(number)) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(arrayLiteral values: JSONValue...) { self = .list(values) }
    public init(dictionaryLiteral members: (String, JSONValue)...) {
        self = .object(members.map { Member($0.0, $0.1) })
    }
    public init(nilLiteral: ()) { self = .null }
}
