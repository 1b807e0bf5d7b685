import Domain
import Store

/// One ID for the help desk: who, how it stands, what was written and done, and what can be done after a check.
public struct DeskPage: Sendable {
    public var frame: PageFrame
    public var desk: AccountDesk
    public var filter = RecordFilter.all
    /// What was just done.
    public var done: String?
    var ticks = DeskCheck.Ticks()
    /// What stood in the way of a procedure; that of somebody who lost the ID, or another one.
    var problem: FieldProblem?
    var isLostId = false
    var callProblem: FieldProblem?

    public init(frame: PageFrame, desk: AccountDesk) {
        self.frame = frame
        self.desk = desk
    }

    /// The procedures that need no page of their own.
    static let onPage: Set<Procedure> = [.reset, .resendId, .letter, .tellId, .mailId, .removeFactor]

    public var body: HTML {
        Layout(
            frame: frame, title: desk.account.name,
            main: """
                <div class="stack far">
                \(SearchField(links: frame.links).html)
                \(done.map { "<p class=\"live\" role=\"status\">\($0)</p>" })
                \(summary)
                <div class="two">
                <div class="stack far">
                <section class="stack" aria-labelledby="page-name">
                <div class="row apart"><h1 id="page-name"><bdi>\(desk.account.name)</bdi></h1>\(LifeChip.chip(desk.life).html)</div>
                \(DeskFacts(frame: frame, desk: desk).html)
                </section>
                \(LifeStrip(desk: desk, today: frame.today).html)
                \(RecordTable(frame: frame, desk: desk, filter: filter).html)
                </div>
                <div class="stack">
                \(DeskPanel(frame: frame, desk: desk, ticks: ticks, problem: isLostId ? nil : problem).html)
                \(LostIdPanel(frame: frame, desk: desk, ticks: ticks, problem: isLostId ? problem : nil).html)
                \(if: desk.account.facility != nil, sharedView)
                \(DeskAPIKeys(frame: frame, account: desk.account, keys: desk.keys).html)
                \(calls)
                </div>
                </div>
                </div>
                """, isWide: true
        ).html
    }

    private var summary: HTML? {
        guard let problem = problem ?? callProblem else { return nil }
        // The names of the fields' ids; those of the second form carry a prefix.
        let field = isLostId ? "lost-\(problem.field)" : problem.field
        let shown = FieldProblem(field: field, label: problem.label, sentence: problem.sentence)
        return ErrorSummary(problems: [shown], anchors: [field], isFirst: true).html
    }

    private var sharedView: HTML {
        """
        <section class="panel quiet" aria-labelledby="page-see"><h2 id="page-see">医療機関の画面を一緒に見る</h2>
        \(SharedCodeForm(frame: frame, account: desk.account.id).html)
        <p class="small muted">見るだけです。報告の入力や訂正はできません。</p></section>
        """
    }

    private var calls: HTML {
        """
        <section class="panel quiet" aria-labelledby="page-call"><h2 id="page-call">電話の用件</h2>
        <form class="stack near" method="post" action="\(frame.links.calls(desk.account.id))">\(frame.csrfField)
        <div class="field"><label for="kind">用件</label>\
        \(callProblem.map { "<p class=\"err\">\($0.sentence)</p>" })\
        <select id="kind" name="kind">\(each: CallKind.allCases, { "<option value=\"\($0.rawValue)\">\($0.label)</option>" })</select></div>
        <button class="btn two-nd sm">記録して終わる</button></form></section>
        """
    }

    /// What a page says that was just done; nil for anything but our own words.
    static func done(_ word: String) -> String? {
        switch Procedure(rawValue: word) {
        case .reset?: "再設定メールを送ります。届いたかどうかは、下の記録に出ます。"
        case .resendId?: "IDのお知らせメールを送ります。届いたかどうかは、下の記録に出ます。"
        case .letter?: "IDの手紙を、次の発送分に加えました。"
        case .tellId?: "IDを伝えたことを記録しました。"
        case .mailId?: "IDをメールで送ります。"
        case .contact?: "連絡先を直しました。アドレスが変わったときは、前と新しいアドレスの両方にお知らせします。"
        case .rest?: "このIDを止めました。開いていた画面もログアウトしています。"
        case .wake?: "このIDを、また使えるようにしました。"
        case .removeFactor?: "2段階認証を外しました。ログイン中の画面は終わっています。登録のアドレスにお知らせします。"
        case nil:
            switch word {
            case "call": "用件を記録しました。"
            case "apiKey": "プログラム用のキーを取り下げました。"
            case "issued": "IDを発行しました。"
            default: nil
            }
        }
    }
}

/// Who it is, and how they are reached.
struct DeskFacts {
    var frame: PageFrame
    var desk: AccountDesk

    var html: HTML {
        """
        <dl class="kv">
        <dt>ログインID</dt><dd><b class="lead">\(desk.account.loginId)</b> <span class="small muted">(変わることはありません)</span></dd>
        \(if: desk.known != nil, institution)\
        \(if: desk.known == nil, "<dt>区分</dt><dd>\(desk.account.role.label)\(desk.account.prefecture.map { " \($0.name)" })</dd>")
        <dt>担当者</dt><dd>\(desk.contact.name.isEmpty ? "—" : desk.contact.name)</dd>
        <dt>メール</dt><dd>\(desk.contact.mail.isEmpty ? "—" : desk.contact.mail) \(mailChip?.html)</dd>
        <dt>電話</dt><dd>\(phone)</dd>
        <dt>知らせ方</dt><dd>\(desk.life.notifyBy.label)</dd>
        <dt>最後のログイン</dt><dd>\(desk.life.lastSignInAt.map { $0.words(in: frame.today) } ?? "まだありません") \
        <span class="small muted">いまログイン中 \(desk.openSessions)</span></dd>
        </dl>
        """
    }

    private var institution: HTML {
        guard let known = desk.known else { return "" }
        let place = known.attributes
        return """
            <dt>都道府県・区分</dt><dd>\(place.prefecture.name) \(known.kind?.label ?? "—") \(designation)</dd>
            <dt>所在地</dt><dd>\(place.zipCode) <bdi>\(place.address)</bdi></dd>
            <dt>医療機関コード</dt><dd>\(place.facilityCode.isEmpty ? "—" : place.facilityCode)\
            \(FacilityCode(place.facilityCode)?.checkDigitFault.map { " <span class=\"small muted\">\($0)</span>" })</dd>
            <dt>報告する人</dt><dd><bdi>\(desk.association ?? "自院")</bdi></dd>

            """
    }

    private var designation: String {
        guard let known = desk.known else { return "" }
        let words =
            switch (known.designation?.consults, known.designation?.tests) {
            case (true?, true?): "診療と検査"
            case (true?, _): "診療のみ"
            case (_, true?): "検査のみ"
            default: known.contract ? "委託契約のみ" : "指定なし"
            }
        let since = desk.designatedSince.map { "(\($0.longWords)から)" } ?? ""
        return known.designation == nil ? words : words + since
    }

    private var phone: HTML {
        let own = desk.contact.phone
        let facility = desk.known?.attributes.phone ?? ""
        let numbers = own.isEmpty || own == facility ? [facility] : [own, facility]
        let shown = numbers.filter { !$0.isEmpty }
        guard !shown.isEmpty else { return "—" }
        return "\(each: shown, { "<a class=\"nb\" href=\"\(Link.phone($0))\">\($0)</a> " })"
    }

    /// How the newest mail to the address in force fared.
    private var mailChip: Chip? {
        guard !desk.contact.mail.isEmpty else { return nil }
        let states = desk.records.compactMap { record -> String? in
            guard case .mail(_, _, desk.contact.mail, let state, _) = record.content else { return nil }
            return state
        }
        switch states.first(where: { $0 != "cancelled" }) {
        case nil: return Chip(.notAsked, "まだ送っていない")
        case "sent"?: return Chip(.ok, "届いている")
        case "bounced"?: return Chip(.error, "不達")
        case "failed"?: return Chip(.error, "送れなかった")
        case "held"?: return Chip(.hold, "保留中")
        default: return Chip(.due, "送信待ち")
        }
    }
}
