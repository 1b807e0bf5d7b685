import Domain
import Store

/// Where the days of a statement are chosen, with what it would hold.
public struct StatementPage: Sendable {
    public var frame: PageFrame
    /// Whose reports they are.
    public var subject: ReportSubject
    public var facilityName: String
    var span: StatementSpan
    /// What the span holds; none while the choice cannot be.
    public var entries: [Statement.Entry]
    /// The product has a key.
    public var isSigned: Bool

    public var body: HTML {
        Layout(
            frame: frame, title: "報告の証明書",
            main: """
                \(Crumbs(entries: subject.trail, here: "報告の証明書").html)
                \(if: !span.problems.isEmpty, ErrorSummary(problems: span.problems, anchors: [StatementSpan.from, StatementSpan.until], isFirst: true).html)
                <div class="title"><div><h1>報告の証明書</h1>\
                <p><bdi>\(facilityName)</bdi>が、期間のうちに報告した内容を1つのファイルにします。</p></div></div>
                <div class="two">
                <div class="stack far">
                \(choice)
                \(if: span.days != nil, content)
                </div>
                \(side)
                </div>
                """,
            scripts: span.problems.isEmpty ? [] : [frame.assets.reportForm]
        ).html
    }

    private var choice: HTML {
        let links = frame.links
        return """
            <form class="panel stack" method="get" action="\(links.statements(of: subject.facility))" aria-labelledby="page-span">
            <h2 id="page-span">期間</h2>
            <div class="row top">\(day(StatementSpan.from, "はじめの日"))\(day(StatementSpan.until, "終わりの日"))</div>
            <p class="hint">実績の日(週の調査は締切の日)で選びます。1つの証明書は\(Statement.mostDays)日分までです。</p>
            <p class="row"><button class="btn" formaction="\(links.statementFile("pdf", of: subject.facility))">PDFを保存する</button>
            <button class="btn two-nd" formaction="\(links.statementFile("json", of: subject.facility))">JSONを保存する</button>
            <button class="btn plain">件数を見る</button></p>
            </form>
            """
    }

    private func day(_ name: String, _ label: String) -> HTML {
        RecordInput(name, label, .day, typed: span.typed[name] ?? "").with(span.problems).html
    }

    private var content: HTML {
        """
        <section class="stack near" aria-labelledby="page-content">
        <h2 id="page-content">この期間の報告</h2>
        \(entries.isEmpty ? nothing : table)
        </section>
        """
    }

    private var nothing: HTML {
        #"<div class="empty"><b>この期間の報告はありません</b><p>証明書は、報告がないことを示すファイルになります。</p></div>"#
    }

    private var table: HTML {
        let surveys = entries.reduce(into: [(title: String, survey: String)]()) { found, entry in
            if found.last?.survey != entry.form.survey { found.append((entry.form.title, entry.form.survey)) }
        }
        return """
            <table class="tbl">
            <thead><tr><th scope="col">調査</th><th scope="col" class="n">報告</th><th scope="col" class="n">訂正と取り下げ</th>\
            <th scope="col" class="n">署名のある版</th></tr></thead>
            <tbody>
            \(each: surveys, { one in row(one.title, entries.filter { $0.form.survey == one.survey }) })</tbody>
            </table>
            """
    }

    private func row(_ title: String, _ some: [Statement.Entry]) -> HTML {
        let periods = Set(some.map(\.period)).count
        let signed = some.filter { $0.revision.signature != nil }.count
        return """
            <tr><th scope="row">\(title)</th><td class="n"><b>\(periods)</b> 件</td><td class="n">\(some.count - periods) 件</td>\
            <td class="n">\(signed) / \(some.count)</td></tr>

            """
    }

    private var side: HTML {
        """
        <div class="stack">
        <section class="panel tight quiet" aria-labelledby="page-about">
        <h2 id="page-about">証明書について</h2>
        <p class="small">報告・訂正・取り下げのすべての版が、報告した人、時刻、数値、内容の照合値とともに入ります。</p>
        \(signature)
        <p class="small"><a href="\(frame.links.verify())">受け取った証明書を確かめる</a></p>
        </section>
        <p class="noprint"><a href="\(subject.back.link)">\(subject.back.words)</a></p>
        </div>
        """
    }

    private var signature: HTML {
        isSigned
            ? #"<p class="small">ファイルには電子署名が付きます。あとから書き換えられると、確かめたときにわかります。</p>"#
            : #"<p class="small">いまは署名の鍵がないため、ファイルに電子署名は付きません。</p>"#
    }
}
