import Testing

@testable import Sodium

struct PrintedCodeTests {
    init() throws { try Sodium.start() }

    @Test func `a code has at least fifty bits in letters that do not look alike`() {
        #expect(PrintedCode.alphabet.count == 32)
        #expect(PrintedCode.length * 5 >= 50)
        for look in "01OI".utf8 { #expect(!PrintedCode.alphabet.contains(look)) }
        let codes = (0..<2_000).map { _ in PrintedCode.make() }
        #expect(Set(codes).count == codes.count)
        #expect(codes.allSatisfy { $0.wholeMatch(of: /[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}/) != nil })
        #expect(Set(codes.joined().utf8).count == 33, "every letter comes up, and the hyphen")
        #expect(codes.allSatisfy { PrintedCode.normalised($0) == $0 })
    }

    @Test(
        arguments: [
            "K7MF-4QXT-92HB", "k7mf4qxt92hb", "K7MF 4QXT 92HB", "Ｋ７ＭＦ－４ＱＸＴ－９２ＨＢ", "ｋ７ｍｆー4qxtｰ92hb",
            " K7MF‐4QXT–92HB\n", "K7MF−4QXT—92HB\u{3000}", "K-7-M-F4QXT92HB",
        ])
    func `case, width, hyphens and blanks do not matter`(typed: String) {
        #expect(PrintedCode.normalised(typed) == "K7MF-4QXT-92HB")
    }

    @Test(
        arguments: [
            "", "K7MF-4QXT-92H", "K7MF-4QXT-92HBB", "K7MF-4QXT-92H0", "K7MF-4QXT-92HO", "K7MF-4QXT-92H1",
            "K7MF-4QXT-92HI", "K7MF_4QXT_92HB", "K7MF-4QXT-92Hあ", "K7MF-4QXT-92H\u{0}",
        ])
    func `what can be no code is none, and what was misread is not guessed`(typed: String) {
        #expect(PrintedCode.normalised(typed) == nil)
    }
}
