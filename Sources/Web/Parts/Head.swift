import Domain

/// Mark, who is signed in, menu, banner.
struct Head {
    var frame: PageFrame
    var wrap: String

    var html: HTML {
        """
        <header class="head"><div class="\(wrap)">
        <a class="mark" href="\(frame.visitor == nil ? frame.links.signIn : frame.links.home)">\(Head.mark)G-MIS <small>医療機関等情報支援システム</small></a>
        \(frame.visitor.map(who))
        </div></header>
        \(menu)
        \(if: frame.isDemonstration, demonstration)
        \(MaintenanceBand(frame: frame, wrap: wrap).html)
        \(frame.visitor == nil ? nil : NoticeBand(frame: frame, wrap: wrap).html)
        """
    }

    private func who(_ visitor: Account) -> HTML {
        """
        <p class="who"><b><bdi>\(visitor.name)</bdi></b> \
        <span><span class="role">\(visitor.role.label)</span><span class="id">ID \(visitor.loginId)</span></span></p>
        <form class="sign-out" method="post" action="\(frame.links.sessionEnd)">\(frame.csrfField)\
        <button class="as-link nb">ログアウト</button></form>
        """
    }

    private var menu: HTML? {
        guard frame.visitor != nil else { return nil }
        return """
            <nav class="nav" aria-label="メニュー"><div class="\(wrap)"><ul>
            \(each: entries, { entry in
                "<li><a href=\"\(entry.link)\"\(if: entry.entry == frame.current, " aria-current=\"page\"")>\(entry.words)</a></li>"
            })
            </ul></div></nav>
            """
    }

    private var entries: [(entry: MenuEntry, words: String, link: Link)] {
        var entries: [(entry: MenuEntry, words: String, link: Link)] = []
        let links = frame.links
        switch frame.visitor?.role {
        case .facility, .association: entries.append((.home, "ホーム", links.home))
        case .helpDesk:
            entries += [
                (.search, "さがす", links.helpDesk), (.issue, "IDの発行", links.issue), (.mails, "メール", links.mails),
                (.letters, "手紙", links.letters), (.workItems, "対応待ち", links.workItems),
                (.notices, "お知らせ", links.writtenNotices), (.maintenance, "メンテナンス", links.maintenance),
            ]
        case .administrator: entries += [(.audit, "操作の記録", links.audit), (.record, "ログイン中の機器", links.sessions)]
        case .prefecture, .ministry, nil: break
        }
        if let watching = frame.watching { entries.append((.watching, "いまの状況", watching)) }
        if frame.visitor?.prefecture != nil {
            entries += [
                (.register, "医療機関", links.register), (.designations, "指定報告", links.designationReports),
                (.associations, "団体", links.associations), (.requests, "変更の依頼", links.requests),
            ]
        }
        if let visitor = frame.visitor, visitor.role != .administrator, !visitor.readsOnly {
            entries.append((.record, "登録内容", links.record))
        }
        entries.append((.openData, "公開データ", links.openData))
        return entries
    }

    private var demonstration: HTML {
        """
        <section class="banner" aria-label="見本について"><div class="\(wrap)">\
        <p><b>見本の画面です。</b> 医療機関の名前・電話番号・数値はすべて架空のものです。</p>\
        \(frame.clock.map(clock))\
        \(if: frame.showsMails, "<p><a class=\"nb\" href=\"\(frame.links.shownMails)\">見本のメール</a></p>")</div></section>
        """
    }

    private func clock(_ clock: (now: Instant, isSet: Bool)) -> HTML {
        """
        <p><span class="nb">\(clock.now.words)</span>\(if: clock.isSet, "<span class=\"nb\">(見本の時刻)</span>") \
        <a class="nb" href="\(frame.links.clock)">時刻を変える</a></p>
        """
    }

    /// Drawn in place, so that it follows forced colours and needs no request; the favicon is the same.
    private static let mark: HTML = """
        <svg viewBox="0 0 28 28" aria-hidden="true"><path class="mark-a" d="M1 1h12v12H1zM15 1h12v12H15zM1 15h12v12H1z"/>\
        <path class="mark-b" d="M16.5 16.5h9v9h-9z"/></svg>
        """
}

/// Whom to call, on every page.
struct Foot {
    var frame: PageFrame
    var wrap: String

    var html: HTML {
        """
        <footer class="foot"><div class="\(wrap)">
        <p><b>\(frame.helpDesk.name)</b><br>\(frame.helpDesk.lines)</p>
        <ul><li><a href="\(frame.links.openData)">公開データ</a></li>\
        <li><a href="\(frame.links.verify())">受付票・証明書の確認</a></li>\
        <li><a href="\(frame.links.manuals)">操作の手引き</a></li>\
        <li><a href="\(frame.links.personalData)">個人情報の取扱い</a></li>\
        <li><a href="\(frame.links.terms)">利用規約</a></li>\
        <li><a href="\(frame.links.accessibility)">アクセシビリティ方針</a></li></ul>
        </div></footer>
        """
    }
}

/// Where in the product a page stands; the last entry is the page itself.
struct Crumbs {
    var entries: [(words: String, link: Link)]
    var here: String

    var html: HTML {
        """
        <nav class="crumbs" aria-label="現在の場所"><ol>\
        \(each: entries, { "<li><a href=\"\($0.link)\">\($0.words)</a></li>" })\
        <li aria-current="page">\(here)</li></ol></nav>
        """
    }
}
