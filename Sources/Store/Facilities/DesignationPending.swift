import Database
import Domain

// Signatures for who builds on them; the rules follow in files of their own.
extension DesignationReportStore {
    /// The officer decides whether a row that agrees in name or phone is an institution of the register, or a new one; the row is
    /// compared anew.
    ///
    /// - Throws: `Problem.notFound` where there is no such row of an unapplied report, or no such institution in the prefecture.
    /// - Returns: the row as it stands now.
    @discardableResult public func decide(
        _ report: String, line: Int, _ decision: DesignationRow.Decision, in prefecture: Prefecture, at now: Instant,
        by actor: String
    ) throws -> DesignationRow { throw Problem.busy }

    /// Applies a report whole or not at all; call it within `pool.writeAlone`.
    ///
    /// - Throws: `Problem.notFound` for an unknown one; `Problem.refused` when a prefecture's IDs are used up.
    public func apply(
        _ report: String, in prefecture: Prefecture, surveys: Surveys, _ order: Order
    ) throws -> Application { throw Problem.busy }

    /// Takes an applied report back by a new act: from the day on what held before it holds again, as far as nobody told
    /// otherwise since; IDs that it issued are put to rest.
    ///
    /// - Throws: `Problem.notFound` for an unknown one; `Problem.refused` for one that is not applied.
    public func takeBack(
        _ report: String, from day: Day, in prefecture: Prefecture, surveys: Surveys, at now: Instant, by actor: String
    ) throws { throw Problem.busy }

    func compareWhole(_ id: String, _ prefecture: Prefecture, on day: Day) throws {}
}

/// Compares the rows of kept reports with the register, a piece a commit, until everything that would change is known.
public struct DesignationChecking: Sendable {
    let pool: any ConnectionPool
    let worker: String
    let chunk: Int

    public init(pool: any ConnectionPool, worker: String, chunk: Int = 500) {
        (self.pool, self.worker, self.chunk) = (pool, worker, chunk)
    }

    /// What a step did.
    public enum Step: Sendable, Equatable {
        case nothing
        case worked(report: String, rows: Int)
        case finished(report: String)
    }

    /// - Parameter report: only this one.
    public func step(_ report: String? = nil, at now: Instant, true arrived: Instant) async throws -> Step { .nothing }
}

/// A file of a designation report, read into rows and cells; what stands in the cells is judged row by row later.
public struct DesignationFile: Sendable {
    public let rows: [DesignationReportStore.Typed]
    /// Every row as it was sent, the head included, for the file with what is wrong in a column behind.
    public let head: [String]

    /// - Throws: `Problem.refusedFile` where no head is found, a heading is unknown or stands twice, or there are too many rows.
    public init(_ bytes: [UInt8], fileName: String = "") throws(Problem) { throw .busy }
}
