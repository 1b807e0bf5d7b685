/// What people type as name, mail address and phone number, made into what is kept.
extension Contact {
    /// The most characters of a name, a mail address and a phone number.
    public static let mostCharacters = 100
    static let mostMailCharacters = 254

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
        let text = halfWidth(typed)
        guard !text.isEmpty else { throw problem("メールアドレスを入力してください。") }
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), text.utf8.count <= mostMailCharacters else {
            throw problem("メールアドレスは半角の英数字で、空白を入れずに入力してください。")
        }
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2, (1...64).contains(halves[0].count), isLocal(halves[0]),
            isDomain(halves[1].lowercased())
        else { throw problem("メールアドレスは「name@example.jp」の形で入力してください。") }
        return "\(halves[0])@\(halves[1].lowercased())"
    }

    static func oneLine(_ typed: String) -> String {
        typed.split(whereSeparator: { $0.isWhitespace || $0.isNewline }).joined(separator: " ")
    }

    /// As `Account.key`, in the case it was typed in.
    private static func halfWidth(_ typed: String) -> String {
        var text = ""
        for scalar in typed.unicodeScalars {
            switch scalar.value {
            case 0xFF01...0xFF5E: text.unicodeScalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func isLocal(_ text: Substring) -> Bool {
        text.utf8.allSatisfy { isLetterOrDigit($0) || ".!#$%&'*+-/=?^_`{|}~".utf8.contains($0) }
    }

    private static func isDomain(_ text: String) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, let last = labels.last, !last.allSatisfy(\.isNumber) else { return false }
        return labels.allSatisfy { label in
            (1...63).contains(label.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
        }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
