import Database
import Domain
import Store

/// What somebody sends on top of a revision that is no longer the newest, brought together with the newest.
struct ReportMerge {
    /// What is to stand in the fields, by item code.
    private(set) var typed: [String: String]
    /// Items that only the other one changed.
    private(set) var taken: [Item] = []
    /// Items that both changed, and not to the same.
    private(set) var differences: [ReportConflict.Difference] = []

    /// - Parameters:
    ///   - base: what both began with; nil for a report that was not there.
    ///   - yours: what stands in the fields, by item code.
    ///   - answers: what could be read of it.
    init(form: Form, base: Answers?, theirs: Report, typed yours: [String: String], answers: Answers) {
        typed = yours
        let base = base ?? Answers(blankFor: form)
        for item in form.items where yours[item.code] != nil {
            let (before, other, own) = (
                base[item.code, in: form], theirs.answers[item.code, in: form], answers[item.code, in: form]
            )
            guard own != other else { continue }
            // A report that was taken back has no figures to take over.
            if own == before, theirs.status.counts {
                typed[item.code] = item.write(other)
                taken.append(item)
            } else if other != before || !theirs.status.counts {
                differences.append(
                    ReportConflict.Difference(item: item, theirs: other, yours: yours[item.code] ?? ""))
            }
        }
    }
}

extension ReportConflict {
    /// Two windows: what the other one changed is taken over where this one changed nothing; where both did, both are shown and
    /// this one's stands in the field. Sent again, it is based on the newest.
    static func of(
        _ visit: Visit, _ desk: ReportDesk, _ sent: SentReport, _ current: Report
    ) async throws -> (merge: ReportMerge, conflict: ReportConflict) {
        let surveys = visit.house.surveys
        let revisions = try await visit.house.pool.read { db in
            try db.reports.revisions(desk.form.survey, desk.day, desk.permit, surveys)
        }
        let merge = ReportMerge(
            form: desk.form, base: revisions.first { $0.number == sent.basedOn }?.answers, theirs: current,
            typed: sent.typed, answers: sent.answers)
        let conflict = ReportConflict(
            revision: current.revision, by: revisions.last?.by ?? "", at: current.recordedAt,
            isWithdrawn: current.status == .withdrawn, taken: merge.taken, differences: merge.differences)
        return (merge, conflict)
    }
}
