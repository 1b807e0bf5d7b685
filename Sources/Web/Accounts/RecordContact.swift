import Domain
import Store

/// Whom to reach, with what was told before.
struct RecordContact {
    var frame: PageFrame
    var kept: RecordContents

    var html: HTML {
        """
        <section class="stack near" aria-labelledby="page-contact">
        <h2 id="page-contact">連絡先</h2>
        <dl class="kv keep ruled">
        <dt>担当者</dt><dd><bdi>\(shown(kept.contact.name))</bdi></dd>
        <dt>電話番号</dt><dd>\(shown(kept.contact.phone))</dd>
        <dt>メール</dt><dd>\(shown(kept.contact.mail))\(kept.awaited.map(awaited))</dd>
        </dl>
        <p class="row"><a class="btn two-nd sm" href="\(frame.links.ownContact)">担当者と電話番号を変える</a>\
        <a class="btn two-nd sm" href="\(frame.links.ownMail)">メールアドレスを変える</a></p>
        \(if: !kept.contacts.isEmpty, history)
        </section>
        """
    }

    private func shown(_ text: String) -> String { text.isEmpty ? "—" : text }

    private func awaited(_ awaited: AddressConfirmation) -> HTML {
        """
        <div class="stack near"><p>\(chip(awaited.state).html) \(awaited.address)</p>
        <p class="small muted">\(sentence(awaited.state))</p>
        <div class="row">\(button("もう一度送る", frame.links.ownMailResend))\(button("変更をやめる", frame.links.ownMailCancel))</div></div>
        """
    }

    private func chip(_ state: AddressConfirmation.State) -> Chip {
        switch state {
        case .waiting: Chip(.hold, "確認待ち")
        case .expired: Chip(.off, "期限切れ")
        case .failed: Chip(.error, "届きませんでした")
        }
    }

    private func sentence(_ state: AddressConfirmation.State) -> String {
        switch state {
        case .waiting: "このアドレスに確認のメールを送りました。メールのリンクを開くと変更されます。"
        case .expired: "確認のリンクの期限が過ぎました。もう一度送ってください。"
        case .failed: "このアドレスに確認のメールが届きませんでした。アドレスをご確認ください。"
        }
    }

    private func button(_ words: String, _ link: Link) -> HTML {
        """
        <form method="post" action="\(link)">\(frame.csrfField)<button class="btn two-nd sm">\(words)</button></form>
        """
    }

    private var history: HTML {
        """
        <details class="more"><summary>これまでの連絡先</summary><div class="plainbox">
        <table class="tbl dense cards">
        <thead><tr><th scope="col">登録した日時</th><th scope="col">担当者</th><th scope="col">電話番号</th>\
        <th scope="col">メール</th><th scope="col">登録した人</th></tr></thead>
        <tbody>
        \(each: kept.contacts, row)</tbody>
        </table></div></details>
        """
    }

    private func row(_ version: Contact.Version) -> HTML {
        let who = kept.names.words(version.recordedBy)
        let reason = version.reason.isEmpty ? "" : "（\(version.reason)）"
        if version.isErased {
            return """
                <tr><td data-h="登録した日時" class="nb">\(version.recordedAt.words(in: frame.today))</td>\
                <td data-h="内容" colspan="3" class="muted">期間が過ぎたため消えました</td><td data-h="登録した人"><bdi>\(who)</bdi></td></tr>

                """
        }
        return """
            <tr><td data-h="登録した日時" class="nb">\(version.recordedAt.words(in: frame.today))</td>\
            <td data-h="担当者"><bdi>\(shown(version.contact.name))</bdi></td>\
            <td data-h="電話番号">\(shown(version.contact.phone))</td>\
            <td data-h="メール">\(shown(version.contact.mail))</td>\
            <td data-h="登録した人"><bdi>\(who)</bdi>\(reason)</td></tr>

            """
    }
}
