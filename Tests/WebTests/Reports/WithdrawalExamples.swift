import Domain

@testable import Web

extension PageExamples {
    /// Reports taken back, with a typed reason in every state of its field.
    static func withdrawals(
        _ report: ReportPage, _ receipt: ReceiptPage, typed: String
    ) -> [PageExample] {
        var (report, receipt) = (report, receipt)
        var page = WithdrawalPage(
            frame: report.frame, form: report.form, day: day, sections: report.sections,
            newest: report.revisions[0], knownRevision: 3)
        page.typed = typed
        var examples = [PageExample("withdrawal", page.body)]
        page.problem = WithdrawalReason.problem(typed)
        examples.append(PageExample("refused withdrawal", page.body))
        (page.problem, page.hasChanged) = (nil, true)
        examples.append(PageExample("withdrawal of what changed", page.body))
        var form = formPage(name: typed, typed: typed, base: report.frame.links.base)
        (form.knownRevision, form.isOpenAgain) = (2, true)
        examples.append(PageExample("form after a withdrawal", form.body))
        report.mayReport = true
        examples.append(PageExample("report to correct", report.body))
        report.revisions.removeFirst()
        (receipt.revision, receipt.isOpenAgain) = (report.revisions[0], true)
        return examples + [
            PageExample("withdrawn report", report.body), PageExample("receipt of a withdrawal", receipt.body),
        ]
    }
}
