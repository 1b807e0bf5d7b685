/// Gives PostgreSQL's text columns the order that SQLite's have: by bytes, whatever the database's collation.
enum ByteOrder {
    /// Adds `COLLATE "C"` to each column of type TEXT in a CREATE TABLE or ALTER TABLE.
    static func collated(_ statement: String) -> String {
        var result = ""
        var seen: [String] = []
        for token in Tokens(statement) {
            result += token.text
            guard token.kind != .space, token.kind != .comment else { continue }
            let text = token.text.uppercased()
            if text == "TEXT", token.kind == .word, defines(seen) { result += " COLLATE \"C\"" }
            seen.append(token.kind == .quoted ? "\"" : text)
        }
        return result
    }

    /// Whether the word after `seen` is a column's type: it follows a name, which follows what begins a column.
    private static func defines(_ seen: [String]) -> Bool {
        guard let verb = seen.first, seen.dropFirst().contains("TABLE"), let name = seen.last, seen.count > 2 else {
            return false
        }
        let isName = name == "\"" || name.first.map { $0.isLetter || $0 == "_" } == true
        let before = seen[seen.count - 2]
        switch verb {
        case "CREATE": return isName && ["(", ","].contains(before)
        case "ALTER": return isName && ["ADD", "COLUMN"].contains(before) && name != "COLUMN"
        default: return false
        }
    }
}
