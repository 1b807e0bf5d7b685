import Database
import Domain
import Hummingbird
import Store

/// An applied designation report is taken back by a new act, from a day on (R31).
enum DesignationTakeBackController {
    private static let from = DesignationReportPage.Field.from

    static func new(_ visit: Visit) async throws -> Response {
        let report = try await report(visit)
        guard report.state == .applied else { return visit.redirect(Links().designationReport(report.id)) }
        return visit.page(page(visit, report).body)
    }

    static func create(_ visit: Visit) async throws -> Response {
        let (account, own) = try visit.officer()
        let report = try await report(visit)
        guard report.state == .applied else { return visit.redirect(Links().designationReport(report.id)) }
        let now = visit.now
        var reading = FieldReading(try visit.form())
        let day = reading.day(from, "いつから", near: now.day)
        guard let day, reading.problems.isEmpty else {
            return again(visit, report, reading.form, reading.problems)
        }
        let surveys = visit.house.surveys
        do {
            let alone = try await visit.house.pool.writeAlone { db in
                try db.designationReports.takeBack(
                    report.id, from: day, in: own, surveys: surveys, at: now, by: account.actor)
            }
            let told = alone == 0 ? [] : [(name: DesignationReportPage.aloneField, value: String(alone))]
            return visit.redirect(Links().designationReport(report.id, query: told))
        } catch Problem.invalid(let problems) {
            return again(visit, report, reading.form, problems)
        } catch Problem.refused(let japanese, _) {
            let problem = FieldProblem(field: from, label: "いつから", sentence: japanese)
            return again(visit, report, reading.form, [problem])
        }
    }

    private static func again(
        _ visit: Visit, _ report: DesignationReport, _ form: FormBody, _ problems: [FieldProblem]
    ) -> Response {
        visit.page(page(visit, report).again(form, problems).body, status: .unprocessableContent)
    }

    private static func report(_ visit: Visit) async throws -> DesignationReport {
        let (_, own) = try visit.officer()
        let id = try visit.key("report")
        guard let report = try await visit.house.pool.read({ try $0.designationReports.find(id, in: own) }) else {
            throw Problem.notFound
        }
        return report
    }

    static func page(_ visit: Visit, _ report: DesignationReport) -> OwnFormPage {
        page(visit.frame(.designations), report, today: visit.now.day)
    }

    static func page(_ frame: PageFrame, _ report: DesignationReport, today: Day) -> OwnFormPage {
        var page = OwnFormPage(
            frame: frame, title: "取込みの取り消し", action: frame.links.designationTakingBack(report.id),
            inputs: [
                RecordInput(
                    from, "いつから", .day, hint: "この日から、取り込む前の状態に戻ります。前の日までは、取り込んだ内容のままです。", typed: today.text)
            ], button: "取り消す",
            back: ("反映した指定報告", frame.links.designationReport(report.id)))
        page.isDanger = true
        page.lead = """
            <p><bdi>\(report.title)</bdi>(\(Figure.grouped(report.rows))行、\(report.outcome))を取り消します。</p>
            <ul>
            <li>取り込んだことも、取り消したことも、履歴に残ります。</li>
            <li>この取込みで発行したIDは止まります。消えることはなく、ほかの医療機関に使われることもありません。</li>
            <li>これまでに届いた報告は、そのまま残ります。</li>
            <li>取り込んだあとに別の操作で変えたところは、変えたままです。</li>
            <li>前に報告していた団体が終わっているところは、自院が報告します。</li>
            </ul>
            """
        return page
    }
}
