import Domain
import Testing

struct ReadingTests {
    private let tested = SampleForm.items[0]
    private let hours = SampleForm.items[4]
    private let outpatient = SampleForm.items[6]
    private let opened = SampleForm.items[7]
    private let closed = SampleForm.items[8]
    private let memo = SampleForm.items[9]

    private func sentence(_ item: Item, _ text: String) -> String? {
        if case .failure(let problem) = item.read(text) { problem.sentence } else { nil }
    }

    @Test(arguments: [
        ("12", 12), ("0", 0), ("007", 7), ("１２", 12), (" 12 ", 12), ("\u{3000}１２\u{3000}", 12), ("1,234", 1_234),
        ("１，２３４", 1_234), ("1 234", 1_234), ("1\u{3000}234", 1_234), ("1、234", 1_234),
        ("1\u{2009}234", 1_234), ("\u{FEFF}12\u{200B}", 12), ("12\r\n", 12), ("9999", 9_999),
        ("0000000000000000000000012", 12),
    ])
    func `a count is understood as people type it`(text: String, value: Int) {
        #expect(tested.read(text) == .success(.count(value)))
    }

    @Test(arguments: ["", " ", "\u{3000}", "\t\n"])
    func `nothing is a blank and not a zero`(text: String) {
        for item in SampleForm.items { #expect(item.read(text) == .success(nil)) }
    }

    @Test(arguments: [
        ("十二", "整数を数字だけで"), ("12人", "整数を数字だけで"), ("1e3", "整数を数字だけで"), ("+5", "整数を数字だけで"),
        ("0x10", "整数を数字だけで"), ("٣", "整数を数字だけで"), ("12\u{0}", "整数を数字だけで"), ("<script>", "整数を数字だけで"),
        ("1\u{301}", "整数を数字だけで"), (".5", "整数を数字だけで"), ("5.", "整数を数字だけで"), ("--5", "整数を数字だけで"),
        ("-5", "0以上の数"), ("−5", "0以上の数"), ("－５", "0以上の数"), ("ー5", "0以上の数"), ("▲5", "0以上の数"),
        ("6.5", "小数のない整数"), ("６．５", "小数のない整数"), ("3.0", "小数のない整数"), ("1.2.3", "整数を数字だけで"),
        ("1,23", "桁の区切り"), ("1,2345", "桁の区切り"), ("12 34", "桁の区切り"), (",", "整数を数字だけで"),
        ("10000", "9,999人以下"), ("1234567890", "10桁の数になっています。9,999人以下"), ("99999999999999999999999999", "9,999人以下"),
    ])
    func `what is no count is refused with the label and a way to mend it`(text: String, words: String) throws {
        let said = try #require(sentence(tested, text))
        #expect(said.hasPrefix("「総人数」は、"))
        #expect(said.contains(words))
    }

    @Test(arguments: [("6.5", 65), ("６．５", 65), ("6", 60), ("0.5", 5), ("6.50", 65), ("24", 240)])
    func `hours are kept in their last place`(text: String, value: Int) {
        #expect(hours.read(text) == .success(.decimal(value)))
    }

    @Test(arguments: [
        ("6.55", "小数第1位まで"), ("24.1", "24.0時間以下"), ("-1", "0以上"), ("6時間", "数字で"), ("6:30", "数字で"),
    ])
    func `what are no hours is refused`(text: String, words: String) throws {
        #expect(try #require(sentence(hours, text)).contains(words))
    }

    @Test func `a choice is read by its code, and others are named`() {
        #expect(outpatient.read("limited") == .success(.choice("limited")))
        #expect(sentence(outpatient, "open") == "「外来」は、「通常」「制限」「停止」から選んでください。")
    }

    @Test(arguments: ["9:05", "09:05", "０９：０５", "９：０５", " 9:05 "])
    func `a time is read in either width`(text: String) {
        #expect(opened.read(text) == .success(TimeOfDay("09:05").map { .time($0) }))
    }

    @Test(arguments: ["25:00", "9:60", "9", "905", "9:5", "九時"])
    func `what is no time is refused`(text: String) {
        #expect(sentence(opened, text) == "「開始時刻」は、時刻を「13:00」のように入力してください。")
    }

    @Test func `a flag is yes or no`() {
        #expect(closed.read("yes") == .success(.flag(true)))
        #expect(closed.read("no") == .success(.flag(false)))
        #expect(sentence(closed, "maybe") != nil)
    }

    @Test func `a text keeps its characters up to the limit`() {
        #expect(memo.read(" 👨‍👩‍👧‍👦が\r\nあ ") == .success(.text("👨‍👩‍👧‍👦が\nあ")))
        #expect(sentence(memo, "あいうえおか") == "「備考」は、5文字以内で入力してください(いま6文字です)。")
        #expect(sentence(memo, "あ" + String(repeating: "\u{301}", count: 1_000)) != nil)
    }

    @Test(arguments: ["a\u{0}b", "a\u{7}b", "a\u{1B}[", "a\u{7F}", "a\u{85}", "a\u{202E}b", "a\u{2066}b", "a\u{FFFF}"])
    func `a text with what cannot be seen is refused`(text: String) {
        #expect(sentence(memo, text) == "「備考」は、見えない制御文字が含まれています。入力し直してください。")
    }

    @Test func `what is written in a field is read again as the same`() throws {
        let time = try #require(TimeOfDay("09:05"))
        let answers: [Answer?] = [
            .count(1_234), .count(0), .count(0), .count(0), .decimal(5), .decimal(123_45), .choice("stopped"),
            .time(time),
            .flag(false), .text("あ"),
        ]
        for (item, answer) in zip(SampleForm.items, answers) {
            #expect(item.read(item.write(answer)) == .success(answer))
            #expect(item.write(nil) == "")
        }
    }

    @Test func `answers in words carry separators, units and labels`() {
        #expect(tested.words(.count(1_234)) == "1,234人")
        #expect(tested.words(.count(0)) == "0人")
        #expect(tested.words(nil) == "—")
        #expect(hours.words(.decimal(65)) == "6.5時間")
        #expect(SampleForm.items[5].words(.decimal(123_456_789)) == "1,234,567.89")
        #expect(outpatient.words(.choice("limited")) == "制限")
        #expect(closed.words(.flag(true)) == "はい")
        #expect(opened.words(TimeOfDay("09:05").map { .time($0) }) == "9:05")
    }

    @Test func `a hint names the day in words`() throws {
        let day = try #require(Day("2021-01-19"))
        #expect(day.named(in: "{day} 0時〜24時") == "1月19日 0時〜24時")
        #expect(day.named(in: "{day-19}から{day+13}") == "12月31日から2月1日")
        #expect(day.named(in: "{other} {day*1} {day") == "{other} {day*1} {day")
    }
}
