import Domain
import Testing

/// Institutions, where they lie, and from when until when something holds.
struct FacilityTests {
    @Test(arguments: ["1", "10101001", "0110515913", "F13000018", "abcDEF0123456789"])
    func `an ID of up to sixteen half-width letters and digits is kept to the character`(text: String) throws {
        #expect(try #require(Facility.ID(text)).text == text)
    }

    @Test(arguments: ["", "12345678901234567", "１２３", "a b", "a-b", "a\u{301}", "a\n", "\u{0}", "é", "a'b"])
    func `another text is no ID`(text: String) {
        #expect(Facility.ID(text) == nil)
    }

    @Test func `IDs stand in the order of their code units`() {
        let ids = ["a1", "B1", "10", "9", "1", "b1", "Z"].compactMap(Facility.ID.init)
        #expect(ids.sorted().map(\.text) == ["1", "10", "9", "B1", "Z", "a1", "b1"])
    }

    @Test func `there are forty-seven prefectures with their codes and names`() {
        #expect(Prefecture.all.count == 47)
        #expect(Prefecture.all.map(\.number) == Array(1...47))
        #expect(Set(Prefecture.all.map(\.name)).count == 47)
        for prefecture in Prefecture.all {
            #expect(Prefecture(code: prefecture.code) == prefecture)
            #expect(Prefecture(name: prefecture.name) == prefecture)
        }
        #expect(Prefecture(code: "01")?.name == "北海道")
        #expect(Prefecture(code: "13")?.name == "東京都")
        #expect(Prefecture(code: "17")?.name == "石川県")
        #expect(Prefecture(code: "26")?.name == "京都府")
        #expect(Prefecture(code: "30")?.name == "和歌山県")
        #expect(Prefecture(code: "47")?.name == "沖縄県")
    }

    @Test(arguments: ["00", "48", "1", "013", "", "１３", "+1", "-1", " 1"])
    func `another code is no prefecture`(code: String) {
        #expect(Prefecture(code: code) == nil)
    }

    /// U+FA19 and U+FA26 are other characters than 神 and 都, although Unicode calls the texts equivalent.
    @Test(arguments: ["東京", "東京都 ", "", "Tokyo", "\u{FA19}奈川県", "東京\u{FA26}"])
    func `another name is no prefecture`(name: String) {
        #expect(Prefecture(name: name) == nil)
    }

    @Test(arguments: ["nation", "prefecture-13", "municipality-131041", "municipality-011002"])
    func `an area's key is read again`(key: String) throws {
        #expect(try #require(Area(key: key)).key == key)
    }

    @Test(
        arguments: [
            "", "nation-1", "prefecture", "prefecture-", "prefecture-48", "prefecture-1", "municipality-13104",
            "municipality-1310411", "municipality-13104x", "municipality-１３１０４１", "municipality", "prefecture-13-1",
            "Nation",
        ])
    func `another key is no area`(key: String) {
        #expect(Area(key: key) == nil)
    }

    @Test func `a place counts in its nation, prefecture and municipality, where that is known`() {
        let tokyo = Prefecture.all[12]
        #expect(
            Facility.Place(prefecture: tokyo, municipality: "131041").areas.map(\.key)
                == ["nation", "prefecture-13", "municipality-131041"])
        #expect(Facility.Place(prefecture: tokyo, municipality: nil).areas.map(\.key) == ["nation", "prefecture-13"])
    }

    @Test func `a fact covers its first day and not the day it ends`() {
        let from = Day(number: 100)
        let bounded = Validity(from: from, until: Day(number: 102))
        #expect([99, 100, 101, 102].map { bounded.covers(Day(number: $0)) } == [false, true, true, false])
        let open = Validity(from: from, until: nil)
        #expect([99, 100, 1_000_000].map { open.covers(Day(number: $0)) } == [false, true, true])
    }
}
