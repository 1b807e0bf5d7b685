/// A look of the help desk at an institution's page, with a code that the institution reads out.
public enum SharedView {
    /// The code is good for so long, in seconds, and so is the look.
    public static let seconds = 10 * 60
    /// So many wrong codes end it.
    public static let mostTries = 5
    public static let codeDigits = 6

    /// Half width, without blanks and hyphens, as people read codes out.
    public static func key(of typed: String) -> String {
        String(Account.key(of: typed).filter { $0 != " " && $0 != "-" })
    }
}
