import Domain
import Store

/// The mails that were queued and sent, the newest first; what stops them; what waits to be released (R4 R14).
public struct MailsPage: Sendable {
    public var frame: PageFrame
    public var filter: MailFilter
    public var mails: [MailEntry] = []
    /// How many stand in the states in which there are few.
    public var counts: [MailState: Int] = [:]
    public var held: [HeldBatch] = []
    /// Why senders stopped.
    public var faults: [String] = []
    public var way = Mailing.Way.server
    /// The last mail, where there are more.
    public var next: String?

    public init(frame: PageFrame, filter: MailFilter) {
        self.frame = frame
        self.filter = filter
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "メール",
            main: """
                <div class="stack far">
                <div class="title"><div><h1>メール</h1><p>IDやパスワードのお知らせなど、システムが送るメールです。</p></div></div>
                \(standing)
                \(if: !held.isEmpty, heldTable)
                <section class="stack" aria-label="メールの一覧">
                <nav aria-label="状態"><ul class="tabs">\(tab(nil))\(each: MailState.allCases, tab)</ul></nav>
                \(purposes)
                \(mails.isEmpty ? "<div class=\"empty\"><b>あてはまるメールはありません</b></div>" : table)
                \(next.map { "<p><a href=\"\(frame.links.mails(filter, before: $0))\">次の\(MailController.perPage)件</a></p>" })
                </section>
                </div>
                """,
            isWide: true
        ).html
    }

    private var standing: HTML? {
        if !faults.isEmpty {
            return """
                <div class="sum" role="status"><h2>メールの送信が止まっています</h2>
                <p>メールサーバーの設定に問題があります。システムの管理者にお伝えください。メールは失われません。直ると自動で送られます。</p>
                <ul>\(each: faults, { "<li>\($0)</li>" })</ul></div>
                """
        }
        switch way {
        case .server: return nil
        case .nowhere:
            return """
                <div class="sum ask" role="status"><h2>メールサーバーが設定されていません</h2>
                <p>メールは「送信待ち」のまま保管されています。設定すると自動で送られます。</p></div>
                """
        case .shown:
            return """
                <div class="sum ask" role="status"><h2>見本のため、メールは外へ送られません</h2>
                <p><a href="\(frame.links.shownMails)">送ったことになったメールを読む</a></p></div>
                """
        }
    }

    private var heldTable: HTML {
        """
        <section class="stack" aria-labelledby="page-held"><h2 id="page-held">保留しているまとまり</h2>
        <table class="tbl cards"><thead><tr><th scope="col">まとまり</th><th scope="col">いつから</th>\
        <th scope="col" class="n">通数</th><th scope="col">送る</th></tr></thead><tbody>
        \(each: held, { batch in
            "<tr><th scope=\"row\"><a href=\"\(frame.links.mails(MailFilter(batch: batch.batch)))\">\(batch.batch)</a></th><td data-h=\"いつから\">\(batch.since.words(in: frame.today))</td><td data-h=\"通数\" class=\"n\">\(Figure.grouped(batch.mails))</td><td>\(release(batch))</td></tr>\n"
        })</tbody></table></section>
        """
    }

    private func release(_ batch: HeldBatch) -> HTML {
        """
        <form method="post" action="\(frame.links.batchRelease)">\(frame.csrfField)\
        <input type="hidden" name="\(FieldName.batch)" value="\(batch.batch)">\
        <button class="btn two-nd sm">\(Figure.grouped(batch.mails))通を送る</button></form>
        """
    }

    private func tab(_ state: MailState?) -> HTML {
        var wanted = filter
        wanted.state = state
        let count = state.flatMap { counts[$0] }
        return """
            <li><a href="\(frame.links.mails(wanted))"\(if: state == filter.state, " aria-current=\"page\"")>\
            \(state?.label ?? "すべて")\(count.map { " <span>\(Figure.grouped($0))</span>" })</a></li>
            """
    }

    private var purposes: HTML {
        """
        <form class="row" method="get" action="\(frame.links.mails)">
        \(filter.state.map { "<input type=\"hidden\" name=\"\(FieldName.state)\" value=\"\($0.rawValue)\">" })
        \(filter.batch.map { "<input type=\"hidden\" name=\"\(FieldName.batch)\" value=\"\($0)\">" })
        <div class="field"><label for="\(FieldName.purpose)">種類</label>
        <div class="row"><select id="\(FieldName.purpose)" name="\(FieldName.purpose)"><option value="">すべて</option>\
        \(each: MailDraft.Purpose.allCases, { purpose in
            "<option value=\"\(purpose.rawValue)\"\(if: purpose == filter.purpose, " selected")>\(purpose.label)</option>"
        })</select> <button class="btn two-nd">しぼる</button></div></div>
        </form>
        """
    }

    private var table: HTML {
        """
        <table class="tbl dense cards">
        <thead><tr><th scope="col">種類</th><th scope="col">宛先</th><th scope="col">ID</th><th scope="col">状態</th>\
        <th scope="col" class="n">作った日時</th><th scope="col" class="n">送った日時</th></tr></thead>
        <tbody>
        \(each: mails, row)</tbody>
        </table>
        """
    }

    private func row(_ mail: MailEntry) -> HTML {
        """
        <tr><th scope="row"><a href="\(frame.links.mail(mail.id))">\(mail.purpose.label)\
        <span class="vh">(\(mail.address))</span></a></th>\
        <td data-h="宛先"><bdi>\(mail.address)</bdi></td><td data-h="ID">\(owner(mail))</td>\
        <td data-h="状態">\(mail.state.chip.html)</td>\
        <td data-h="作った日時" class="n nb">\(mail.recordedAt.words(in: frame.today))</td>\
        <td data-h="送った日時" class="n nb\(if: mail.sentAt == nil, " none")">\(mail.sentAt?.words(in: frame.today) ?? "—")</td></tr>

        """
    }

    private func owner(_ mail: MailEntry) -> HTML? {
        guard let account = mail.account, let loginId = mail.loginId else { return nil }
        return #"<a href="\#(frame.links.helpDesk(account: account))">\#(loginId)</a>"#
    }
}

extension MailState {
    var chip: Chip {
        switch self {
        case .held: Chip(.hold, label)
        case .queued, .sending: Chip(.due, label)
        case .sent: Chip(.ok, label)
        case .failed, .bounced: Chip(.error, label)
        case .cancelled: Chip(.off, label)
        }
    }
}
