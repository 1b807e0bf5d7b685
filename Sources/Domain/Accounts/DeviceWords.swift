/// Browser and system in words, for the owner's list of sign-ins: 「Chrome・Windows」. Made from what the browser tells of itself, so
/// it is a help to remember and no proof.
public enum DeviceWords {
    /// - Parameter userAgent: the header as sent.
    public static func of(_ userAgent: String) -> String {
        let known = [word(browsers, in: userAgent), word(systems, in: userAgent)].compactMap(\.self)
        return known.isEmpty ? unknown : known.joined(separator: "・")
    }

    /// Where the browser tells nothing that is known.
    public static let unknown = "不明な機器"

    /// In this order: each names the ones after it as well.
    private static let browsers = [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ]
    private static let systems = [
        ("Windows", "Windows"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"),
        ("Macintosh", "Mac"), ("Linux", "Linux"),
    ]

    private static func word(_ words: [(mark: String, word: String)], in text: String) -> String? {
        words.first { text.contains($0.mark) }?.word
    }
}
