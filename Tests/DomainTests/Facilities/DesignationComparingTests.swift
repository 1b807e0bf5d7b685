import Testing

@testable import Domain

/// What a row of a designation report comes to beside what is known (R31 R40 R41).
@Suite struct DesignationComparingTests {
    static let tokyo = Prefecture.all[12]
    static let since = Day.written("2020-10-01")
    static let today = Day.written("2021-01-20")
    static let association = AssociationNames.Entry(id: "A37000012", name: "瀬戸東医師会", prefecture: tokyo)

    static let place = Facility.Attributes(
        name: "夕凪診療所", zipCode: "〒160-0001", prefecture: tokyo, address: "新宿区見本1", phone: "03-9000-0001", latitude: "",
        longitude: "", localGovCode: "131041", cityName: "新宿区", facilityCode: "")

    /// A clinic that consults and tests since October.
    static func past(
        _ designation: Designation? = Designation(consults: true, tests: true), contract: Bool = false,
        kind: FacilityKind = .clinic, party: ReportingParty = .itself
    ) -> FacilityTimelines {
        let always = Validity(from: since, until: nil)
        return FacilityTimelines(
            attributes: Timeline([(always, place)]), kind: Timeline([(always, kind)]),
            designation: Timeline(designation.map { [(always, $0)] } ?? []), contract: Timeline([(always, contract)]),
            party: Timeline([(always, party)]))
    }

    static func around(_ more: [AssociationNames.Entry] = []) -> DesignationSurroundings {
        DesignationSurroundings(
            prefecture: tokyo, validFrom: today, associations: AssociationNames([association] + more, in: tokyo))
    }

    func compare(
        _ cells: [DesignationColumn: String], _ past: FacilityTimelines? = past(),
        own: DesignationSubject.OwnID? = DesignationSubject.OwnID()
    ) throws -> DesignationOutcome {
        let reading = DesignationReading(cells, in: Self.tokyo)
        let id = try #require(Facility.ID("F13000018"))
        let subject = past.map { DesignationSubject(id: id, past: $0, ownID: own) }
        return DesignationComparing(reading, with: subject, Self.around()).outcome
    }

    @Test func `a row that says what is known changes nothing`() throws {
        let row = try compare([
            .name: "夕凪診療所　", .zipCode: "1600001", .address: "東京都新宿区見本１", .phone: "0390000001", .category: "診療・検査医療機関",
            .tests: "診療検査", .contract: "なし", .party: "自院", .from: "2020-10-01",
        ])
        #expect(row.verdict == .unchanged && row.facts.isEmpty && row.changes.isEmpty)
    }

    @Test func `the change of who reports tells what follows`() throws {
        let row = try compare([.party: "団体", .association: "a37000012", .from: "2021-01-25"])
        #expect(row.verdict == .changed)
        #expect(
            row.changes == [
                DesignationRow.Change(
                    label: "報告する人", before: "自院", after: "瀬戸東医師会", consequence: "IDでのログインを止めます")
            ])
        let from = Validity(from: .written("2021-01-25"), until: nil)
        #expect(row.facts == [ValidFact(.reportingParty(.association("A37000012")), from)])
    }

    @Test func `tests that are added are told`() throws {
        let row = try compare([.tests: "診療と検査"], Self.past(Designation(consults: true, tests: false)))
        #expect(row.changes.map(\.label) == ["指定の区分"])
        #expect(row.changes[0].before == "診療のみ" && row.changes[0].after == "診療と検査")
        #expect(row.changes[0].consequence == "検査の項目が増えます")
        #expect(row.from == Self.today)
    }

    @Test func `kind, designation and contract are told apart, and all combinations work`() throws {
        for kind in FacilityKind.allCases {
            for category in DesignationEntry.Category.allCases where category != .testCentre || kind == .testCentre {
                for contract in ["あり", "なし"] where category != .contractOnly || contract == "あり" {
                    let row = try compare(
                        [
                            .kind: kind.label, .category: category.label, .contract: contract, .name: "新しい医院",
                            .zipCode: "1600002", .address: "新宿区1", .phone: "0390000009",
                            .tests: category == .designated ? "診療のみ" : "",
                        ], nil)
                    #expect(row.verdict == .added && row.new?.kind == kind, "\(kind) \(category) \(contract)")
                    let designated = row.facts.contains {
                        $0.fact == .designation(Designation(consults: true, tests: false))
                    }
                    #expect(designated == (category == .designated))
                    #expect(row.facts.contains { $0.fact == .contract(true) } == (contract == "あり"))
                }
            }
        }
    }

    @Test func `an end is the first day without the designation`() throws {
        let row = try compare([.from: "2020-10-01", .until: "2021-02-01"])
        #expect(row.verdict == .ended)
        #expect(
            row.facts == [ValidFact(.designation(.notDesignated), Validity(from: .written("2021-02-01"), until: nil))])
        #expect(row.changes.map(\.after) == ["なし（2月1日(月)から）"] && row.changes[0].consequence == "毎日の報告が終わります")
        let past = try compare([.until: "2021-01-10"])
        #expect(past.facts.map(\.validity.from.text) == ["2021-01-10"])
    }

    @Test func `an end that was told before stays where the cell is empty, and goes by a word`() throws {
        var known = Self.past()
        known.designation = Timeline([
            (Validity(from: Self.since, until: nil), Designation(consults: true, tests: true)),
            (Validity(from: .written("2021-02-01"), until: nil), .notDesignated),
        ])
        #expect(try compare([.category: "診療・検査医療機関", .tests: "診療と検査"], known).verdict == .unchanged)
        let row = try compare([.until: "なし"], known)
        #expect(row.facts.map(\.validity.from.text) == ["2021-02-01"])
    }

    @Test func `a row that repeats the first day of what is known rewrites no past day`() throws {
        var known = Self.past()
        var renamed = Self.place
        renamed.name = "夕凪クリニック"
        known.attributes = Timeline([
            (Validity(from: Self.since, until: nil), Self.place),
            (Validity(from: .written("2021-01-01"), until: nil), renamed),
        ])
        let same = try compare([.name: "夕凪クリニック", .from: "2020-10-01"], known)
        #expect(same.verdict == .unchanged)
        let other = try compare([.tests: "診療のみ", .from: "2020-10-01"], known)
        #expect(other.from == Self.today && other.facts.map(\.validity.from) == [Self.today])
        let earlier = try compare([.tests: "診療のみ", .from: "2020-12-01"], known)
        #expect(earlier.from == .written("2020-12-01"))
    }

    @Test func `a new institution needs name, place and phone`() throws {
        let row = try compare([.category: "診療・検査医療機関"], nil)
        #expect(row.verdict == .fault)
        #expect(row.faults.map(\.column) == ["医療機関名", "郵便番号", "所在地", "電話番号", "検査"])
    }
}

/// No association for who has a contract only, nor for test centres (R41); associations by name (R18).
extension DesignationComparingTests {
    @Test func `an association is refused where there is a contract and no designation, and for test centres`() throws {
        let contract = try compare([.party: "団体", .association: "A37000012"], Self.past(nil, contract: true))
        #expect(contract.verdict == .fault && contract.facts.isEmpty)
        #expect(
            contract.faults == [
                DesignationRow.Fault(
                    column: "報告主体", typed: "団体", sentence: "検査の委託契約だけの医療機関は、団体から報告できません。「自院」にしてください。")
            ])
        let centre = try compare([.party: "団体", .association: "A37000012"], Self.past(nil, kind: .testCentre))
        #expect(centre.faults.map(\.sentence) == ["検査センターは、団体から報告できません。「自院」にしてください。"])
        let both = try compare([.party: "団体", .association: "A37000012"], Self.past(contract: true))
        #expect(both.verdict == .changed)
    }

    @Test func `where the designation ends and the contract stays the association's route ends the same day`() throws {
        let known = Self.past(contract: true, party: .association("A37000012"))
        let told = try compare([.until: "2021-02-01"], known)
        let end = Validity(from: .written("2021-02-01"), until: nil)
        #expect(told.facts.contains(ValidFact(.reportingParty(.itself), end)))
        let change = try #require(told.changes.first { $0.label == "報告する人" })
        #expect(change.consequence == "団体からの報告は同じ日に終わります。自院のIDで報告します")
        #expect(told.verdict == .changed && told.ownID == .unchanged)
        #expect(try compare([.until: "2021-02-01"], known, own: nil).ownID == .issue(Contact(), nil))
        let untold = DesignationSubject.OwnID(isTold: false)
        #expect(try compare([.until: "2021-02-01"], known, own: untold).ownID == .tell)
    }

    @Test func `an unknown association is refused with the nearest name, and one of another prefecture is named by ID`()
        throws
    {
        let near = try compare([.party: "団体", .associationName: "瀬戸ひがし医師会"])
        #expect(near.faults.map(\.sentence) == ["登録がありません。「瀬戸東医師会」ではありませんか。"])
        #expect(near.faults.map(\.column) == ["とりまとめ団体名"])
        #expect(try compare([.party: "団体", .association: "瀬戸東医師会"]).verdict == .changed)
        let far = AssociationNames.Entry(id: "A17000011", name: "北医師会", prefecture: Prefecture.all[16])
        let reading = DesignationReading([.party: "団体", .association: "A17000011"], in: Self.tokyo)
        let id = try #require(Facility.ID("F13000018"))
        let subject = DesignationSubject(id: id, past: Self.past(), ownID: nil)
        #expect(DesignationComparing(reading, with: subject, Self.around([far])).outcome.verdict == .changed)
        let named = DesignationReading([.party: "団体", .associationName: "北医師会"], in: Self.tokyo)
        #expect(DesignationComparing(named, with: subject, Self.around([far])).outcome.verdict == .fault)
    }
}
