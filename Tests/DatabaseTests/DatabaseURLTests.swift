import Testing

@testable import Database

@Suite struct DatabaseURLTests {
    private func path(_ text: String) throws -> String? {
        if case .sqlite(let path) = try DatabaseURL(text).place { path } else { nil }
    }

    private func server(_ text: String) throws -> PostgresServer? {
        if case .postgresql(let server) = try DatabaseURL(text).place { server } else { nil }
    }

    @Test func `a path follows sqlite`() throws {
        #expect(try path("sqlite:data/main.sqlite") == "data/main.sqlite")
        #expect(try path("sqlite:/var/lib/main.sqlite") == "/var/lib/main.sqlite")
        #expect(try path("sqlite:///var/lib/main.sqlite") == "/var/lib/main.sqlite")
    }

    @Test func `the schema is taken out of what libpq reads`() throws {
        let plain = try server("postgres://ama@localhost/main?sslmode=require")
        #expect(plain?.url == "postgres://ama@localhost/main?sslmode=require")
        #expect(plain?.schema == nil)
        let named = try server("postgresql://ama@localhost/main?schema=north&sslmode=require")
        #expect(named?.url == "postgresql://ama@localhost/main?sslmode=require")
        #expect(named?.schema == "north")
        #expect(try server("postgres://localhost/main?schema=north")?.url == "postgres://localhost/main")
    }

    @Test(arguments: [
        "", "sqlite", "sqlite:", "sqlite::memory:", "mysql://localhost/main", "postgres:main", "/var/lib/main.sqlite",
        "postgres://localhost/main?schema=North", "postgres://localhost/main?schema=a;b",
        "postgres://localhost/main?schema=a&schema=b",
    ])
    func `anything else is refused with what was found and what was expected`(text: String) {
        #expect {
            try DatabaseURL(text)
        } throws: { error in
            guard case .badURL(let found, let expected) = error as? DatabaseError else { return false }
            return found == text && expected.contains("sqlite:PATH") && expected.contains("postgres://")
        }
    }

    @Test func `a refusal does not repeat the password`() {
        #expect {
            try DatabaseURL("mysql://ama:secret@localhost/main")
        } throws: { error in
            !"\(error)".contains("secret")
        }
    }
}
