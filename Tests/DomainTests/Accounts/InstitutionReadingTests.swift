import Domain
import Testing

/// An institution as it is typed in the form or stands in a row of a list (R4).
struct InstitutionReadingTests {
    static let sound: [IssueColumn: String] = [
        .prefecture: "13", .kind: "診療所", .facilityCode: "1310000012", .name: "見本台クリニック", .zipCode: "1000001",
        .address: "千代田区見本町1-2", .phone: "0300000001", .contactName: "事務 見本", .mail: "jimu@example.jp",
        .notifyBy: "メール", .municipality: "131016",
    ]

    private func read(_ changes: [IssueColumn: String] = [:]) -> InstitutionReading {
        let typed = Self.sound.merging(changes) { $1 }
        return InstitutionReading { typed[$0] ?? "" }
    }

    @Test func `it works: every column comes to its place`() throws {
        let new = try #require(read().institution)
        #expect(new.kind == .clinic && new.way == .mail)
        #expect(new.attributes.prefecture.code == "13" && new.attributes.zipCode == "〒100-0001")
        #expect(new.attributes.facilityCode == "1310000012" && new.attributes.localGovCode == "131016")
        #expect(new.contact == Contact(name: "事務 見本", mail: "jimu@example.jp", phone: "0300000001"))
    }

    @Test(arguments: [
        (IssueColumn.prefecture, "１３", "13"), (.prefecture, "東京都", "13"), (.prefecture, "1", "01"),
        (.prefecture, "１", "01"),
    ])
    func `a prefecture is read by code or name, also where the zero in front is gone`(
        column: IssueColumn, typed: String, code: String
    ) {
        let reading = read([column: typed, .municipality: ""])
        #expect(reading.institution?.attributes.prefecture.code == code)
    }

    @Test func `phones, codes and postal codes are read in any width and with hyphens`() throws {
        let new = try #require(
            read([.phone: "０３－００００－０００１", .zipCode: "〒１００-0001", .facilityCode: "１３１００００012"]).institution)
        #expect(new.attributes.phone == "0300000001" && new.attributes.zipCode == "〒100-0001")
        #expect(new.attributes.facilityCode == "1310000012")
    }

    @Test func `the prefecture's name in front of the address is left out`() {
        #expect(read([.address: "東京都千代田区見本町"]).institution?.attributes.address == "千代田区見本町")
    }

    @Test(arguments: [
        (IssueColumn.prefecture, ""), (.prefecture, "48"), (.prefecture, "00"), (.kind, "薬局"), (.kind, ""),
        (.name, ""), (.name, String(repeating: "長", count: 101)), (.name, "二\n行"), (.zipCode, "100001"),
        (.zipCode, ""), (.address, "　"), (.phone, "030000000"), (.phone, "03-abc"), (.phone, ""),
        (.facilityCode, "131000001"), (.facilityCode, "13100000123"), (.mail, "jimu"), (.mail, "a@b"),
        (.mail, "医@example.jp"), (.mail, "a b@example.jp"), (.notifyBy, "電話"), (.municipality, "13101"),
        (.municipality, "271004"), (.name, "見本\u{202E}台"),
    ])
    func `what cannot be is a fault of its column alone`(column: IssueColumn, typed: String) {
        let reading = read([column: typed])
        #expect(reading.institution == nil)
        let columns = reading.faults.map(\.column)
        // Without an address no mail can be chosen either.
        #expect(columns == [column], "\(reading.faults)")
    }

    @Test func `a dropped zero in front is named as what may have happened`() {
        #expect(read([.phone: "300000001"]).faults.first?.sentence.contains("先頭の0") == true)
    }

    @Test func `mail cannot be chosen without an address`() {
        #expect(read([.mail: ""]).faults.map(\.column) == [.notifyBy])
    }

    @Test(arguments: [
        ("病院", "jimu@example.jp", "", NotificationWay.letter), ("病院", "jimu@example.jp", "メール", .mail),
        ("診療所", "jimu@example.jp", "", .mail), ("診療所", "", "", .letter), ("検査センター", "jimu@example.jp", "手紙", .letter),
    ])
    func `who is not told how is told by letter where it is a hospital or has no address`(
        kind: String, mail: String, notifyBy: String, way: NotificationWay
    ) {
        #expect(read([.kind: kind, .mail: mail, .notifyBy: notifyBy]).institution?.way == way)
    }

    @Test(arguments: [("ｱｵｿﾞﾗ　Clinic", "アオゾラclinic"), ("㈱　見本", "(株)見本"), (" ", "")])
    func `names are compared whatever their width, case and blanks`(typed: String, key: String) {
        #expect(SearchKey.fold(typed) == key)
    }

    @Test(arguments: [
        ("０３-１２３４", "031234"), ("(03) 1234", "031234"), ("03a", nil as String?), ("", nil), ("-", nil),
    ])
    func `a number is its digits, and nothing else is a number`(typed: String, digits: String?) {
        #expect(SearchKey.digits(typed) == digits)
    }

    @Test func `a check that leaves something out is none, and says what`() throws {
        let needed = Procedure.reset.needed(hasFacilityCode: true)
        #expect(needed == [.name, .loginId])
        #expect(try IdentityCheck(.phone, heard: [.name, .loginId], needed: needed).parts == [.name, .loginId])
        let problem = #expect(throws: FieldProblem.self) {
            try IdentityCheck(.phone, heard: [.name], needed: needed)
        }
        #expect(problem?.sentence.contains("ログインIDを聞いた") == true)
        #expect(problem?.sentence.contains("名前を聞いた") == false)
        #expect(Procedure.tellId.needed(hasFacilityCode: false) == [.name, .address])
        #expect(Procedure.mailId.needed(hasFacilityCode: true) == [.name, .facilityCode, .address])
    }
}
