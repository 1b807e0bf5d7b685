import Database
import Documents
import Domain
import Hummingbird
import Store

/// IDs for one institution at a time, and where lists are sent (R4).
enum IssueController {
    static func new(_ visit: Visit) async throws -> Response {
        _ = try visit.signedIn().permit(.manageAccounts)
        return visit.page(try await page(visit).body)
    }

    static func create(_ visit: Visit) async throws -> Response {
        let actor = try visit.signedIn()
        _ = try actor.permit(.manageAccounts)
        var page = try await page(visit)
        let sent = try visit.form()
        page.form.read(sent, today: visit.now.day)
        if let obstacle = visit.obstacle(to: sent) {
            (page.form.problems, page.frame.obstacle) = ([], obstacle)
            return visit.page(page.body, after: obstacle)
        }
        guard page.form.problems.isEmpty, let wanted = page.form.institution, let day = page.form.day else {
            return visit.page(page.body, status: .unprocessableContent)
        }
        let goesOn = page.form.goesOn
        let code = FacilityCode(wanted.attributes.facilityCode)
        if !goesOn { page.form.codeWarning = code?.checkDigitFault }
        let isCodeSound = page.form.codeWarning == nil
        let order = AccountIssue.Order(at: visit.now, by: actor.actor)
        let surveys = visit.house.surveys
        do {
            // Looked up and issued in one transaction, so that two who issue for the same one both see it.
            let outcome = try await visit.house.pool.write { db -> Outcome in
                let doubles = try db.accountIssue.possibleDoubles(of: wanted)
                guard (doubles.isEmpty && isCodeSound) || goesOn else { return .doubles(doubles) }
                let placed = try db.accountIssue.municipalities().placing(wanted)
                return .issued(
                    try db.accountIssue.issue([placed], from: day, surveys: surveys, order)[0].account.id)
            }
            switch outcome {
            case .issued(let account):
                return visit.redirect(Links().helpDesk(account: account, done: "issued"))
            case .doubles(let doubles):
                page.form.doubles = doubles
            }
        } catch Problem.refused(let japanese, _) {
            page.form.problems = [FieldProblem(field: "prefecture", label: "都道府県", sentence: japanese)]
        }
        return visit.page(page.body, status: .unprocessableContent)
    }

    private enum Outcome: Sendable {
        case issued(String)
        case doubles([PossibleDouble])
    }

    static func page(_ visit: Visit) async throws -> IssuePage {
        let runs = try await visit.house.pool.read { try $0.issueRuns.newest() }
        var page = IssuePage(frame: visit.frame(.issue), form: IssueForm(today: visit.now.day), runs: runs)
        page.holds = visit.house.holdsNotifications
        return page
    }
}

/// A list of institutions, sent or pasted (R4).
enum IssueListController {
    /// The empty list to fill in.
    static func show(_ visit: Visit) async throws -> Response {
        _ = try visit.signedIn().permit(.manageAccounts)
        return Response(
            headers: [
                .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"id-list.csv\"",
            ], bytes: IssueList.blank)
    }

    static func create(_ visit: Visit) async throws -> Response {
        let actor = try visit.signedIn()
        _ = try actor.permit(.manageAccounts)
        let upload = try visit.upload()
        let pasted = upload.fields.typed("text")
        guard let bytes = upload.file ?? (pasted.isEmpty ? nil : Array(pasted.utf8)) else {
            let nothing = LineProblem(line: nil, japanese: "ファイルを選ぶか、表を貼り付けてください。", english: "nothing was sent")
            return try await refused(visit, pasted, [nothing], total: 1)
        }
        let list: IssueList
        do {
            list = try await Offload.run { try IssueList(bytes, name: upload.fileName) }
        } catch Problem.refusedFile(let faults, let total) {
            return try await refused(visit, pasted, faults, total: total)
        }
        let (now, holds) = (visit.now, visit.house.holdsNotifications)
        let run = try await visit.house.pool.writeAlone { db in
            try db.issueRuns.keep(list, holds: holds, at: now, by: actor.actor)
        }
        return visit.redirect(Links().issueRun(run))
    }

    private static func refused(
        _ visit: Visit, _ pasted: String, _ faults: [LineProblem], total: Int
    ) async throws -> Response {
        var page = try await IssueController.page(visit)
        (page.pasted, page.faults, page.totalFaults) = (pasted, faults, total)
        return visit.page(page.body, status: .unprocessableContent)
    }
}

/// A list that waits, is worked at, or is done (R4).
enum IssueRunController {
    static func show(_ visit: Visit) async throws -> Response {
        let run = try await run(visit)
        let doubtful = try await visit.house.pool.read { try $0.issueRuns.doubtful(run.id) }
        let page = IssueRunPage(frame: visit.frame(.issue), run: run, doubtful: doubtful, now: visit.now)
        return visit.page(page.body)
    }

    /// Begins it.
    static func create(_ visit: Visit) async throws -> Response {
        let run = try await run(visit)
        let form = try visit.form()
        let (holds, doubles) = (form.typed("notifications") == "held", form.typed("doubles") == "issue")
        let (now, actor) = (visit.now, try visit.signedIn().actor)
        try await visit.house.pool.write {
            try $0.issueRuns.begin(run.id, holds: holds, withDoubles: doubles, at: now, by: actor)
        }
        return visit.redirect(Links().issueRun(run.id))
    }

    /// Lets its mails go.
    static func update(_ visit: Visit) async throws -> Response {
        let run = try await run(visit)
        let (now, actor) = (visit.now, try visit.signedIn().actor)
        _ = try await visit.house.pool.write { try $0.issueRuns.release(run.id, at: now, by: actor) }
        return visit.redirect(Links().issueRun(run.id))
    }

    /// Every ID of the list, to hand on.
    static func issued(_ visit: Visit) async throws -> Response {
        let run = try await run(visit)
        let issued = try await visit.house.pool.read { try $0.issueRuns.issued(run.id) }
        var file = CSVWriter(byteOrderMark: true)
        file.write(["行", "ログインID", "医療機関名", "知らせ方"])
        for one in issued { file.write([String(one.line), one.loginId, one.name, one.notifyBy.label]) }
        return Response(
            headers: [
                .contentType: "text/csv; charset=utf-8", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"issued-ids.csv\"",
            ], bytes: file.bytes)
    }

    private static func run(_ visit: Visit) async throws -> IssueRunStore.Run {
        _ = try visit.signedIn().permit(.manageAccounts)
        let id = try visit.parameter("run")
        guard let run = try await visit.house.pool.read({ try $0.issueRuns.find(id) }) else { throw Problem.notFound }
        return run
    }
}
