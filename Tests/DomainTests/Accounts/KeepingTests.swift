import Domain
import Testing

/// How long personal data are kept.
@Suite struct KeepingTests {
    @Test func `without settings the periods are those of the requirements`() {
        let keeping = Keeping()
        let days = Keeping.Kind.allCases.map { ($0, keeping.days($0)) }
        for (kind, found) in days {
            switch kind {
            case .sessions, .acts: #expect(found == 30)
            case .codes, .forms: #expect(found == 7)
            case .memberFiles: #expect(found == 1)
            default: #expect(found == 365, "\(kind)")
            }
        }
        #expect(Keeping(days: [.sessions: 3]).days(.sessions) == 3)
        #expect(Keeping(days: [.sessions: 0]).days(.sessions) == 1, "nothing goes on the day on which it came")
    }

    @Test(arguments: [
        ("2021-01-19T18:29:59.999Z", "2021-01-18T18:30:00.000Z"),
        ("2021-01-19T18:30:00.000Z", "2021-01-19T18:30:00.000Z"),
        ("2021-01-20T14:59:59.999Z", "2021-01-19T18:30:00.000Z"),
        ("2021-01-20T15:00:00.000Z", "2021-01-19T18:30:00.000Z"),
    ])
    func `a night's erasing begins at half past three in Japan`(now: String, start: String) throws {
        #expect(Keeping.lastStart(before: try #require(Instant(now))).text == start)
    }
}
