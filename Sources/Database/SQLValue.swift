/// One value as both engines know it.
///
/// Two texts are equal when their UTF-8 bytes are equal, as in the database; Swift's own string comparison would call
/// two Unicode spellings of one character the same.
public enum SQLValue: Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case bool(Bool)
    case bytes([UInt8])
}

extension SQLValue: Hashable {
    public static func == (left: SQLValue, right: SQLValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.integer(let left), .integer(let right)): left == right
        case (.real(let left), .real(let right)): left == right
        case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
        case (.bool(let left), .bool(let right)): left == right
        case (.bytes(let left), .bytes(let right)): left == right
        default: false
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .integer(let value): hasher.combine(value)
        case .real(let value): hasher.combine(value)
        case .text(let value): hasher.combine(value)
        case .bool(let value): hasher.combine(value)
        case .bytes(let value): hasher.combine(value)
        }
    }
}

extension SQLValue {
    /// The value as an error message names it: kind and, where short, content.
    var described: String {
        switch self {
        case .null: "null"
        case .integer(let value): "integer \(value)"
        case .real(let value): "real \(value)"
        case .text(let value): "text '\(value.prefix(40))'"
        case .bool(let value): "bool \(value)"
        case .bytes(let value): "\(value.count) bytes"
        }
    }
}
