import Domain
import Store

/// Everybody's audit, for the administrator.
struct AuditPage: Sendable {
    var frame: PageFrame
    var filter: AuditFilter
    var extract: AuditExtract
    var names: ActorWords
    var surveys: Surveys

    var body: HTML {
        Layout(
            frame: frame, title: "操作の記録",
            main: """
                <div class="stack far">
                <div class="title"><div><h1>操作の記録</h1><p>新しいものから並んでいます。</p></div></div>
                \(form)
                <section class="stack near" aria-labelledby="page-entries"><h2 id="page-entries">記録</h2>
                \(extract.lines.isEmpty ? nothing : table)
                \(extract.next.map(more))
                </section>
                <p class="small muted">記録に欠けや書き換えがないことは、コマンド <code>gmis audit verify</code> で確かめられます。</p>
                </div>
                """, isWide: true
        ).html
    }

    private var form: HTML {
        """
        <form class="panel tight quiet" method="get" action="\(frame.links.audit)">
        <div class="halves">
        \(RecordInput("subject", "対象", .text(autocomplete: "off"), hint: "ログインID、または facility:… account:… の形で。", typed: filter.subject).html)
        \(RecordInput("actor", "だれが", .text(autocomplete: "off"), hint: "ログインID、または記録の鍵。product は自動。", typed: filter.actor).html)
        </div>
        <div class="halves">
        <div class="field wide-field"><label for="action">操作</label><select id="action" name="action">\
        <option value="">すべて</option>\(each: actions, option)</select></div>
        <div class="halves">
        \(RecordInput("from", "この日から", .day, typed: filter.from).html)
        \(RecordInput("through", "この日まで", .day, typed: filter.through).html)
        </div></div>
        <div class="row"><button class="btn two-nd">さがす</button><a href="\(frame.links.audit)">すべて見る</a></div>
        </form>
        """
    }

    private var actions: [(String, String)] {
        var actions = AuditWords.actions
        if !filter.action.isEmpty, actions[filter.action] == nil { actions[filter.action] = filter.action }
        return actions.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { ($0.key, $0.value) }
    }

    private func option(_ action: String, _ words: String) -> HTML {
        #"<option value="\#(action)"\#(if: action == filter.action, " selected")>\#(words)</option>"#
    }

    private var nothing: HTML {
        extract.next == nil
            ? #"<div class="empty"><b>あてはまる記録はありません</b></div>"#
            : #"<div class="empty"><b>ここまでの記録には見つかりません</b></div>"#
    }

    private func more(_ place: AuditPlace) -> HTML {
        let link = frame.links.audit(filter.query + [("after", place.text)])
        return
            #"<p><a href="\#(link)">\#(extract.lines.count < AuditController.perPage ? "さらに前をさがす" : "これより前の記録")</a></p>"#
    }

    private var table: HTML {
        """
        <table class="tbl dense cards">
        <thead><tr><th scope="col">日時</th><th scope="col">だれが</th><th scope="col">操作</th>\
        <th scope="col">対象</th><th scope="col">内容</th></tr></thead>
        <tbody>
        \(each: extract.lines, row)</tbody>
        </table>
        """
    }

    private func row(_ line: AuditLine) -> HTML {
        """
        <tr><td data-h="日時" class="nb">\(line.recordedAt.longWords)</td>\
        <td data-h="だれが"><bdi>\(names.fullWords(line.actor))</bdi> <span class="muted">\(line.actor)</span></td>\
        <td data-h="操作">\(AuditWords.action(line.action))</td>\
        <td data-h="対象"><a href="\(frame.links.audit([("subject", line.subject)]))">\(line.subject)</a></td>\
        <td data-h="内容" class="small">\(AuditWords.raw(line))</td></tr>

        """
    }
}

/// What was done with an ID and its institution, for its own people.
struct OwnAuditPage: Sendable {
    var frame: PageFrame
    var extract: AuditExtract
    var names: ActorWords
    var surveys: Surveys

    var body: HTML {
        Layout(
            frame: frame, title: "操作の記録",
            main: """
                \(Crumbs(entries: [("登録内容", frame.links.record)], here: "操作の記録").html)
                <div class="stack far">
                <div class="title"><div><h1>操作の記録</h1><p>このIDについての操作です。新しいものから並んでいます。</p></div></div>
                \(extract.lines.isEmpty ? "<div class=\"empty\"><b>記録はありません</b></div>" : AuditTable(frame: frame, lines: extract.lines, names: names, surveys: surveys).html)
                \(extract.next.map { "<p><a href=\"\(frame.links.ownAudit(after: $0.text))\">これより前の記録</a></p>" })
                </div>
                """
        ).html
    }
}

/// Entries as an ID's own people read them.
struct AuditTable {
    var frame: PageFrame
    var lines: [AuditLine]
    var names: ActorWords
    var surveys: Surveys

    var html: HTML {
        """
        <table class="tbl dense cards">
        <thead><tr><th scope="col">日時</th><th scope="col">だれが</th><th scope="col">操作</th>\
        <th scope="col">内容</th></tr></thead>
        <tbody>
        \(each: lines, row)</tbody>
        </table>
        """
    }

    private func row(_ line: AuditLine) -> HTML {
        """
        <tr><td data-h="日時" class="nb">\(line.recordedAt.words(in: frame.today))</td>\
        <td data-h="だれが"><bdi>\(names.words(line.actor))</bdi></td>\
        <td data-h="操作">\(AuditWords.action(line.action))</td>\
        <td data-h="内容">\(AuditWords.detail(line, surveys))</td></tr>

        """
    }
}
