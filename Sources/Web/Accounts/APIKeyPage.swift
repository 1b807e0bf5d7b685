import Domain
import Store

/// The keys with which programs of an institution or association report for it.
struct APIKeyPage: Sendable {
    var frame: PageFrame
    /// The newest first.
    var keys: [APIKey]
    var names: ActorWords
    var today: Day
    var isAssociation: Bool
    /// The one that was just made, with what its program sends.
    var made: (key: APIKey, token: String)?
    var problems: [FieldProblem] = []
    var typed: [String: String] = [:]

    init(frame: PageFrame, keys: [APIKey], names: ActorWords, today: Day, isAssociation: Bool) {
        (self.frame, self.keys, self.names, self.today) = (frame, keys, names, today)
        self.isAssociation = isAssociation
    }

    var body: HTML {
        Layout(
            frame: frame, title: "プログラム用のキー",
            main: """
                \(Crumbs(entries: [("登録内容", frame.links.record)], here: "プログラム用のキー").html)
                <div class="title"><div><h1>プログラム用のキー</h1><p>電子カルテなどのプログラムから、画面を開かずに報告できます。</p></div></div>
                <div class="two">
                <div class="stack far">
                \(summary)
                \(made.map(shown))
                \(list)
                \(form)
                </div>
                <div class="stack">
                \(about)
                </div>
                </div>
                """,
            scripts: problems.isEmpty ? [] : [frame.assets.reportForm]
        ).html
    }

    /// With what was typed, and what is wrong with it.
    func again(_ form: FormBody, _ problems: [FieldProblem]) -> APIKeyPage {
        var page = self
        page.problems = problems
        for name in [RecordField.name, RecordField.until] { page.typed[name] = form.typed(name) }
        return page
    }

    private static let fields: Set<String> = [RecordField.name, RecordField.until, FieldName.password]

    private var summary: HTML? {
        guard !problems.isEmpty else { return nil }
        return ErrorSummary(problems: problems, anchors: Self.fields, isFirst: true).html
    }

    private func shown(_ made: (key: APIKey, token: String)) -> HTML {
        """
        <section class="panel" aria-labelledby="page-made" role="status">
        <h2 id="page-made">キー「<bdi>\(made.key.name)</bdi>」を作りました</h2>
        <p>プログラムに入れてください。<b>この画面を閉じると、もう見られません。</b></p>
        <p><label for="token" class="vh">キー</label>\
        <input class="input" id="token" name="token" readonly autocomplete="off" spellcheck="false" value="\(made.token)"></p>
        <p class="small muted">だれにも見せないでください。メールでは送らないでください。見られたかもしれないときは、取り下げて、作り直してください。</p>
        </section>
        """
    }

    private var list: HTML {
        guard !keys.isEmpty else {
            return #"<div class="empty"><b>キーはまだありません</b></div>"#
        }
        return """
            <section class="stack near" aria-labelledby="page-keys">
            <h2 id="page-keys">キー</h2>
            <table class="tbl dense cards">
            <thead><tr><th scope="col">名前</th><th scope="col">作成</th><th scope="col">最後の利用</th><th scope="col">状態</th>\
            <th scope="col">手続き</th></tr></thead>
            <tbody>
            \(each: keys, row)</tbody>
            </table>
            </section>
            """
    }

    private func row(_ key: APIKey) -> HTML {
        let isGood = key.state(on: today) == .good
        return """
            <tr><th scope="row"><bdi>\(key.name)</bdi><br><span class="small muted nb">…\(key.hint)</span></th>\
            <td data-h="作成"><span class="nb">\(key.createdAt.words(in: frame.today))</span><br>\
            <span class="small muted">\(names.words(key.createdBy))</span></td>\
            <td data-h="最後の利用">\(key.lastUsedAt?.words(in: frame.today) ?? "まだありません")</td>\
            <td data-h="状態">\(APIKeyWords.state(key, today: today))</td>\
            <td data-h="手続き">\(if: isGood, "<a href=\"\(frame.links.apiKeyEnd(key.id))\">取り下げる<span class=\"vh\">(\(key.name))</span></a>")</td></tr>

            """
    }

    private var form: HTML {
        """
        <section class="stack near slim" aria-labelledby="page-new">
        <h2 id="page-new">新しいキーを作る</h2>
        <form class="stack" method="post" action="\(frame.links.apiKeys)" novalidate>
        \(frame.csrfField)
        \(input(RecordInput(RecordField.name, "キーの名前", .text(autocomplete: "off"), hint: "どのプログラムか、あとでわかる名前にしてください(例: 電子カルテ)。報告の履歴にも残ります。")))
        \(lastDay)
        \(password)
        <div class="row"><button class="btn">キーを作る</button></div>
        </form>
        </section>
        """
    }

    private var lastDay: HTML {
        var field = RecordInput(RecordField.until, "使える最後の日", .day, hint: "この日を過ぎると使えなくなります。")
        field.isOptional = true
        return input(field)
    }

    private func input(_ input: RecordInput) -> HTML {
        var input = input.with(problems)
        if let typed = typed[input.name] { input.typed = [typed] }
        return input.html
    }

    private var password: HTML {
        let problem = problems.first { $0.field == FieldName.password }
        return """
            <div class="field wide-field"><label for="\(FieldName.password)">いまのパスワード</label>\
            \(problem.map { "<p class=\"err\" id=\"password-e\">\($0.sentence)</p>" })\
            <input class="input" id="\(FieldName.password)" name="\(FieldName.password)" type="password" \
            autocomplete="current-password"\(if: problem != nil, " aria-invalid=\"true\" aria-describedby=\"password-e\"")></div>
            """
    }

    private var about: HTML {
        """
        <section class="panel tight quiet" aria-labelledby="page-about">
        <h2 class="lead" id="page-about">キーでできること</h2>
        <ul class="stack near">
        <li>\(isAssociation ? "この団体がまとめて報告する医療機関" : "この医療機関")の報告の入力・訂正・取り下げと、これまでの報告を読むこと。ほかの医療機関のものは読めません。</li>
        <li>画面と同じ確かめをします。締切もメンテナンスの時間も画面と同じです。</li>
        \(if: !isAssociation, "<li>団体がまとめて報告するようになると、そのときからキーは使えなくなります。</li>")
        <li>パスワードを変えても、キーはそのまま使えます。心当たりのないキーは取り下げてください。</li>
        </ul>
        <p><a href="\(frame.links.programGuide)">プログラムを作る方へ</a></p>
        </section>
        """
    }
}

/// How a key stands, in words.
enum APIKeyWords {
    static func state(_ key: APIKey, today: Day) -> HTML {
        switch key.state(on: today) {
        case .good:
            "\(Chip(.ok, "使えます").html)\(key.endsOn.map { "<br><span class=\"small nb\">\($0.words(in: today))まで</span>" })"
        case .expired(let since):
            "\(Chip(.off, "期限が過ぎました").html)<br><span class=\"small nb\">\(since.words(in: today))から</span>"
        case .ended(let at): "\(Chip(.off, "取り下げ").html)<br><span class=\"small nb\">\(at.words(in: today))</span>"
        }
    }
}

/// The good keys of an ID, for the help desk.
struct DeskAPIKeys {
    var frame: PageFrame
    var account: Account
    var keys: [APIKey]

    var html: HTML? {
        guard !keys.isEmpty else { return nil }
        return """
            <section class="panel quiet" aria-labelledby="page-keys"><h2 id="page-keys">プログラム用のキー</h2>
            <ul class="plain stack near">
            \(each: keys, row)</ul>
            <p class="small muted">取り下げると、そのプログラムは報告できなくなります。元には戻せません。</p></section>
            """
    }

    private func row(_ key: APIKey) -> HTML {
        """
        <li><form class="row apart" method="post" action="\(frame.links.deskAPIKeyEnd(key.id, of: account.id))">\(frame.csrfField)\
        <span><bdi>\(key.name)</bdi> <span class="small muted nb">…\(key.hint) \
        最後の利用 \(key.lastUsedAt?.words(in: frame.today) ?? "なし")</span></span>\
        <button class="btn two-nd sm">取り下げる<span class="vh">(\(key.name))</span></button></form></li>

        """
    }
}
