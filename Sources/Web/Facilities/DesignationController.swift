import Database
import Documents
import Domain
import Hummingbird
import Store

/// Where a prefecture sends its list of designations (R31 R40).
enum DesignationController {
    /// So many of the reports sent so far are listed.
    private static let most = 50

    static func index(_ visit: Visit) async throws -> Response {
        let page = try await page(visit, DesignationUpload(today: visit.now.day))
        return visit.page(page.body)
    }

    /// Keeps a list; nothing is changed by it yet.
    static func create(_ visit: Visit) async throws -> Response {
        let (account, own) = try visit.officer()
        let upload = try visit.upload()
        var form = DesignationUpload(today: visit.now.day)
        guard let from = form.read(upload.fields, today: visit.now.day) else { return try await refused(visit, form) }
        let pasted = form.pasted.isEmpty ? nil : Array(form.pasted.utf8)
        guard let bytes = upload.file ?? pasted else {
            form.problems = [
                FieldProblem(
                    field: DesignationUpload.Field.file, label: "指定報告のファイル", sentence: "ファイルを選ぶか、表を貼り付けてください。")
            ]
            return try await refused(visit, form)
        }
        let name = upload.file == nil ? "貼り付けた表" : Self.shown(upload.fileName ?? "")
        let file: DesignationFile
        do {
            let called = upload.fileName
            file = try await Offload.run { try DesignationFile(bytes, fileName: called ?? "") }
        } catch Problem.refusedFile(let faults, let total) {
            (form.faults, form.totalFaults) = (faults, total)
            return try await refused(visit, form)
        }
        let (now, scope) = (visit.now, form.scope)
        let instead = upload.fields.typed(DesignationUpload.Field.instead)
        let report = try await visit.house.pool.writeAlone { db in
            let store = db.designationReports
            // The mended file takes the place of the one at fault.
            if Visit.isKey(instead), let former = try store.find(instead, in: own),
                former.state == .checking || former.state == .checked
            {
                try store.discard(former.id, in: own, at: now, by: account.actor)
            }
            return try store.keep(
                file.rows, fileName: name, scope: scope, validFrom: from, in: own, by: account.actor, at: now)
        }
        return visit.redirect(Links().designationReport(report))
    }

    /// A file's name as lists show it: without folders, and not too long.
    private static func shown(_ fileName: String) -> String {
        let name = fileName.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? ""
        let plain = String(String.UnicodeScalarView(name.unicodeScalars.filter { $0.value >= 0x20 }.prefix(100)))
        return plain.isEmpty ? "名前のないファイル" : plain
    }

    private static func refused(_ visit: Visit, _ form: DesignationUpload) async throws -> Response {
        visit.page(try await page(visit, form).body, status: .unprocessableContent)
    }

    private static func page(_ visit: Visit, _ form: DesignationUpload) async throws -> DesignationIndexPage {
        let (_, own) = try visit.officer()
        let today = visit.now.day
        let (reports, names) = try await visit.house.pool.read { db in
            let reports = try db.designationReports.all(in: own, limit: most)
            return (reports, try db.audit.names(of: reports.map(\.recordedBy), on: today))
        }
        var page = DesignationIndexPage(frame: visit.frame(.designations), upload: form, reports: reports)
        page.names = names
        return page
    }
}

extension Visit {
    /// Who may say who reports in a prefecture, and in which.
    func officer() throws(Problem) -> (Account, Prefecture) {
        let account = try signedIn(to: .designate)
        guard let own = account.prefecture else { throw .notFound }
        return (account, own)
    }
}
