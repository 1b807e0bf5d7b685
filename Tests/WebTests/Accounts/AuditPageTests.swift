import Database
import Domain
import Store
import TestSupport
import Testing

@testable import Web

/// The audit on pages: all of it for the administrator, the own for everybody else.
@Suite struct AuditPageTests {
    @Test func `the administrator finds entries by subject, actor, action and day`() async throws {
        try await WebWorld.run { world in
            try await Sheet.today.send(by: try await world.visitor(.hospital))
            _ = try await world.open(as: .prefecture, "/facilities/\(TestWorld.own)")
            let administrator = try await world.visitor(.administrator)
            let all = try await administrator.get("/audit")
            #expect(all.status == 200)
            #expect(all.text.contains("gmis audit verify"))
            #expect(all.text.contains("facility:\(TestWorld.own)"))
            func rows(_ query: String) async throws -> Int {
                try await administrator.get("/audit?\(query)").count(of: "<td data-h=\"操作\">")
            }
            #expect(try await rows("action=report.create") == 1)
            #expect(try await rows("actor=\(TestWorld.officer.loginId)") == 1)
            #expect(try await rows("actor=account-officer&action=report.create") == 0)
            #expect(try await rows("subject=\(TestWorld.own)") >= 2)
            #expect(try await rows("subject=facility:\(TestWorld.own)&action=facility.look") == 1)
            #expect(try await rows("action=report.create&from=2021-09-20&through=2021-09-20") == 1)
            #expect(try await rows("action=report.create&from=2021-09-21") == 0)
            #expect(try await rows("action=report.create&through=2021-09-19") == 0)
        }
    }

    @Test func `an institution sees its own and no other's`() async throws {
        try await WebWorld.run { world in
            try await Sheet.today.send(by: try await world.visitor(.hospital))
            let own = try await world.open(as: .hospital, "/record/audit")
            #expect(own.text.contains("<td data-h=\"操作\">報告</td>"))
            #expect(own.text.contains("2021年9月20日(月)"))
            let other = try await world.open(as: .otherHospital, "/record/audit")
            #expect(other.status == 200)
            #expect(!other.text.contains("<td data-h=\"操作\">報告</td>"))
            for person in Person.allCases where person != .administrator {
                #expect(try await world.open(as: person, "/audit").status == 404, "\(person)")
            }
        }
    }

    @Test func `pages follow one another`() async throws {
        try await WebWorld.run { world in
            let now = world.clock.now
            try await world.pool.write { db in
                for number in 0..<120 {
                    try db.audit.record(
                        AuditEntry(actor: "product", action: "test", subject: "account:account-clerk"),
                        at: now.adding(seconds: number))
                }
            }
            let clerk = try await world.visitor(.hospital)
            var path = "/record/audit"
            var counts: [Int] = []
            for _ in 1...5 {
                let page = try await clerk.get(path)
                counts.append(page.count(of: "<td data-h=\"操作\">test"))
                guard let next = page.text.firstMatch(of: /href="(\/record\/audit\?after=[^"]+)"/) else { break }
                path = String(next.1)
            }
            #expect(counts == [50, 50, 20])
        }
    }
}
