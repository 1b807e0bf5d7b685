import Database
import Domain

/// What became of several entries that were sent with one button.
public enum TogetherOutcome: Sendable {
    /// Every one of them: stored, or there already.
    case stored
    /// None of them; what became of each, in the order given. nil: nothing is wrong with it.
    case refused([IntakeOutcome?])
}

extension ConnectionPool {
    /// Takes several entries in one commit: all of them, or none where one is refused (each through the same checks as alone).
    /// Two people at once: one of them is told that it changed meanwhile.
    ///
    /// - Parameter act: which act it is, and its answer; carried out before, it is not done again.
    public func take(
        together entries: [(entry: ReportEntry, permit: Permit)], as act: (key: ActKey?, answer: ActAnswer)? = nil,
        surveys: Surveys
    ) async throws -> TogetherOutcome {
        guard let now = entries.first?.entry.recordedAt else { return .stored }
        do {
            _ = try await self.act(act?.key, at: now, surveys: surveys) { intake in
                let outcomes = try entries.map { try intake.take($0.entry, $0.permit).trouble }
                // Thrown, so that what was stored before goes with it.
                if outcomes.contains(where: { $0 != nil }) { throw Refused(outcomes: outcomes) }
            } answer: { _ in
                act?.answer
            }
            return .stored
        } catch let refused as Refused {
            return .refused(refused.outcomes)
        }
    }
}

private struct Refused: Error {
    let outcomes: [IntakeOutcome?]
}

extension IntakeOutcome {
    /// nil where it is kept now.
    fileprivate var trouble: IntakeOutcome? {
        switch self {
        case .stored, .unchanged: nil
        case .checked, .changedMeanwhile: self
        }
    }
}
