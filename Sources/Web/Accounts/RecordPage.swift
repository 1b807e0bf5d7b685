import Domain
import Store

/// Everything that is kept about the visitor's ID (R28): what the prefecture decides, what is its own, what was sent and done.
struct RecordPage: Sendable {
    var frame: PageFrame
    var kept: RecordContents
    var surveys: Surveys

    var body: HTML {
        Layout(
            frame: frame, title: "登録内容",
            main: """
                <div class="title"><div><h1>登録内容</h1><p>G-MISに登録されている、このIDについての内容のすべてです。</p></div></div>
                <div class="two">
                <div class="stack far">
                \(ident)
                \(RecordContact(frame: frame, kept: kept).html)
                \(kept.institution.map { RecordFacts(frame: frame, institution: $0, names: kept.names).html })
                \(kept.institution.flatMap { RecordRequests(frame: frame, institution: $0).html })
                \(RecordColleagues(frame: frame, kept: kept).html)
                \(RecordMails(frame: frame, kept: kept).html)
                \(kept.institution.map(looks))
                </div>
                <div class="stack">
                \(kept.institution.map { RecordShare(frame: frame, share: $0.share).html })
                \(kept.reminders.map { RecordReminders(frame: frame, setting: $0).html })
                \(security)
                \(keeping)
                </div>
                </div>
                """
        ).html
    }

    private var ident: HTML {
        """
        <section class="stack near" aria-labelledby="page-id">
        <h2 id="page-id">ID</h2>
        <dl class="kv keep ruled">
        <dt>名前</dt><dd><bdi>\(kept.account.name)</bdi></dd>
        <dt>ログインID</dt><dd><b>\(kept.account.loginId)</b> <span class="small muted">変わることはありません</span></dd>
        <dt>役割</dt><dd>\(kept.account.role.label)</dd>
        \(kept.life.map(life))
        \(kept.institution.map(reports))
        </dl>
        </section>
        """
    }

    private func life(_ life: AccountLife) -> HTML {
        """
        <dt>状態</dt><dd>\(life.state.label)</dd>
        <dt>発行</dt><dd>\(life.issuedAt.longWords)</dd>
        \(life.notifiedAt.map { "<dt>IDのお知らせ</dt><dd>\($0.longWords) \(life.notifiedBy?.label ?? "")</dd>" })
        \(life.activatedAt.map { "<dt>利用開始</dt><dd>\($0.longWords)</dd>" })
        \(life.lastSignInAt.map { "<dt>最後のログイン</dt><dd>\($0.longWords)</dd>" })
        """
    }

    private func reports(_ institution: RecordContents.Institution) -> HTML {
        """
        <dt>報告</dt><dd>\(Figure.grouped(institution.reports))件 <a class="nb" href="\(frame.links.home)">ホームのカレンダーで見る</a> \
        <a class="nb" href="\(frame.links.noteMemories())">確認ずみの注意</a></dd>
        """
    }

    private func looks(_ institution: RecordContents.Institution) -> HTML {
        """
        <section class="stack near" aria-labelledby="page-looks">
        <h2 id="page-looks">この医療機関の画面を見た人</h2>
        \(institution.looks.isEmpty ? "<p class=\"muted\">事務局や都道府県などが見た記録はありません。</p>" : AuditTable(frame: frame, lines: institution.looks, names: kept.names, surveys: surveys).html)
        <p><a href="\(frame.links.ownAudit)">操作の記録をすべて見る</a></p>
        </section>
        """
    }

    private var security: HTML {
        """
        <section class="panel tight" aria-labelledby="page-safe">
        <h2 class="lead" id="page-safe">ログインとパスワード</h2>
        <ul class="plain stack near">
        <li><a href="\(frame.links.password)">パスワードを変える</a></li>
        <li><a href="\(frame.links.sessions)">ログイン中の機器</a></li>
        <li><a href="\(frame.links.secondFactor)">2段階認証</a></li>
        \(if: kept.account.facility != nil || kept.account.association != nil, "<li><a href=\"\(frame.links.apiKeys)\">プログラム用のキー</a> <span class=\"small muted nb\">\(kept.goodKeys)個</span></li>\n")\
        <li><a href="\(frame.links.ownAudit)">操作の記録</a></li>
        </ul>
        <p class="small muted">新しい機器からのログインのお知らせ: \(kept.tellsOfDevices ? "送る" : "送らない")</p>
        </section>
        """
    }

    private var keeping: HTML {
        """
        <section class="panel tight quiet" aria-labelledby="page-keep">
        <h2 class="lead" id="page-keep">いつまで残るか</h2>
        <p class="small">報告とその履歴、医療機関の登録、操作の記録は残ります。前の連絡先や送ったメールなどの個人データは、期間が過ぎると消えます。\
        くわしくは<a href="\(frame.links.personalData)">個人情報の取扱い</a>をご覧ください。</p>
        </section>
        """
    }
}
