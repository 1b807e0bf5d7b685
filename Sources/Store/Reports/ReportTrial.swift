import Database
import Domain

extension ReportIntake {
    /// The transaction it stores in, for what is answered in the same commit.
    public var connection: any Connection { db }
}

extension ConnectionPool {
    /// What would become of an entry: everything that `take` does is done, and taken back.
    public func check(_ entry: ReportEntry, _ permit: Permit, surveys: Surveys) async throws -> IntakeOutcome {
        do {
            return try await write { db -> IntakeOutcome in
                throw Tried(outcome: try ReportIntake(db, surveys: surveys).take(entry, permit))
            }
        } catch let tried as Tried {
            return tried.outcome
        } catch DatabaseError.uniqueViolation {
            // Somebody stored the same revision at the same moment.
            throw Problem.busy
        }
    }
}

/// Takes the outcome out of a write that leaves nothing behind.
private struct Tried: Error {
    let outcome: IntakeOutcome
}
