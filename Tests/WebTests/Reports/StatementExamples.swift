import Domain
import Store

@testable import Web

/// Pages of statements, keys and checks, with a name in all places where one can stand.
extension PageExamples {
    static func statements(_ frame: PageFrame, _ unknown: PageFrame, _ name: String, typed: String) -> [PageExample] {
        let form = form(name)
        let entries = revisions(name, typed).map { Statement.Entry(form: form, period: day, revision: $0) }
        let subject = ReportSubject(facility: nil, trail: [(name, frame.links.home)], back: (name, frame.links.home))
        func statement(_ query: [(name: String, value: String)], _ entries: [Statement.Entry]) -> HTML {
            StatementPage(
                frame: frame, subject: subject, facilityName: name, span: StatementSpan(query, today: day),
                entries: entries, isSigned: entries.isEmpty
            ).body
        }
        let keys = [
            PublishedKey(number: 2, publicKey: name, from: now),
            PublishedKey(number: 1, publicKey: typed, from: now, until: now),
        ]
        return [
            PageExample("statement", statement([], entries)), PageExample("no statement", statement([], [])),
            PageExample("refused statement", statement([("from", typed), ("until", name)], [])),
            PageExample("keys", KeysPage(frame: unknown, keys: keys).body),
            PageExample("no keys", KeysPage(frame: unknown, keys: []).body),
        ] + checks(unknown, name, typed: typed)
    }

    private static func checks(_ frame: PageFrame, _ name: String, typed: String) -> [PageExample] {
        var page = VerifyPage(frame: frame)
        let empty = page.body
        (page.receipt, page.hash) = (typed, name)
        page.problems = VerifyPage.faults(receipt: typed, hash: name)
        let refused = page.body
        page.problems = []
        let answers: [VerifyPage.Answer] = [
            .noReceipt, .receipt(ReceiptCheck(receipt: typed, recordedAt: now, key: 1, isOutdated: true)),
            .file(FileVerification(Array(typed.utf8), keys: [])),
        ]
        return [PageExample("check", empty), PageExample("refused check", refused)]
            + answers.enumerated().map { index, answer in
                page.answer = answer
                return PageExample("check \(index)", page.body)
            }
    }
}
