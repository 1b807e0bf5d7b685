import Database
import Domain

/// Rows of a file that say 「休診」 (R33).
extension ConnectionPool {
    /// Marks the day closed; figures of tests beside it are looked at before, so that nothing is half stored within a row.
    ///
    /// - Returns: what is told of the row; nil where its figures are still to be taken.
    func takeClosed(
        _ row: MemberSheetReading.Row, _ member: MemberDay, _ reading: MemberSheetReading, _ form: Form,
        by account: Account, at now: Instant, surveys: Surveys
    ) async throws -> SentSheet.Result? {
        func refused(_ sentence: String) -> SentSheet.Result {
            reading.result(row, .faulty, revision: nil, [reading.fault(.closed, sentence)])
        }
        guard form.isClosable(for: member.facts) else {
            return refused("この医療機関のこの調査には、「休診」がありません。空欄にしてください。")
        }
        if row.isFilled, let told = reading.figures(row, member, form) { return told }
        let standing = try await read { try MemberStanding($0, member.facility, account, form, member.day, at: now) }
        guard let permit = standing.permit else { return refused("いまは、この団体が報告する医療機関ではありません。") }
        let marking = ClosedMarking(
            survey: form.survey, period: member.day, isClosed: true, recordedAt: now, by: account.name)
        do {
            switch try await mark(marking, permit, surveys: surveys) {
            case .stored: return row.isFilled ? nil : reading.result(row, .closed, revision: nil)
            case .unchanged: return row.isFilled ? nil : reading.result(row, .unchanged, revision: nil)
            case .reported:
                return refused("この日は、もう報告されています。休診にするときは、報告の画面で取り下げてください。")
            }
        } catch Problem.closedToCorrection(let reason) {
            return refused(reason)
        } catch Problem.notFound {
            return refused("いまは、この団体が報告する医療機関ではありません。")
        }
    }
}

extension MemberSheetReading {
    /// What is wrong with figures of tests on a day that was not opened; nil where they can be stored.
    fileprivate func figures(_ row: Row, _ member: MemberDay, _ form: Form) -> SentSheet.Result? {
        let facts = member.facts.notOpened
        let typed = TypedReport(form, form.sections(askedOf: facts), cells: row.cells)
        guard typed.problems.isEmpty else {
            return result(
                row, .faulty, revision: nil,
                faults(typed.allProblems(form, askedOf: facts, passed: [], on: member.day)))
        }
        let verdict = form.check(
            typed.answers, askedOf: facts, earlier: [], passed: row.passed(in: form), on: member.day)
        if !verdict.errors.isEmpty { return result(row, .faulty, revision: nil, faults(verdict.errors)) }
        return verdict.notes.isEmpty ? nil : result(row, .asked, revision: nil, faults(verdict.notes))
    }
}
