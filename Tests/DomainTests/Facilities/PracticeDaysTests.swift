import Domain
import Testing

/// On which days an institution practises.
@Suite struct PracticeDaysTests {
    @Test(arguments: [
        ("1111110", false, "月〜土（祝日は休診）"), ("1110111", false, "月〜水・金〜日（祝日は休診）"), ("1101001", true, "月・火・木・日（祝日も診療）"),
        ("0000000", true, "なし（祝日も診療）"), ("1111111", false, "月〜日（祝日は休診）"),
    ])
    func `letters from Monday come back, and read as words`(letters: String, onHolidays: Bool, words: String) throws {
        let days = try #require(PracticeDays(letters: letters, onHolidays: onHolidays))
        #expect(days.letters == letters)
        #expect(days.words == words)
    }

    @Test(arguments: ["", "111111", "11111111", "111111x", "１１１１１１１"])
    func `other letters are none`(letters: String) {
        #expect(PracticeDays(letters: letters, onHolidays: false) == nil)
    }
}
