import Database
import Domain
import Store
import TestSupport

/// A prefecture's officer with lists, and an association that can be named.
struct DesignationWorld {
    let world: TestWorld
    var pool: any ConnectionPool { world.pool }

    static let association = "A13000012"
    /// The day after tomorrow of `TestWorld.today`.
    static let from = TestWorld.today.adding(2)

    static func run(_ engine: Engine, _ body: (DesignationWorld) async throws -> Void) async throws {
        try await TestWorld.with(engine) { world in
            try await world.pool.write { db in
                try db.associations.create(
                    id: association, name: "瀬戸東医師会", prefecture: TestWorld.tokyo, at: TestWorld.now)
            }
            try await body(DesignationWorld(world: world))
        }
    }

    /// A row for a clinic that is not in the register.
    static func clinic(_ number: Int, _ more: [DesignationColumn: String] = [:]) -> [DesignationColumn: String] {
        let cells: [DesignationColumn: String] = [
            .category: "診療・検査医療機関", .tests: "診療と検査", .name: "見本\(number)医院", .zipCode: "160-0001",
            .address: "新宿区見本町\(number)", .phone: "03900\(10_000 + number)", .mail: "k\(number)@example.jp",
            .contract: "なし", .from: from.text,
        ]
        return cells.merging(more) { _, new in new }
    }

    func keep(
        _ rows: [[DesignationColumn: String]], scope: DesignationReport.Scope = .changes,
        from: Day = TestWorld.today, request: String? = nil
    ) async throws -> String {
        let table = rows.enumerated().map { (line: $0.offset + 2, cells: $0.element) }
        let id = try await pool.write { db in
            try db.designationReports.keep(
                table, fileName: "指定報告.csv", scope: scope, validFrom: from, request: request, in: TestWorld.tokyo,
                by: TestWorld.officer.actor, at: TestWorld.now)
        }
        try await check(id)
        return id
    }

    /// Compares what is left to compare.
    func check(_ id: String, chunk: Int = 500) async throws {
        let checking = DesignationChecking(pool: pool, worker: "test", chunk: chunk)
        while try await checking.step(id, at: TestWorld.now, true: TestWorld.now) != .nothing {}
    }

    func report(_ id: String) async throws -> DesignationReport? {
        try await pool.read { try $0.designationReports.find(id, in: TestWorld.tokyo) }
    }

    func rows(_ id: String, _ verdict: DesignationRow.Verdict? = nil) async throws -> [DesignationRow] {
        try await pool.read { try $0.designationReports.rows(of: id, verdict: verdict, limit: 20_000) }
    }

    @discardableResult func apply(
        _ id: String, holds: Bool = false, at now: Instant = TestWorld.now
    ) async throws -> DesignationReportStore.Application {
        try await pool.writeAlone { [surveys = world.surveys] db in
            try db.designationReports.apply(
                id, in: TestWorld.tokyo, surveys: surveys,
                DesignationReportStore.Order(by: TestWorld.officer, at: now, mailedAt: now, holds: holds))
        }
    }

    func takeBack(_ id: String, from day: Day, at now: Instant = TestWorld.now.adding(seconds: 60)) async throws {
        _ = try await pool.writeAlone { [surveys = world.surveys] db in
            try db.designationReports.takeBack(
                id, from: day, in: TestWorld.tokyo, surveys: surveys, at: now, by: TestWorld.officer.actor)
        }
    }

    func day(_ facility: Facility.ID, _ day: Day) async throws -> FacilityDay? {
        try await pool.read { try $0.facilities.day(of: facility, on: day) }
    }

    func record(_ fact: FacilityFact, of facility: Facility.ID, from day: Day, at now: Instant = TestWorld.now)
        async throws
    {
        try await pool.write { [surveys = world.surveys] db in
            try db.facilities.record(
                fact, of: facility, Validity(from: day, until: nil), surveys: surveys, at: now, by: "somebody")
        }
    }

    /// How many of whom the clinics' survey asks on a day.
    func asked(_ day: Day) async throws -> Int {
        try await pool.read { [surveys = world.surveys] db in
            guard let form = surveys.form("clinic-daily", on: day) else { return -1 }
            return try db.facilities.roster(on: day).counts(askedBy: form).asked["nation"] ?? 0
        }
    }

    /// States of the mails of a report's batch.
    func mails(_ id: String) async throws -> [String] {
        try await pool.read { db in
            try db.query("SELECT state FROM mail WHERE batch = \(id) ORDER BY state").map { try $0.string("state") }
        }
    }
}
