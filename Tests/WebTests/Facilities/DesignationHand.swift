import Database
import Domain
import Foundation
import HTTPTypes
import Store
import TestSupport

@testable import Web

/// A prefecture's officer with a list.
struct DesignationHand {
    let world: WebWorld
    let officer: Visitor

    init(_ world: WebWorld) async throws {
        self.world = world
        officer = try await world.visitor(.prefecture)
    }

    static let head =
        "医療機関ID,区分,種別,医療機関名,郵便番号,所在地,電話番号,メールアドレス,検査,委託契約,報告主体,とりまとめ団体ID,指定年月日"
    /// Two that are not in the register.
    static let wakaba = ",診療・検査医療機関,診療所,若葉医院,1600001,新宿区若葉1,0390000001,w@example.jp,診療と検査,なし,自院,,2021-09-25"
    static let aoba = ",診療・検査医療機関,診療所,青葉診療所,1600002,新宿区青葉2,0390000002,,診療のみ,なし,自院,,"
    /// The neighbour, which an association reports for, gets a contract.
    static let neighbour = "F13000026,診療・検査医療機関,,,,,,,診療と検査,,自院,,"

    static func list(_ rows: String...) -> String { ([head] + rows).joined(separator: "\r\n") + "\r\n" }

    /// Sends a list as a file, and answers where it leads.
    func send(
        _ text: String, scope: String = "changes", from: String = "2021-09-20", instead: String = "",
        name: String = "指定報告_0920.csv", by visitor: Visitor? = nil
    ) async throws -> Page {
        let visitor = visitor ?? officer
        let body = MultipartTests.body([
            (#"name="csrf""#, Array(visitor.formToken.utf8)), (#"name="text""#, []),
            (#"name="scope""#, Array(scope.utf8)), (#"name="from""#, Array(from.utf8)),
            (#"name="instead""#, Array(instead.utf8)),
            (#"name="file"; filename="\#(name)""#, Array(text.utf8)),
        ])
        return try await visitor.send(
            .post, "/designations", ["Content-Type": "multipart/form-data; boundary=gmis"], body: body)
    }

    /// Sends a list that can be read, and answers its address.
    func keep(_ text: String, scope: String = "changes", from: String = "2021-09-20") async throws -> String {
        let answer = try await send(text, scope: scope, from: from)
        guard answer.status == 303 else { throw Unread(page: answer.text) }
        try await finish(answer.location)
        return answer.location
    }

    struct Unread: Error { let page: String }

    /// Compares what is left to compare.
    func finish(_ address: String) async throws {
        let checking = DesignationChecking(pool: world.pool, worker: "test")
        let now = world.clock.now
        while try await checking.step(String(address.dropFirst("/designations/".count)), at: now, true: now)
            != .nothing
        {}
    }

    /// How many IDs there are.
    func accounts() async throws -> Int {
        try await world.pool.read { db in
            try db.query("SELECT count(*) AS n FROM account").first?.int("n") ?? -1
        }
    }

    /// What is known of an institution on a day.
    func known(_ facility: Facility.ID, on day: String) async throws -> FacilityDay? {
        try await world.pool.read { try $0.facilities.day(of: facility, on: .written(day)) }
    }
}
