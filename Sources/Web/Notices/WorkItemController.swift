import Database
import Domain
import Hummingbird
import Store

/// What waits for somebody of the help desk: mails that did not arrive (R4 R14).
enum WorkItemController {
    /// Those that wait longest; there are rarely more.
    static let limit = 100

    static func index(_ visit: Visit) async throws -> Response {
        _ = try visit.helpDeskActor()
        let day = visit.now.day
        let (items, count) = try await visit.house.pool.read { db in
            (try db.workItems.open(on: day, limit: limit), try db.workItems.count())
        }
        return visit.page(WorkItemsPage(frame: visit.frame(.workItems), items: items, count: count).body)
    }
}

/// A work item that somebody has seen to.
enum WorkClosingController {
    static func create(_ visit: Visit) async throws -> Response {
        let (id, now, actor) = (try visit.parameter("item"), visit.now, try visit.helpDeskActor())
        guard let outcome = WorkOutcome(rawValue: try visit.form().typed(FieldName.outcome)) else {
            throw Problem.invalid([
                FieldProblem(field: FieldName.outcome, label: "どうしたか", sentence: "「どうしたか」を選んでください。")
            ])
        }
        try await visit.house.pool.write { try $0.workItems.close(id, outcome, at: now, by: actor) }
        return visit.redirect(Links().workItems)
    }
}

/// The list of what waits.
public struct WorkItemsPage: Sendable {
    public var frame: PageFrame
    public var items: [WorkItem]
    /// All that are open.
    public var count: Int

    public init(frame: PageFrame, items: [WorkItem], count: Int) {
        self.frame = frame
        self.items = items
        self.count = count
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "対応待ち",
            main: """
                <div class="stack far">
                <div class="title"><div><h1>対応待ち</h1><p>届かなかったメールです。別の方法で知らせてから、どうしたかを選んで閉じてください。</p></div></div>
                \(items.isEmpty ? "<div class=\"empty\"><b>対応待ちはありません</b></div>" : table)
                \(if: count > items.count, "<p>ほかに\(count - items.count)件あります。上から閉じると、続きが出ます。</p>")
                </div>
                """,
            isWide: true
        ).html
    }

    private var table: HTML {
        """
        <table class="tbl cards"><thead><tr><th scope="col">医療機関など</th><th scope="col">メール</th>\
        <th scope="col">相手の答え</th><th scope="col" class="n">いつから</th><th scope="col">どうしたか</th></tr></thead>
        <tbody>
        \(each: items.enumerated(), row)</tbody></table>
        """
    }

    private func row(_ index: Int, _ item: WorkItem) -> HTML {
        """
        <tr><th scope="row">\(owner(item))</th><td data-h="メール">\(mail(item))</td>\
        <td data-h="相手の答え" class="typed">\(item.answer)</td>\
        <td data-h="いつから" class="n nb">\(item.openedAt.words(in: frame.today))</td><td>\(closing(index, item))</td></tr>

        """
    }

    private func owner(_ item: WorkItem) -> HTML {
        guard let account = item.account else { return "—" }
        return """
            <a href="\(frame.links.helpDesk(account: account.id))"><bdi>\(account.name)</bdi></a> \
            <span class="small muted nb">ID \(account.loginId)</span>
            """
    }

    private func mail(_ item: WorkItem) -> HTML? {
        guard let mail = item.mail else { return nil }
        let state = item.kind == .bounce ? MailState.bounced : .failed
        return """
            <a href="\(frame.links.mail(mail))">\(item.purpose?.label ?? "メール")</a> \(state.chip.bare)<br>\
            <bdi class="small">\(item.address)</bdi>
            """
    }

    private func closing(_ index: Int, _ item: WorkItem) -> HTML {
        """
        <form class="row" method="post" action="\(frame.links.workClosing(item.id))">\(frame.csrfField)\
        <label class="vh" for="outcome-\(index)">どうしたか</label>\
        <select id="outcome-\(index)" name="\(FieldName.outcome)" required><option value="">選んでください</option>\
        \(each: WorkOutcome.allCases, { "<option value=\"\($0.rawValue)\">\($0.label)</option>" })</select> \
        <button class="btn two-nd sm">閉じる</button></form>
        """
    }
}
