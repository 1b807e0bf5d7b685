import Domain
import HTTPTypes

extension ProgramOperation {
    /// Everything that programs can ask for.
    static let all: [ProgramOperation] = about + reading + writing

    private static let about = [
        ProgramOperation(
            name: "showAccount", method: .get, path: "/account", summary: "このキーのID、いまの日時", done: [(200, "Account")],
            refused: [422], handler: ProgramReading.account),
        ProgramOperation(
            name: "listSurveys", method: .get, path: "/surveys", summary: "調査の一覧", done: [(200, "Surveys")],
            refused: [422], handler: ProgramDuties.surveys),
        ProgramOperation(
            name: "listFacilities", method: .get, path: "/facilities", summary: "とりまとめ団体がいま報告する医療機関の一覧",
            done: [(200, "Facilities")], refused: [404, 422], handler: ProgramDuties.facilities),
        ProgramOperation(
            name: "listMembers", method: .get, path: "/members/{survey}/{day}", summary: "とりまとめ団体の医療機関の、ある日の報告状況",
            done: [(200, "Members")], refused: [404, 422], handler: ProgramDuties.members),
    ]

    private static let reading = [
        ProgramOperation(
            name: "listDuties", method: .get, path: "/duties", summary: "報告の予定と状況（締切、報告済みかどうか）",
            query: [("from", "最初の日。なければ28日前"), ("through", "最後の日。なければ6日先")], done: [(200, "Duties")],
            refused: [404, 422], isOfFacility: true, handler: ProgramDuties.index),
        ProgramOperation(
            name: "showForm", method: .get, path: "/forms/{survey}", summary: "ある日の調査票（この医療機関にお尋ねする項目、上限、説明、確かめること）",
            query: [("day", "実績の日。なければ次に締切が来る日")], done: [(200, "Form")], refused: [404, 422],
            isOfFacility: true, handler: ProgramReading.form),
        ProgramOperation(
            name: "showReport", method: .get, path: "/reports/{survey}/{day}", summary: "いまの報告。ETag は版の番号",
            done: [(200, "Report")], refused: [404, 422], isOfFacility: true, handler: ProgramReading.report),
        ProgramOperation(
            name: "listRevisions", method: .get, path: "/reports/{survey}/{day}/revisions", summary: "これまでのすべての版。古い順",
            done: [(200, "Revisions")], refused: [404, 422], isOfFacility: true, handler: ProgramReading.revisions),
        ProgramOperation(
            name: "showReceipt", method: .get, path: "/reports/{survey}/{day}/revisions/{revision}/receipt",
            summary: "ある版の受付票", done: [(200, "Receipt")], refused: [404, 422], isOfFacility: true,
            handler: ProgramReading.receipt),
    ]

    private static let writing = [
        ProgramOperation(
            name: "checkReport", method: .post, path: "/reports/{survey}/check", summary: "確かめるだけで、保存しない",
            body: .report, done: [(200, "Checked")], refused: [400, 404, 409, 413, 415, 422], isOfFacility: true,
            handler: ProgramReports.check),
        ProgramOperation(
            name: "sendReport", method: .post, path: "/reports/{survey}", summary: "報告する、訂正する",
            body: .report, done: [(201, "Stored"), (200, "Stored")], refused: [400, 404, 409, 413, 415, 422],
            changes: true, isOfFacility: true, handler: ProgramReports.create),
        ProgramOperation(
            name: "withdrawReport", method: .post, path: "/reports/{survey}/{day}/withdrawal", summary: "報告を取り下げる",
            body: .schema("WithdrawalBody"), done: [(201, "Stored")], refused: [400, 404, 409, 413, 415, 422],
            changes: true, isOfFacility: true, handler: ProgramReports.withdraw),
        ProgramOperation(
            name: "markClosed", method: .post, path: "/reports/{survey}/{day}/closed-mark",
            summary: "「開設なし・実績なし」にする、取り消す", body: .schema("ClosedBody"), done: [(200, "Closed")],
            refused: [400, 404, 409, 413, 415, 422], changes: true, isOfFacility: true, handler: ProgramReports.mark),
    ]
}
