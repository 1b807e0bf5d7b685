import Testing

@testable import Domain

/// Words in cells of files.
struct SheetCellsTests {
    @Test(arguments: [
        "2021-01-19", "2021/1/19", "２０２１年１月１９日(火)", "令和3年1月19日", "R3.1.19", "20210119", "44215", "1/19", "1月19日",
        "2021-01-19 00:00", "2021-01-19T00:00:00", "2021/1/19 0:00:00",
    ])
    func `a day is read however people and programs write it`(text: String) {
        #expect(SheetDay.read(text, among: [Day(number: 18_645), Day(number: 18_646)]) == Day(number: 18_646))
    }

    @Test(arguments: [
        "", "火", "2021-02-30", "1/20", "19", "2021", "1-2-3-4", "999999999999999999999", "44215.5", "-1", "２",
    ])
    func `what is no day is none`(text: String) {
        #expect(SheetDay.read(text, among: [Day(number: 18_646)]) == nil)
    }

    @Test(arguments: ["=1+1", "+1", "-a", "@x", "\tx", "\r=", "＝cmd", "'=a", "''=a", "普通の名前", "'名前", "", "'"])
    func `text that could be a formula is guarded, and comes back`(text: String) {
        let guarded = CellGuard.guarded(text)
        #expect(!["=", "+", "-", "@", "\t", "\r", "＝"].contains { guarded.hasPrefix($0) })
        #expect(CellGuard.unguarded(guarded) == text)
    }

    @Test func `columns are named as spreadsheets name them`() {
        #expect([0, 25, 26, 701, 702].map(SheetPlace.letters) == ["A", "Z", "AA", "ZZ", "AAA"])
    }
}
