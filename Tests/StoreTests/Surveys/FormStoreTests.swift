import Database
import Domain
import NationalSurveys
import Store
import TestSupport
import Testing

/// Published versions of surveys: they come in once and never change.
struct FormStoreTests {
    private func publish(_ files: [(name: String, text: String)], _ world: TestWorld) async throws -> [String] {
        try await world.pool.write { try $0.forms.publish(files, at: TestWorld.now) }
    }

    @Test(arguments: Engine.available)
    func `the national surveys are published once, and publishing again is nothing`(engine: Engine) async throws {
        try await TestDatabase.withPool(engine, migrations: try Schema.migrations()) { pool in
            let files = try NationalSurveys.files()
            let names = try await pool.write { try $0.forms.publish(files, at: TestWorld.now) }
            #expect(names == files.map(\.name))
            let before = try await Contents(pool)
            #expect(before.rows("form") == 6)
            #expect(try await pool.write { try $0.forms.publish(files, at: TestWorld.now.adding(seconds: 60)) } == [])
            #expect(try await Contents(pool) == before)
        }
    }

    @Test(arguments: Engine.available)
    func `what was published is read back as it was`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            let surveys = try await world.pool.read { try $0.forms.all() }
            #expect(surveys.keys == ["clinic-daily", "hospital-counts", "hospital-status", "supplies-weekly"])
            for file in try NationalSurveys.files() {
                let form = try FormReader.read(file.text, file: file.name)
                #expect(surveys.form(form.survey, version: form.from) == form)
            }
            #expect(surveys.form("hospital-status", on: .written("2021-01-17"))?.from == .written("2020-03-26"))
            #expect(surveys.form("hospital-status", on: .written("2021-01-18"))?.from == .written("2021-01-18"))
        }
    }

    @Test(arguments: Engine.available)
    func `a published form whose text has changed is refused with its file, and nothing is stored`(
        engine: Engine
    ) async throws {
        try await TestWorld.empty(engine) { world in
            var files = try NationalSurveys.files()
            let index = try #require(files.firstIndex { $0.name == "hospital-status/2021-01-18.yaml" })
            files[index].text += "\n"
            let new = (name: "hospital-status/2022-04-01.yaml", text: Self.shifted(files[index].text))
            let before = try await Contents(world.pool)
            do {
                _ = try await publish([new] + files, world)
                Issue.record("published")
            } catch let changed as FormStore.Changed {
                #expect(changed.file == "hospital-status/2021-01-18.yaml")
                #expect(changed.description.contains("has been published and cannot change"))
                #expect(changed.description.contains("公開済みの調査票は変えられません"))
            }
            #expect(try await Contents(world.pool) == before)
        }
    }

    @Test(arguments: Engine.available)
    func `a new version is added beside the old ones and holds from its day`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            let files = try NationalSurveys.files()
            let old = try #require(files.first { $0.name == "hospital-status/2021-01-18.yaml" })
            let new = (name: "hospital-status/2022-04-01.yaml", text: Self.shifted(old.text))
            #expect(try await publish(files + [new], world) == [new.name])
            let surveys = try await world.pool.read { try $0.forms.all() }
            #expect(surveys.form("hospital-status", on: .written("2022-03-31"))?.from == .written("2021-01-18"))
            #expect(surveys.form("hospital-status", on: .written("2022-04-01"))?.from == .written("2022-04-01"))
        }
    }

    @Test(arguments: Engine.available)
    func `a faulty definition is told and nothing of the files is stored`(engine: Engine) async throws {
        try await TestWorld.empty(engine) { world in
            let old = try #require(try NationalSurveys.files().first { $0.name == "hospital-status/2021-01-18.yaml" })
            let good = (name: "hospital-status/2022-04-01.yaml", text: Self.shifted(old.text))
            let before = try await Contents(world.pool)
            await #expect(throws: FormReadingError.self) {
                try await publish([good, (name: "hospital-status/2022-05-01.yaml", text: "survey: x")], world)
            }
            #expect(try await Contents(world.pool) == before)
        }
    }

    private static func shifted(_ text: String) -> String {
        text.replacing("from: 2021-01-18", with: "from: 2022-04-01")
    }

    @Test func `the tests know every table of the product`() throws {
        let all = try Schema.migrations().map(\.sql).joined(separator: "\n")
        let created = Set(all.matches(of: /CREATE TABLE (\w+)/).map { String($0.1) })
        // Of a table that is made anew another one with its name stays.
        let gone: Set = ["facility_membership", "account_before", "session_before"]
        #expect(created.subtracting(gone).sorted() == Contents.names)
    }
}
