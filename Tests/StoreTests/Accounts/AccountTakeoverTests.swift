import Database
import Domain
import Store
import TestSupport
import Testing

/// Accounts of a former system: IDs to the character, all or nothing, once (R3 R13).
struct AccountTakeoverTests {
    private static let now = TestWorld.now
    private static let headings = "ログインID,役割,種別,都道府県コード,医療機関コード,名前,郵便番号,所在地,電話番号,担当者名,メールアドレス,通知方法"

    private func file(_ lines: String...) -> [UInt8] { Array(([Self.headings] + lines).joined(separator: "\r\n").utf8) }

    private func takeOver(
        _ csv: [UInt8], writesFacts: Bool = false, _ world: TestWorld
    ) async throws -> AccountTakeover.Summary {
        try await AccountTakeover(surveys: world.surveys, from: TestWorld.today, writesFacts: writesFacts).run(
            try AccountTakeover.read(csv), into: world.pool, at: Self.now)
    }

    private func refusal(_ body: () async throws -> Void) async -> [LineProblem] {
        do {
            try await body()
        } catch Problem.refusedFile(let lines, let total) {
            return lines.count == total ? lines : []
        } catch {
            Issue.record("\(error)")
        }
        return []
    }

    @Test(arguments: Engine.available)
    func `IDs come over to the character, without a password, with contact and way to tell`(engine: Engine) async throws
    {
        try await TestWorld.with(engine) { world in
            let csv = file(
                "aB01x9,,診療所,13,,見本クリニック,〒160-0000,新宿区1番,0312345678,見本 花子,Jimu@a.example.jp,",
                "b2,医療機関,病院,17,1710000014,架空病院,,,,,,手紙", "A77,とりまとめ団体,,17,,見本医師会,,,,,kai@example.jp,",
                "K1,事務局,,,,事務局 二係,,,,,,知らせない")
            let summary = try await takeOver(csv, world)
            #expect(summary.newAccounts == 4 && summary.newFacilities == 2 && summary.newAssociations == 1)
            let (found, life, contact) = try await world.pool.read { db in
                let found = try #require(try db.accounts.credentials(loginId: "AB01X9", on: TestWorld.today))
                return (
                    found, try db.accountLives.life(of: found.account.id), try db.contacts.current(of: found.account.id)
                )
            }
            #expect(found.account.loginId == "aB01x9")
            #expect(found.account.facility?.text == "aB01x9")
            #expect(found.account.name == "見本クリニック")
            #expect(found.passwordHash == nil)
            #expect(life?.state == .issued && life?.notifyBy == .mail)
            #expect(contact == Contact(name: "見本 花子", mail: "Jimu@a.example.jp", phone: "0312345678"))
            let ways = try await world.pool.read { db in
                try ["b2", "A77", "K1"].map { id in
                    try db.accounts.credentials(loginId: id, on: TestWorld.today).flatMap {
                        try db.accountLives.life(of: $0.account.id)?.notifyBy
                    }
                }
            }
            #expect(ways == [.letter, .mail, .nobody])
        }
    }

    @Test(arguments: Engine.available)
    func `the same file again changes nothing and says so`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let csv = file("c1,,診療所,13,,見本,,,,,,", "A77,とりまとめ団体,,17,,会,,,,,,")
            _ = try await takeOver(csv, world)
            let before = try await Contents(world.pool)
            let again = try await takeOver(csv, world)
            #expect(again.isUnchanged && again.knownAccounts == 2)
            #expect(try await takeOver(csv, writesFacts: true, world).isUnchanged)
            #expect(try await Contents(world.pool) == before)
        }
    }

    @Test(arguments: Engine.available)
    func `a known institution gets its ID, and its facts change only where that is asked for`(engine: Engine)
        async throws
    {
        try await TestWorld.with(engine) { world in
            let id = TestWorld.distant
            let csv = file("\(id),,,,,別の名,,,,,,")
            let summary = try await takeOver(csv, world)
            #expect(summary.newAccounts == 1 && summary.newFacilities == 0 && summary.changedFacilities == 0)
            func name() async throws -> String? {
                try await world.pool.read { try $0.facilities.attributes(of: id, on: TestWorld.today)?.name }
            }
            #expect(try await name() == "架空が丘病院")
            #expect(try await takeOver(csv, writesFacts: true, world).changedFacilities == 1)
            #expect(try await name() == "別の名")
            let address = try await world.pool.read {
                try $0.facilities.attributes(of: id, on: TestWorld.today)?.address
            }
            #expect(address == "金沢市見本町１丁目２番")
        }
    }

    @Test(arguments: Engine.available)
    func `IDs that only look different, roles that differ and unknown institutions without facts are refused whole`(
        engine: Engine
    ) async throws {
        try await TestWorld.with(engine) { world in
            let csv = file(
                "n1,,診療所,13,,見本,,,,,,", "f13000018,,,,,,,,,,,", "P13000017,事務局,,,,係,,,,,,", "n2,,,,,,,,,,,",
                "\(TestWorld.neighbour),事務局,,,,係,,,,,,")
            let before = try await Contents(world.pool)
            let faults = await refusal { _ = try await takeOver(csv, world) }
            #expect(
                faults.map { "\($0.line ?? 0) \($0.column ?? "")" } == [
                    "3 ログインID", "4 役割", "3 ログインID", "5 種別", "5 都道府県コード", "5 名前", "6 ログインID",
                ])
            #expect(try await Contents(world.pool) == before)
        }
    }

    @Test func `every fault of a file is told by line and column`() async throws {
        let csv = file(
            "a1,,診療所,13,,見本,,,,,,", "A1,,診療所,13,,見本,,,,,,", "a1,,診療所,13,,見本,,,,,,", "Ｂ1,,,,,,,,,,,",
            "c1,係長,,,,,,,,,,", "c2,,医院,,,,,,,,,", "c3,,,48,,,,,,,,", "c4,,,,,,,,,,a@b,", "c5,,,,,,,,,,,伝書鳩",
            "c6,,,,,,,,,,,メール", "c7,都道府県,,,,県,,,,,,", "c8,,,,123,,,,,,,", "c9,,", "d1,,,,,\u{202E},,,,,,",
            "d2,とりまとめ団体,,,,会,,,,,,", "01234567890123456,,,,,,,,,,,")
        let faults = await refusal { _ = try AccountTakeover.read(csv) }
        #expect(
            faults.map { "\($0.line ?? 0) \($0.column ?? "")" } == [
                "3 ログインID", "4 ログインID", "5 ログインID", "6 役割", "7 種別", "8 都道府県コード", "9 メールアドレス", "10 通知方法",
                "11 通知方法", "12 都道府県コード", "13 医療機関コード", "14 ", "15 名前", "16 都道府県コード", "17 ログインID",
            ])
        let headings = await refusal { _ = try AccountTakeover.read(Array("ログインID,名前,名前,年齢\r\n".utf8)) }
        #expect(headings.count == 2)
        #expect(await refusal { _ = try AccountTakeover.read(Array("名前\r\n".utf8)) }.count == 1)
        #expect(await refusal { _ = try AccountTakeover.read([]) }.count == 1)
    }

    @Test(arguments: Engine.available)
    func `the template is itself a file that is taken`(engine: Engine) async throws {
        try await TestWorld.with(engine) { world in
            let csv = AccountTakeover.template.replacing(Array("F17000012".utf8), with: Array("F17000099".utf8))
            let summary = try await takeOver(csv, world)
            #expect(summary.newAccounts == 1)
        }
    }
}
