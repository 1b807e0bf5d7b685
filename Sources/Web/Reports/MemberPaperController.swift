import Database
import Documents
import Domain
import Hummingbird
import Store

/// The form on paper, one page a member (R18).
enum MemberPaperController {
    static func show(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn()
        let (form, day) = (try visit.survey(), try visit.day())
        guard let association = account.association else { throw Problem.notFound }
        let head = try await visit.house.pool.read { try $0.associations.letterhead(of: association) }
        guard let head else { throw Problem.notFound }
        let rows = visit.asked("blank") == nil ? try await visit.memberSheet(.day).rows : []
        let papers = rows.map { row in
            MemberPaper(form: form, day: day, association: head, member: (row.facility, row.name, row.facts))
        }
        // Without anybody who is asked the blank form is what is left.
        let blank = MemberPaper(form: form, day: day, association: head, member: nil)
        let all = papers.isEmpty ? [blank] : papers
        let bytes = try await PDFDocument.bytes(PDFInfo(title: "\(form.title) 報告用紙", author: head.name)) { document in
            for paper in all { try paper.draw(to: document) }
        }
        return try visit.file(bytes, "application/pdf", named: "paper.pdf")
    }
}
