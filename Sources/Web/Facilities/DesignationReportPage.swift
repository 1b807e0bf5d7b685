import Domain
import Store

/// A designation report as it stands: being compared, looked at, applied, taken back (R31 R40).
public struct DesignationReportPage: Sendable {
    public var frame: PageFrame
    public var report: DesignationReport
    public var now: Instant
    /// Rows with one verdict, page by page.
    public var rows: DesignationTabs
    /// The first rows at fault.
    public var faulty: [DesignationRow] = []
    /// The first rows that wait for the officer's decision.
    public var undecided: [DesignationRow] = []
    /// What applying it does beside the rows, or did.
    public var effects = DesignationEffects()
    /// The IDs that were issued, the first of them.
    public var issued: [DesignationReportStore.Issued] = []
    /// Said first: the register changed meanwhile, a wrong number of ends.
    public var summary: HTML?
    /// How many ends, as typed.
    public var typedEnds = ""
    /// What is wrong at a field.
    public var problem: FieldProblem?
    public var names: [String: ActorName] = [:]

    public init(frame: PageFrame, report: DesignationReport, rows: DesignationTabs, now: Instant) {
        (self.frame, self.report, self.rows, self.now) = (frame, report, rows, now)
    }

    /// How many institutions report themselves, because their former association has ended.
    static let aloneField = "alone"

    /// An open page asks again after so many seconds, while rows are being compared.
    static let refreshSeconds = 2

    public var body: HTML {
        Layout(
            frame: frame, title: title,
            main: """
                <div class="stack far">
                \(Crumbs(entries: [("指定報告", frame.links.designationReports)], here: "指定報告の取込み").html)
                <div class="title"><div><h1>\(title)</h1><p><bdi>\(report.title)</bdi>\(if: !isByHand, "(\(Figure.grouped(report.rows))行)") \
                <span class="nb">\(report.recordedAt.words(in: frame.today))</span> <bdi>\(who(report.recordedBy))</bdi> \
                \(if: !isByHand, "<span class=\"nb\">\(report.scope.label)</span>")</p></div></div>
                \(summary ?? faultSummary)
                \(content)
                </div>
                """,
            scripts: summary == nil && faultSummary == nil ? [] : [frame.assets.reportForm], isWide: true
        ).html
    }

    private var title: String {
        switch report.state {
        case .checking: "一覧を確かめています"
        case .checked: "取り込む前の確認"
        case .applied: "反映した指定報告"
        case .discarded: "取りやめた指定報告"
        case .takenBack: "取り消した指定報告"
        }
    }

    private var isByHand: Bool { report.fileName.isEmpty }

    private func who(_ key: String?) -> String {
        let words = key.map(ActorWords(names: names).words) ?? "—"
        return words == "—" ? "" : words
    }

    private var content: HTML {
        switch report.state {
        case .checking: progress
        case .checked: checked
        case .discarded:
            "<p>この一覧は取りやめました。何も変えていません。</p>\n<p><a class=\"btn two-nd\" href=\"\(frame.links.designationReports)\">一覧を取り込む</a></p>"
        case .applied, .takenBack: done
        }
    }

    /// What a summary can lead to.
    var fields: Set<String> { Set([Field.ends] + undecided.map { DesignationChoices.field($0.line) }) }

    // Being compared

    private var progress: HTML {
        """
        <section class="panel" aria-labelledby="page-progress"><h2 id="page-progress">登録と見くらべています</h2>
        <progress max="\(max(1, report.rows))" value="\(report.checked)" aria-label="進みぐあい">\(report.checked) / \(report.rows)</progress>
        <p role="status"><b>\(Figure.grouped(report.checked)) / \(Figure.grouped(report.rows))行</b> \
        <span class="small muted">\(now.time.withSeconds) 現在</span></p>
        <p class="small">まだ何も変えていません。この画面は、終わるまで自動で新しくなります。\
        <a href="\(frame.links.designationReport(report.id))">最新の状態を見る</a></p>
        \(discard)
        </section>
        \(discardForm)
        """
    }

    // Compared

    private var faults: Int { report.count(.fault) }

    private var faultSummary: HTML? {
        guard report.state == .checked, faults > 0 else { return nil }
        return ErrorSummary(
            heading: "\(Figure.grouped(faults))行に誤りがあります。まだ何も変えていません。",
            sentence: "直したファイルをもう一度選んでください。\(Figure.grouped(report.rows))行をまとめて反映します。"
        ).html
    }

    private var checked: HTML {
        """
        \(if: !faulty.isEmpty, DesignationFaultSection(frame: frame, report: report, rows: faulty, discard: discard).html)
        \(if: !undecided.isEmpty, DesignationChoices(frame: frame, report: report, rows: undecided, problem: problem).html)
        <section class="stack" aria-labelledby="page-diff">
        <h2 id="page-diff">反映すると変わること</h2>
        \(effects.figures(of: report))
        \(step)
        \(rows.html(frame, report))
        </section>
        \(discardForm)
        """
    }

    /// What the officer does next, where no row stands in the way.
    private var step: HTML? {
        switch report.obstacle {
        case nil: applying
        case .ends(let count): ends(count)
        case .nothing:
            """
            <section class="panel quiet" aria-labelledby="page-nothing"><h2 id="page-nothing">変わることはありません</h2>
            <p>この一覧は、いまの登録と同じです。</p>
            \(discard)
            </section>
            """
        case .undecided where faulty.isEmpty: "<div class=\"row\">\(discard)</div>"
        case .faults, .undecided, .checking, .done: nil
        }
    }

    private var applying: HTML {
        """
        <section class="panel quiet" aria-labelledby="page-apply"><h2 id="page-apply">反映する</h2>
        <ul>\(each: effects.sentences(of: report, isDone: false), { "<li>\($0)</li>" })</ul>
        <div class="row"><form method="post" action="\(frame.links.designationApplying(report.id))">\(frame.csrfField)\
        <button class="btn">\(isByHand ? "反映する" : "\(Figure.grouped(report.rows))行を反映する")</button></form>
        \(discard)</div>
        </section>
        """
    }

    private func ends(_ count: Int) -> HTML {
        let isAtFault = problem?.field == Field.ends
        return """
            <section class="panel" aria-labelledby="page-ends"><h2 id="page-ends">終了する件数の確認</h2>
            <p>全部の一覧として取り込むと、一覧にない医療機関の指定と契約が終わります。「終了」の内容を確かめて、件数を入力してください。</p>
            <form class="stack near" method="post" action="\(frame.links.designationEnds(report.id))" novalidate>\(frame.csrfField)
            <div class="field"><label for="\(Field.ends)">終了する件数を入力してください</label>
            \(if: isAtFault, "<p class=\"err\" id=\"ends-e\">\(problem?.sentence ?? "")</p>")
            <input class="input count-in" id="\(Field.ends)" name="\(Field.ends)" type="text" inputmode="numeric" autocomplete="off" \
            value="\(typedEnds)"\(if: isAtFault, " aria-invalid=\"true\" aria-describedby=\"ends-e\"")></div>
            <div class="row"><button class="btn">この件数でよい</button>\(discard)</div>
            </form>
            </section>
            """
    }

    /// Stands beside buttons of other forms; its own form is empty.
    private var discard: HTML { #"<button class="btn plain" form="page-discard">取込みをやめる</button>"# }

    private var discardForm: HTML {
        """
        <form id="page-discard" method="post" action="\(frame.links.designationDiscarding(report.id))">\(frame.csrfField)</form>
        """
    }

    enum Field {
        static let ends = "ends"
        static let decision = "decision"
        static let from = "from"
    }

    // Applied

    private var done: HTML {
        """
        <section class="panel" aria-labelledby="page-done"><h2 id="page-done">\(report.appliedAt.map { "\($0.words(in: frame.today))に反映しました" } ?? "反映しました")</h2>
        \(if: !who(report.appliedBy).isEmpty, "<p class=\"small muted\">担当 <bdi>\(who(report.appliedBy))</bdi></p>")
        <ul>\(each: effects.sentences(of: report, isDone: true), { "<li>\($0)</li>" })</ul>
        \(report.state == .takenBack ? takenBack : "<p><a href=\"\(frame.links.designationTakingBack(report.id))\">この取込みを取り消す</a></p>")
        </section>
        \(if: !issued.isEmpty, issuedSection)
        <section class="stack" aria-labelledby="page-diff">
        <h2 id="page-diff">変わったこと</h2>
        \(effects.figures(of: report))
        \(rows.html(frame, report))
        </section>
        """
    }

    private var takenBack: HTML {
        """
        <p>\(Chip(.off, "取り消し済み").html) \(report.takenBackAt.map { "\($0.words(in: frame.today))に取り消しました。" } ?? "")\
        \(report.takenBackFrom.map { "\($0.longWords)から、前の状態に戻っています。" } ?? "")</p>
        """
    }

    private var issuedSection: HTML {
        """
        <section class="stack near" aria-labelledby="page-issued">
        <div class="row apart"><h2 id="page-issued">発行したID \(Figure.grouped(effects.issued))件</h2>\
        <a href="\(frame.links.designationIssued(report.id))">発行したIDの一覧を保存する(CSV)</a></div>
        <table class="tbl dense cards"><caption class="vh">発行したID</caption>
        <thead><tr><th scope="col">医療機関</th><th scope="col">ID</th><th scope="col">知らせかた</th></tr></thead>
        <tbody>
        \(each: issued, { one in
            """
            <tr><th scope="row"><a href="\(frame.links.registerEntry(one.facility))"><bdi>\(one.name)</bdi></a></th>\
            <td data-h="ID">\(one.loginId)</td><td data-h="知らせかた">\(one.notifyBy.label)</td></tr>

            """
        })</tbody></table>
        \(if: effects.issued > issued.count, "<p class=\"small\">はじめの\(issued.count)件です。</p>")
        </section>
        """
    }
}
