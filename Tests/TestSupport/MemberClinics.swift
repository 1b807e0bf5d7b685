import Database
import Domain
import Store

/// Invented clinics that test, for which an association reports.
extension TestWorld {
    /// The ID of the n-th of them, from 1.
    public static func clinic(_ number: Int) -> Facility.ID {
        guard let id = Facility.ID("C13\(String(100_000 + number).dropFirst())") else {
            preconditionFailure("\(number) gives no facility's ID")
        }
        return id
    }

    /// Registers so many, the even ones without tests.
    public static func addClinics(
        _ count: Int, to association: String, _ pool: any ConnectionPool, _ surveys: Surveys
    ) async throws {
        try await pool.writeAlone { db in
            let validity = Validity(from: since, until: nil)
            try db.facilities.register((1...count).map(clinic), at: Instant(since))
            var facts: [DatedFact] = []
            for number in 1...count {
                let id = clinic(number)
                facts += [
                    DatedFact(
                        id, .attributes(attributes("見本町\(number)番クリニック", in: tokyo, "131041", "新宿区")), validity),
                    DatedFact(id, .kind(.clinic), validity),
                    DatedFact(
                        id, .designation(Designation(consults: true, tests: number % 2 == 1)), validity),
                    DatedFact(id, .reportingParty(.association(association)), validity),
                ]
            }
            try db.facilities.record(facts, surveys: surveys, at: Instant(since), by: "test")
        }
    }

    /// Somebody of an association.
    public static func secretary(of association: String) -> Account {
        Account(
            id: "account-\(association)", loginId: association, role: .association(association), name: "見本台医師会")
    }
}
