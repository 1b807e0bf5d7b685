import Domain
import Testing

/// Browsers in words.
struct DeviceWordsTests {
    @Test(arguments: [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/87.0.4280.141 Safari/537.36",
            "Chrome・Windows"
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/87.0 Safari/537.36 Edg/87.0",
            "Edge・Windows"
        ),
        ("Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:84.0) Gecko/20100101 Firefox/84.0", "Firefox・Linux"),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 11_1) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/14.0 Safari/605.1.15",
            "Safari・Mac"
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 14_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/87.0 Mobile Safari/604.1",
            "Chrome・iPhone"
        ),
        (
            "Mozilla/5.0 (Linux; Android 11; Pixel 5) AppleWebKit/537.36 Chrome/87.0 Mobile Safari/537.36",
            "Chrome・Android"
        ),
        ("curl/7.74.0", "不明な機器"), ("", "不明な機器"), ("<script>Windows", "Windows"),
    ])
    func `a browser tells what it is, and only known words are taken over`(sent: String, words: String) {
        #expect(DeviceWords.of(sent) == words)
    }
}
