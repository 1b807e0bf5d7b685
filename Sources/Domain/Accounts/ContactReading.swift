/// What people type as name, mail address and phone number, made into what is kept.
extension Contact {
    /// The most characters of a name.
    public static let mostCharacters = 100

    /// A name: one line, not empty.
    public static func name(_ typed: String, field: String, label: String) throws(FieldProblem) -> String {
        let name = oneLine(typed)
        guard !name.isEmpty else { throw FieldProblem(field: field, label: label, sentence: "\(label)を入力してください。") }
        guard name.count <= mostCharacters else {
            throw FieldProblem(field: field, label: label, sentence: "\(label)は\(mostCharacters)文字以内で入力してください。")
        }
        return name
    }

    /// A phone number: digits and hyphens, half width; 10 to 15 digits.
    ///
    /// - Parameter isNeeded: an empty one is refused.
    public static func phone(_ typed: String, field: String, isNeeded: Bool = false) throws(FieldProblem) -> String {
        let label = "電話番号"
        let half = String(Account.key(of: typed).map { "‐－−―ー".contains($0) ? "-" : $0 }.filter { $0 != " " })
        if half.isEmpty, !isNeeded { return "" }
        let isPlain = half.unicodeScalars.allSatisfy { "0123456789-+()".unicodeScalars.contains($0) }
        guard isPlain, (10...15).contains(key(ofPhone: half).count) else {
            throw FieldProblem(
                field: field, label: label, sentence: "電話番号は「03-1234-5678」のように、市外局番から数字で入力してください。")
        }
        return half
    }

    /// A mail address, half width; its domain in lower case.
    public static func mail(_ typed: String, field: String) throws(FieldProblem) -> String {
        func problem(_ sentence: String) -> FieldProblem {
            FieldProblem(field: field, label: "メールアドレス", sentence: sentence)
        }
        let text = MailSyntax.halfWidth(typed)
        guard !text.isEmpty else { throw problem("メールアドレスを入力してください。") }
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), text.utf8.count <= MailSyntax.longest else {
            throw problem("メールアドレスは半角の英数字で、空白を入れずに入力してください。")
        }
        guard MailSyntax.isAddress(text) else { throw problem("メールアドレスは「name@example.jp」の形で入力してください。") }
        let halves = text.split(separator: "@")
        return "\(halves[0])@\(halves[1].lowercased())"
    }

    static func oneLine(_ typed: String) -> String {
        typed.split(whereSeparator: { $0.isWhitespace || $0.isNewline }).joined(separator: " ")
    }
}
