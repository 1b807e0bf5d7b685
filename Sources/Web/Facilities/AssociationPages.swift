import Domain
import Store

/// The associations of a prefecture.
public struct AssociationsPage: Sendable {
    public var frame: PageFrame
    public var prefecture: Prefecture
    /// By name.
    public var rows: [Row]
    public var today: Day

    public init(frame: PageFrame, prefecture: Prefecture, rows: [Row], today: Day) {
        (self.frame, self.prefecture, self.rows, self.today) = (frame, prefecture, rows, today)
    }

    public struct Row: Sendable {
        public var association: Association
        /// For how many institutions it reports today, wherever they lie.
        public var members: Int
        /// nil: no ID was issued.
        public var life: AccountLife?

        public init(association: Association, members: Int, life: AccountLife?) {
            (self.association, self.members, self.life) = (association, members, life)
        }
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "団体",
            main: """
                <div class="stack far">
                <div class="title"><div><h1>\(prefecture.name)の団体</h1><p>医療機関に代わって報告する、医師会・市区町村などの団体です。</p></div>\
                <a class="btn" href="\(frame.links.newAssociation)">新しい団体</a></div>
                \(rows.isEmpty ? nothing : table)
                </div>
                """, isWide: true
        ).html
    }

    private var nothing: HTML {
        """
        <div class="empty"><b>団体はまだ登録されていません</b>\
        <p>登録した団体を、指定報告で「報告主体」に選べるようになります。</p></div>
        """
    }

    private var table: HTML {
        """
        <table class="tbl dense cards"><caption class="vh">団体の一覧</caption>
        <thead><tr><th scope="col">団体</th><th scope="col">ID</th><th scope="col" class="n">報告する医療機関</th>\
        <th scope="col">IDの状態</th><th scope="col">終了</th></tr></thead>
        <tbody>
        \(each: rows, row)</tbody>
        </table>
        """
    }

    private func row(_ row: Row) -> HTML {
        let association = row.association
        return """
            <tr><th scope="row"><a href="\(frame.links.association(association.id))"><bdi>\(association.name)</bdi></a></th>\
            <td data-h="ID" class="nb">\(association.id)</td>\
            <td data-h="報告する医療機関" class="n">\(Figure.grouped(row.members))件</td>\
            <td data-h="IDの状態">\(LifeChip.chip(row.life).html)</td>\
            <td data-h="終了" class="nb">\(association.endedOn.map { "\($0.longWords)から" } ?? "—")</td></tr>

            """
    }
}

/// One association: its data, for whom it reports, its ID, what was done.
struct AssociationPage: Sendable {
    var frame: PageFrame
    var association: Association
    var today: Day
    /// The first of those that lie in the prefecture, by ID.
    var members: [(id: Facility.ID, attributes: Facility.Attributes)]
    /// How many lie there, and how many elsewhere.
    var own: Int
    var elsewhere: Int
    /// nil: no ID was issued.
    var life: AccountLife?
    /// The newest first.
    var lines: [AuditLine] = []
    var names = ActorWords(names: [:])
    var surveys = Surveys([])
    /// What was just done.
    var done: String?
    /// Why nothing was.
    var refusal: String?

    /// So many members are listed; the register has the rest.
    static let listedMembers = 20
    /// So many entries of the audit are listed.
    static let listedLines = 20

    static let done = [
        "created": "登録して、IDを発行しました。", "changed": "登録を変更しました。", "ended": "登録を終えました。",
        "told": "IDのお知らせを、もう一度送ります。",
    ]

    init(
        frame: PageFrame, association: Association, today: Day,
        members: [(id: Facility.ID, attributes: Facility.Attributes)], own: Int, elsewhere: Int
    ) {
        (self.frame, self.association, self.today) = (frame, association, today)
        (self.members, self.own, self.elsewhere) = (members, own, elsewhere)
    }

    var body: HTML {
        Layout(
            frame: frame, title: association.name,
            main: """
                \(Crumbs(entries: [("団体", frame.links.associations)], here: association.name).html)
                <div class="title"><div><h1><bdi>\(association.name)</bdi></h1><p>ID \(association.id)</p></div>\
                \(if: association.endedOn == nil, "<a class=\"btn two-nd\" href=\"\(frame.links.associationForm(association.id))\">登録を変える</a>")</div>
                <div class="stack far">
                \(done.map { "<p class=\"live\" role=\"status\">\($0)</p>" })
                \(refusal.map { ErrorSummary(heading: "まだ送っていません", sentence: $0).html })
                <div class="two">
                <div class="stack far">\(data)\(reported)\(history)</div>
                <div class="stack">\(id)</div>
                </div>
                </div>
                """, scripts: refusal == nil ? [] : [frame.assets.reportForm], isWide: true
        ).html
    }

    private func shown(_ text: String) -> String { text.isEmpty ? "—" : text }

    private var data: HTML {
        let details = association.details
        return """
            <section class="stack near" aria-labelledby="page-data"><h2 id="page-data">登録</h2>
            <dl class="kv keep ruled">
            <dt>所在地</dt><dd>\(details.zipCode) \(association.prefecture.name)<bdi>\(details.address)</bdi></dd>
            <dt>メール</dt><dd><bdi>\(shown(details.mail))</bdi></dd>
            <dt>電話</dt><dd>\(shown(details.phone))</dd>
            \(association.endedOn.map { "<dt>終了</dt><dd>\($0.longWords)から、どの医療機関の報告もしていません。</dd>" })
            </dl></section>
            """
    }

    private var reported: HTML {
        """
        <section class="stack near" aria-labelledby="page-members">
        <h2 id="page-members">報告する医療機関 <span class="nb">\(Figure.grouped(own))件</span></h2>
        \(members.isEmpty ? "<p class=\"muted\">いまはありません。指定報告か、医療機関ごとの「指定を入力する」で決めます。</p>" : table)
        \(if: own > members.count, "<p><a href=\"\(frame.links.register([("association", association.id)]))\">\(Figure.grouped(own))件をすべて見る</a></p>")
        \(if: elsewhere > 0, "<p class=\"small muted\">ほかの都道府県の医療機関 \(Figure.grouped(elsewhere))件は、それぞれの都道府県が決めています。</p>")
        </section>
        """
    }

    private var table: HTML {
        """
        <table class="tbl dense cards"><caption class="vh">今日の分を報告する医療機関</caption>
        <thead><tr><th scope="col">医療機関</th><th scope="col">ID</th><th scope="col">市区町村</th></tr></thead>
        <tbody>
        \(each: members, { member in
            "<tr><th scope=\"row\"><a href=\"\(frame.links.registerEntry(member.id))\"><bdi>\(member.attributes.name)</bdi></a></th><td data-h=\"ID\" class=\"nb\">\(member.id.text)</td><td data-h=\"市区町村\">\(member.attributes.cityName)</td></tr>\n"
        })</tbody>
        </table>
        """
    }

    private var history: HTML {
        """
        <section class="stack near" aria-labelledby="page-history"><h2 id="page-history">これまでのこと</h2>
        \(lines.isEmpty ? "<p class=\"muted\">記録はありません。</p>" : AuditTable(frame: frame, lines: lines, names: names, surveys: surveys).html)
        </section>
        """
    }

    private var id: HTML {
        """
        <section class="panel tight" aria-labelledby="page-id"><h2 class="lead" id="page-id">ID</h2>
        <p>\(LifeChip.chip(life).html)</p>
        \(life.map(life))
        \(if: life == nil, "<p class=\"small\">IDは、まだ発行されていません。事務局にご相談ください。</p>")
        \(if: life != nil && life?.activatedAt == nil && association.endedOn == nil, tellAgain)
        </section>
        \(if: association.endedOn == nil, "<p><a href=\"\(frame.links.associationEnd(association.id))\">とりまとめを終了する</a></p>")
        """
    }

    private func life(_ life: AccountLife) -> HTML {
        """
        <dl class="kv keep small">
        <dt>発行</dt><dd>\(life.issuedAt.day.longWords)</dd>
        \(life.notifiedAt.map { "<dt>お知らせ</dt><dd>\($0.day.longWords) \(life.notifiedBy?.label ?? "")</dd>" })
        \(life.activatedAt.map { "<dt>利用開始</dt><dd>\($0.day.longWords)</dd>" })
        </dl>
        """
    }

    private var tellAgain: HTML {
        """
        <form method="post" action="\(frame.links.associationNotification(association.id))">\(frame.csrfField)
        <button class="btn two-nd sm">IDのお知らせをもう一度送る</button></form>
        """
    }
}
