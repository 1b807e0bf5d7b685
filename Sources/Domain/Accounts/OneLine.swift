/// A line that a person typed: a name, an address, a reason.
public struct OneLine: Sendable {
    /// Without blanks around it.
    public let text: String
    /// Why it cannot be kept, in Japanese; nil where it can.
    public let objection: String?

    /// - Parameter limit: so many characters at most.
    public static func read(_ typed: String, limit: Int) -> OneLine {
        let text = Typed.trimmed(typed)
        let objection = text.utf8.contains(0x0A) ? "1行で入力してください。" : Typed.objection(to: text, limit: limit)
        return OneLine(text: text, objection: objection)
    }
}
