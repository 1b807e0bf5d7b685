import Database
import Domain
import Hummingbird
import Store

/// Checks a receipt or statement for whoever holds one; tells nothing of what was reported.
enum VerifyController {
    /// A quarter of a year with many corrections, four times over.
    static let mostBytes = 8 << 20

    static func show(_ visit: Visit) async throws -> Response {
        var page = VerifyPage(frame: visit.frame())
        guard let receipt = visit.asked(VerifyField.receipt), let hash = visit.asked(VerifyField.hash) else {
            return visit.page(page.body)
        }
        (page.receipt, page.hash) = (receipt, hash)
        guard let note = ReceiptNote(receipt: receipt, contentHash: hash) else {
            page.problems = VerifyPage.faults(receipt: receipt, hash: hash)
            return visit.page(page.body, status: .unprocessableContent)
        }
        let found = try await visit.house.pool.read { try $0.reports.check(note) }
        page.answer = found.map { VerifyPage.Answer.receipt($0) } ?? .noReceipt
        return visit.page(page.body)
    }

    static func create(_ visit: Visit) async throws -> Response {
        var page = VerifyPage(frame: visit.frame())
        guard let file = try visit.upload().file else {
            page.problems = [
                FieldProblem(field: VerifyField.file, label: "ファイル", sentence: "確かめるファイルを選んでください。")
            ]
            return visit.page(page.body, status: .unprocessableContent)
        }
        let keys = try await visit.house.pool.read { try $0.signingKeys.all() }
        page.answer = .file(try await Offload.run { FileVerification(file, keys: keys) })
        return visit.page(page.body)
    }
}
