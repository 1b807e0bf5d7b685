import Domain
import Store

/// The sorts of records that the tabs show.
public enum RecordFilter: String, Sendable, CaseIterable {
    case all, mails, letters, procedures

    var label: String {
        switch self {
        case .all: "すべて"
        case .mails: "メール"
        case .letters: "手紙"
        case .procedures: "操作"
        }
    }

    var query: [(name: String, value: String)] { self == .all ? [] : [("records", rawValue)] }

    func holds(_ record: AccountRecord) -> Bool {
        switch (self, record.content) {
        case (.all, _), (.mails, .mail), (.letters, .letter), (.procedures, .procedure), (.procedures, .deed): true
        default: false
        }
    }
}

/// Mails, letters and what was done (やりとりと操作の記録).
struct RecordTable {
    var frame: PageFrame
    var desk: AccountDesk
    var filter: RecordFilter

    var html: HTML {
        let shown = desk.records.filter(filter.holds)
        return """
            <section class="stack near" aria-labelledby="page-records"><h2 id="page-records">やりとりと操作の記録</h2>
            <nav aria-label="記録の種類"><ul class="tabs">\(each: RecordFilter.allCases, tab)</ul></nav>
            \(if: shown.isEmpty, "<div class=\"empty\"><b>記録はありません</b></div>")\
            \(if: !shown.isEmpty, table(shown))
            </section>
            """
    }

    private func tab(_ tab: RecordFilter) -> HTML {
        let link = frame.links.helpDesk(account: desk.account.id, records: tab)
        let current: HTML = tab == filter ? " aria-current=\"page\"" : ""
        return """
            <li><a href="\(link)"\(current)>\(tab.label) <span>\(desk.records.count(where: tab.holds))</span></a></li>
            """
    }

    private func table(_ records: [AccountRecord]) -> HTML {
        """
        <table class="tbl dense cards"><caption class="vh">やりとりと操作の記録</caption>
        <thead><tr><th scope="col">日時</th><th scope="col">種類</th><th scope="col">内容</th>\
        <th scope="col">結果</th><th scope="col">担当</th></tr></thead>
        <tbody>
        \(each: records, row)</tbody></table>
        """
    }

    private func row(_ record: AccountRecord) -> HTML {
        let words = RecordWords(record, frame.links)
        return """
            <tr><td data-h="日時" class="nb">\(record.at.words(in: frame.today))</td><td data-h="種類" class="nb">\(words.kind)</td>\
            <td data-h="内容">\(words.content)</td><td data-h="結果">\(words.result.bare)</td>\
            <td data-h="担当"><bdi>\(record.by ?? "自動")</bdi></td></tr>

            """
    }
}

/// One record in words.
struct RecordWords {
    let kind: String
    let content: HTML
    let result: Chip

    init(_ record: AccountRecord, _ links: Links) {
        switch record.content {
        case .mail(let id, let purpose, let address, let state, let answer):
            kind = "メール"
            content = """
                <a href="\(links.mail(id))">\(purpose?.label ?? "メール")</a> <bdi>\(address)</bdi>
                """
            result = Self.mail(state, answer)
        case .letter(let batch, let dispatched):
            kind = "手紙"
            content = """
                <a href="\(links.letters(batch))">IDのお知らせ</a>
                """
            result = dispatched == nil ? Chip(.due, "発送待ち") : Chip(.ok, "発送")
        case .procedure(let action, let way, let checked):
            kind = "操作"
            content = "\(Self.procedure(action, way, checked))"
            result = Chip(.ok, "完了")
        case .deed(let action, let detail):
            kind = "操作"
            content = "\(Self.deed(action, detail))"
            result = Chip(.ok, "完了")
        }
    }

    private static func mail(_ state: String, _ answer: String) -> Chip {
        switch state {
        case "sent": Chip(.ok, "送った")
        case "bounced": Chip(.error, "不達 \(answer.prefix(60))")
        case "failed": Chip(.error, "送れなかった \(answer.prefix(60))")
        case "held": Chip(.hold, "保留中")
        case "cancelled": Chip(.off, "取りやめ")
        default: Chip(.due, "送信待ち")
        }
    }

    private static func procedure(
        _ action: String, _ way: IdentityCheck.Way?, _ checked: [IdentityCheck.Part]
    ) -> String {
        let parts = action.split(separator: ":").map(String.init)
        if parts.first == "call" {
            return "電話の用件: " + (parts.last.flatMap(CallKind.init(rawValue:))?.label ?? "そのほか")
        }
        let words = parts.first.flatMap(Procedure.init(rawValue:))?.words ?? "手続き"
        let reason = parts.first == "rest" ? "(\(RestReason.words(of: action)))" : ""
        let asked = checked.map(\.label).joined(separator: "と")
        return "\(words)\(reason)(本人確認: \(asked)、\(way?.label ?? ""))"
    }

    private static func deed(_ action: String, _ detail: [String: String]) -> String {
        switch action {
        case "account.create": "IDを発行した"
        case "account.notify": detail["by"] == "letter" ? "IDを手紙で知らせた" : "IDをメールで知らせた"
        case "account.notifyBy": "知らせ方を変えた"
        case "account.rest": "IDを止めた"
        case "account.wake": "IDをまた使えるようにした"
        case "account.tellsOfDevices": "新しい機器のお知らせの設定を変えた"
        case "password.set": "パスワードを決めた"
        case "contact.create": "連絡先を登録した"
        case "colleague.create": "同僚を登録した"
        case "colleague.end": "同僚の利用を終えた"
        default: AuditWords.action(action)
        }
    }
}
