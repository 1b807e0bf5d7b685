/// The single statements of a migration's file.
enum Statements {
    /// Cuts at each semicolon outside quotes and comments; comments go, empty statements too.
    static func split(_ text: String) -> [String] {
        var statements: [String] = []
        var current = ""
        for token in Tokens(text) {
            switch token.kind {
            case .comment: current += " "
            case .sign where token.text == ";":
                statements.append(current)
                current = ""
            default: current += token.text
            }
        }
        statements.append(current)
        return statements.map(trimmed).filter { !$0.isEmpty }
    }

    private static func trimmed(_ text: String) -> String {
        let start = text.drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
