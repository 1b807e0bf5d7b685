import Domain

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
