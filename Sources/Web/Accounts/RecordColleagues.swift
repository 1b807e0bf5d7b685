import Domain
import Store

/// The named people under the ID.
struct RecordColleagues {
    var frame: PageFrame
    var kept: RecordContents

    var html: HTML {
        """
        <section class="stack near" aria-labelledby="page-colleagues">
        <h2 id="page-colleagues">同僚</h2>
        <p>ひとりずつ、自分のメールアドレスとパスワードでログインできます。報告の履歴には、入力した人の名前が残ります。</p>
        \(if: !kept.colleagues.isEmpty, table)
        <p><a class="btn two-nd sm" href="\(frame.links.newColleague)">同僚を登録する</a></p>
        </section>
        """
    }

    private var table: HTML {
        """
        <table class="tbl dense cards">
        <thead><tr><th scope="col">名前</th><th scope="col">メール</th><th scope="col">状態</th><th scope="col">手続き</th></tr></thead>
        <tbody>
        \(each: kept.colleagues, row)</tbody>
        </table>
        """
    }

    private func row(_ listed: ColleagueStore.Listed) -> HTML {
        let name = listed.colleague.name.isEmpty ? "以前の同僚" : listed.colleague.name
        let isOwn = listed.colleague.id == kept.account.colleague?.id
        return """
            <tr><th scope="row"><bdi>\(name)</bdi>\(if: isOwn, " <span class=\"muted\">（ご自分）</span>")</th>\
            <td data-h="メール">\(listed.mail.isEmpty ? "—" : listed.mail)</td>\
            <td data-h="状態">\(state(listed))</td>\
            <td data-h="手続き">\(if: listed.endedAt == nil, acts(listed))</td></tr>

            """
    }

    private func state(_ listed: ColleagueStore.Listed) -> HTML {
        if let ended = listed.endedAt {
            return "\(Chip(.off, "終了").html) <span class=\"nb\">\(ended.words(in: frame.today))</span>"
        }
        return listed.activatedAt == nil
            ? Chip(.hold, "パスワード未設定").html : Chip(.ok, "利用中").html
    }

    private func acts(_ listed: ColleagueStore.Listed) -> HTML {
        let whose: HTML = "<span class=\"vh\">(\(listed.colleague.name))</span>"
        return """
            <div class="row"><form method="post" action="\(frame.links.colleagueLink(listed.colleague.id))">\(frame.csrfField)\
            <button class="btn two-nd sm">\(listed.activatedAt == nil ? "メールをもう一度送る" : "パスワードのメールを送る")\(whose)</button></form>\
            <a href="\(frame.links.colleagueEnd(listed.colleague.id))">利用を終える\(whose)</a></div>
            """
    }
}

/// Mails and letters that were sent to the ID's people.
struct RecordMails {
    var frame: PageFrame
    var kept: RecordContents

    var html: HTML {
        """
        <section class="stack near" aria-labelledby="page-mails">
        <h2 id="page-mails">送ったメールと手紙</h2>
        \(kept.mails.isEmpty ? "<p class=\"muted\">メールはまだ送られていません。</p>" : mails)
        \(if: !kept.letters.isEmpty, letters)
        </section>
        """
    }

    private var mails: HTML {
        """
        <table class="tbl dense cards">
        <caption class="vh">メール</caption>
        <thead><tr><th scope="col">日時</th><th scope="col">件名</th><th scope="col">宛先</th><th scope="col">状態</th></tr></thead>
        <tbody>
        \(each: kept.mails, { mail in
            """
            <tr><td data-h="日時" class="nb">\((mail.sentAt ?? mail.recordedAt).words(in: frame.today))</td>\
            <td data-h="件名"><bdi>\(mail.subject.isEmpty ? mail.purpose?.label ?? "—" : mail.subject)</bdi></td>\
            <td data-h="宛先">\(mail.address.isEmpty ? "—" : mail.address)</td>\
            <td data-h="状態" class="nb">\(mail.state.label)</td></tr>

            """
        })</tbody>
        </table>
        """
    }

    private var letters: HTML {
        """
        <table class="tbl dense cards">
        <caption>手紙</caption>
        <thead><tr><th scope="col">用意した日時</th><th scope="col">印刷</th><th scope="col">発送</th></tr></thead>
        <tbody>
        \(each: kept.letters, { letter in
            """
            <tr><td data-h="用意した日時">\(letter.recordedAt.words(in: frame.today))</td>\
            <td data-h="印刷">\(letter.printedAt?.words(in: frame.today) ?? "—")</td>\
            <td data-h="発送">\(letter.dispatchedAt?.words(in: frame.today) ?? "—")</td></tr>

            """
        })</tbody>
        </table>
        """
    }
}

/// The way to look at the page together with the help desk.
struct RecordShare {
    var frame: PageFrame
    var share: (until: Instant, isViewed: Bool)?

    var html: HTML {
        """
        <section class="panel" aria-labelledby="page-share">
        <h2 id="page-share">ヘルプデスクに画面を見てもらう</h2>
        <p class="small">電話で6けたの番号を伝えると、ヘルプデスクが10分間だけ、ホーム画面を一緒に見られます。入力はできません。</p>
        \(if: share != nil, open)
        <form method="post" action="\(frame.links.sharedView)">\(frame.csrfField)\
        <button class="btn two-nd">\(share == nil ? "ヘルプデスクに画面を見てもらう" : "新しい番号を出す")</button></form>
        </section>
        """
    }

    private var open: HTML {
        """
        <p>\(share?.isViewed == true ? Chip(.hold, "いま見ています").html : Chip(.due, "番号を待っています").html)</p>
        <form method="post" action="\(frame.links.sharedViewEnd)">\(frame.csrfField)\
        <button class="btn two-nd sm">共有をやめる</button></form>
        """
    }
}
