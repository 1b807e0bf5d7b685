import Database
import Documents
import Domain
import HTTPTypes
import Hummingbird
import Store

/// One designation report: looked at, decided, applied, given up (R31 R40).
enum DesignationReportController {
    /// So many issued IDs stand on the page; the file has them all.
    private static let mostIssued = 100

    static func show(_ visit: Visit) async throws -> Response {
        var page = try await page(visit)
        if page.report.state == .takenBack,
            let alone = visit.asked(DesignationReportPage.aloneField).flatMap({ Int($0) }),
            (1...100_000).contains(alone)
        {
            page.summary =
                DoneBox(
                    heading: "取り消しました",
                    sentence: "\(Figure.grouped(alone))医療機関は、前に報告していた団体が終わっているため、自院が報告します。"
                ).html
        }
        var response = visit.page(page.body)
        if page.report.state == .checking, let refresh = HTTPField.Name("Refresh") {
            response.headers[refresh] = String(DesignationReportPage.refreshSeconds)
        }
        return response
    }

    /// The same institution, or another one.
    static func decide(_ visit: Visit) async throws -> Response {
        let (account, own) = try visit.officer()
        let (id, now) = (try visit.key("report"), visit.now)
        guard let line = Int(try visit.parameter("line")), line > 0 else { throw Problem.notFound }
        let typed = try visit.form().typed(DesignationReportPage.Field.decision)
        let (report, row) = try await visit.house.pool.read { db in
            guard let report = try db.designationReports.find(id, in: own),
                let row = try db.designationReports.row(of: id, line: line)
            else { throw Problem.notFound }
            return (report, row)
        }
        // Applied or given up in another window: its page says so.
        guard report.state == .checked else { return visit.redirect(Links().designationReport(id)) }
        guard let decision = Self.decision(typed, of: row) else {
            let field = DesignationChoices.field(line)
            let problem = FieldProblem(
                field: field, label: "\(line)行", sentence: "同じ医療機関か、別の新しい医療機関かを選んでください。")
            return try await refused(visit, problem)
        }
        try await visit.house.pool.writeAlone { db in
            _ = try db.designationReports.decide(id, line: line, decision, in: own, at: now, by: account.actor)
        }
        return visit.redirect(Links().designationReport(id))
    }

    /// What was chosen of what was offered; nil for anything else.
    private static func decision(_ typed: String, of row: DesignationRow) -> DesignationRow.Decision? {
        if typed == DesignationChoices.new { return .new }
        return row.candidates.first { $0.facility == typed }.flatMap { Facility.ID($0.facility) }.map { .same($0) }
    }

    /// The officer typed how many entries end.
    static func confirmEnds(_ visit: Visit) async throws -> Response {
        let (account, own) = try visit.officer()
        let (id, now) = (try visit.key("report"), visit.now)
        let field = DesignationReportPage.Field.ends
        let typed = try visit.form().typed(field)
        // A number that cannot be read is no number of ends.
        let number = Int(SearchKey.fold(typed).filter { $0 != "," && $0 != "件" }) ?? -1
        do {
            try await visit.house.pool.write { db in
                guard let report = try db.designationReports.find(id, in: own) else { throw Problem.notFound }
                guard report.state == .checked else { return }
                try db.designationReports.confirmEnds(id, number, in: own, at: now, by: account.actor)
            }
        } catch Problem.invalid {
            let report = try await page(visit).report
            let sentence = "終了するのは\(Figure.grouped(report.count(.ended)))件です。「終了」の内容を確かめて、この件数を入力してください。"
            return try await refused(
                visit, FieldProblem(field: field, label: "終了する件数", sentence: sentence), ends: typed)
        }
        return visit.redirect(Links().designationReport(id))
    }

    /// Applies it whole, or shows again what stands in the way.
    static func apply(_ visit: Visit) async throws -> Response {
        let (account, own) = try visit.officer()
        let (id, surveys) = (try visit.key("report"), visit.house.surveys)
        let order = DesignationReportStore.Order(
            by: account, at: visit.now, mailedAt: visit.arrived, holds: visit.house.holdsNotifications)
        let outcome = try await visit.house.pool.writeAlone {
            try $0.designationReports.apply(id, in: own, surveys: surveys, order)
        }
        switch outcome {
        case .applied, .obstacle(.done): return visit.redirect(Links().designationReport(id))
        case .changedMeanwhile:
            return try await stopped(
                visit, "登録が変わったため、まだ反映していません", "確かめたあとに、同じ医療機関の登録が変わりました。下の内容はいまの登録とくらべ直したものです。もう一度確かめてから反映してください。")
        case .obstacle:
            return try await stopped(visit, "まだ反映できません", "下の内容をご確認ください。まだ何も変えていません。")
        }
    }

    /// Gives it up.
    static func discard(_ visit: Visit) async throws -> Response {
        let (account, own) = try visit.officer()
        let (id, now) = (try visit.key("report"), visit.now)
        do {
            try await visit.house.pool.write {
                try $0.designationReports.discard(id, in: own, at: now, by: account.actor)
            }
        } catch Problem.refused {
            // Somebody applied it meanwhile: its page says so.
            return visit.redirect(Links().designationReport(id))
        }
        return visit.redirect(Links().designationReports)
    }

    /// Every ID that was issued, to hand on.
    static func issued(_ visit: Visit) async throws -> Response {
        let (_, own) = try visit.officer()
        let id = try visit.key("report")
        let issued = try await visit.house.pool.read { db in
            guard try db.designationReports.find(id, in: own) != nil else { throw Problem.notFound }
            return try db.designationReports.issued(by: id)
        }
        var file = CSVWriter(byteOrderMark: true)
        file.write(["ログインID", "医療機関名", "知らせかた"])
        for one in issued { file.write([one.loginId, one.name, one.notifyBy.label]) }
        return .file(file.bytes, "issued-ids.csv", "text/csv; charset=utf-8")
    }

    private static func refused(_ visit: Visit, _ problem: FieldProblem, ends: String = "") async throws -> Response {
        var page = try await page(visit)
        (page.problem, page.typedEnds) = (problem, ends)
        page.summary = ErrorSummary(problems: [problem], anchors: page.fields, isFirst: true).html
        return visit.page(page.body, status: .unprocessableContent)
    }

    private static func stopped(_ visit: Visit, _ heading: String, _ sentence: String) async throws -> Response {
        var page = try await page(visit)
        page.summary = ErrorSummary(heading: heading, sentence: sentence).html
        return visit.page(page.body, status: .conflict)
    }

    static func page(_ visit: Visit) async throws -> DesignationReportPage {
        let (_, own) = try visit.officer()
        let id = try visit.key("report")
        let (show, number, now) = (visit.asked("show"), visit.asked("page"), visit.now)
        let (frame, holds) = (visit.frame(.designations), visit.house.holdsNotifications)
        return try await visit.house.pool.read { db in
            let store = db.designationReports
            guard let report = try store.find(id, in: own) else { throw Problem.notFound }
            let (verdict, asked) = DesignationTabs.asked(show, number, report)
            let rows = try store.page(
                of: id, verdict: verdict, skipping: (asked - 1) * DesignationTabs.perPage,
                limit: DesignationTabs.perPage)
            var tabs = DesignationTabs(shown: verdict, page: asked, rows: rows.compactMap(\.row))
            tabs.leftOut = Set(rows.filter(\.cells.isEmpty).map(\.line))
            var page = DesignationReportPage(frame: frame, report: report, rows: tabs, now: now)
            page.names = try db.audit.names(of: [report.recordedBy, report.appliedBy].compactMap(\.self), on: now.day)
            if report.state == .checked {
                page.faulty = try store.rows(of: id, verdict: .fault, limit: DesignationFaultSection.most)
                page.undecided = try store.rows(of: id, verdict: .undecided, limit: DesignationChoices.most)
            }
            let issued = try store.issued(by: id)
            page.issued = Array(issued.prefix(mostIssued))
            let moved = try [DesignationRow.Verdict.added, .changed, .ended].flatMap {
                try report.count($0) == 0 ? [] : store.rows(of: id, verdict: $0, limit: DesignationReportStore.mostRows)
            }
            // Who is in the register may have an ID already, of which nobody was told yet.
            let telling = moved.filter { !$0.notification.isEmpty }
            let first = try telling.count { $0.facility == nil } + store.withoutID(telling.compactMap(\.facility)).count
            let isApplied = report.state == .applied || report.state == .takenBack
            page.effects = DesignationEffects(of: moved, issued: isApplied ? issued.count : first, holds: holds)
            return page
        }
    }
}

extension Response {
    /// A file to be saved; never kept by caches between people.
    static func file(_ bytes: [UInt8], _ name: String, _ type: String) -> Response {
        Response(
            headers: [
                .contentType: type, .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(name)\"",
            ], bytes: bytes)
    }
}
