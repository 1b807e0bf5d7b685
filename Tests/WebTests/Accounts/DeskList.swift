import Database
import Domain
import Store

@testable import Web

/// A list of new institutions that waits at the help desk.
enum DeskList {
    static let text = """
        都道府県コード,区分,医療機関コード,医療機関名,郵便番号,所在地,電話番号,担当者,メールアドレス,通知方法,市区町村コード
        13,診療所,,若葉医院,1600001,新宿区若葉1,0900000001,,w@example.jp,,
        13,病院,,見本台総合病院,1600001,新宿区,0900000002,,,,

        """

    /// The run's ID.
    static var run: String { (try? IssueList(Array(text.utf8)).digest) ?? "" }

    /// Keeps it, not begun.
    @discardableResult
    static func keep(_ world: WebWorld) async throws -> String {
        let (list, now) = (try IssueList(Array(text.utf8)), world.clock.now)
        return try await world.pool.writeAlone {
            try $0.issueRuns.keep(list, holds: false, at: now, by: "account-desk")
        }
    }

    /// Works at everything that was begun.
    static func finish(_ world: WebWorld) async throws {
        let work = IssueRunWork(pool: world.pool, surveys: world.house.surveys, worker: "test")
        let now = world.clock.now
        while try await work.step(at: now, true: now) != .nothing {}
    }
}
