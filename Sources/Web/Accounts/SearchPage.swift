import Domain
import Store

/// Where the help desk finds an institution or office, and what it found.
public struct SearchPage: Sendable {
    public var frame: PageFrame
    public var typed: String
    /// nil before anything was searched.
    public var found: [AccountSearch.Found]?
    public var hasMore = false

    /// So many characters of what was typed count.
    static let limit = 100

    public init(frame: PageFrame, typed: String) {
        self.frame = frame
        self.typed = typed
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "さがす",
            main: """
                <div class="stack far">
                <div class="title"><div><h1>医療機関・団体・都道府県をさがす</h1></div>\
                <a class="btn two-nd" href="\(frame.links.issue)">IDを発行する</a></div>
                \(SearchField(links: frame.links, typed: typed).html)
                \(found.map { $0.isEmpty ? nothing : results($0) })
                </div>
                """, isWide: true
        ).html
    }

    /// Where a hit leads.
    static func link(_ found: AccountSearch.Found, _ links: Links) -> Link {
        if let account = found.account { return links.helpDesk(account: account) }
        return found.facility.map { links.helpDesk(facility: $0) } ?? links.helpDesk
    }

    private var nothing: HTML {
        """
        <div class="empty" role="status"><b>「<bdi>\(typed)</bdi>」は見つかりません</b>\
        <p>名前の一部か、電話番号の数字だけでもう一度さがしてください。</p></div>
        """
    }

    private func results(_ found: [AccountSearch.Found]) -> HTML {
        """
        <section class="stack near" aria-labelledby="page-found">
        <h2 id="page-found">「<bdi>\(typed)</bdi>」で\(if: hasMore, "\(found.count)件より多く")\(if: !hasMore, "\(found.count)件")</h2>
        \(if: hasMore, "<p class=\"small\">はじめの\(found.count)件です。名前をもう少し長く入れると絞れます。</p>")
        <table class="tbl dense cards">
        <caption class="vh">さがした結果</caption>
        <thead><tr><th scope="col">名前</th><th scope="col">ログインID</th><th scope="col">都道府県</th>\
        <th scope="col">区分</th><th scope="col">IDの状態</th></tr></thead>
        <tbody>
        \(each: found, row)</tbody>
        </table>
        </section>
        """
    }

    private func row(_ found: AccountSearch.Found) -> HTML {
        """
        <tr><th scope="row"><a href="\(Self.link(found, frame.links))"><bdi>\(found.name)</bdi></a></th>\
        <td data-h="ログインID" class="nb">\(found.account == nil ? "—" : found.loginId)</td>\
        <td data-h="都道府県">\(found.prefecture?.name ?? "—")</td>\
        <td data-h="区分">\(found.kind?.label ?? found.role.label)</td>\
        <td data-h="IDの状態">\(LifeChip.chip(found.life).html)</td></tr>

        """
    }
}

/// The field in which the help desk searches, on its pages.
struct SearchField {
    var links: Links
    var typed = ""

    var html: HTML {
        """
        <form class="stack near" method="get" action="\(links.helpDesk)" role="search">
        <div class="field wide-field"><label for="q">医療機関をさがす</label>\
        <p class="hint" id="q-h">ID・名前・電話番号・メール・医療機関コードの、どれでも、一部でもさがせます。</p>
        <div class="row nowrap"><input class="input" id="q" name="q" type="search" value="\(typed)" maxlength="100" \
        aria-describedby="q-h"><button class="btn two-nd">さがす</button></div></div>
        </form>
        """
    }
}

/// Where an ID stands, as shape, word and colour.
enum LifeChip {
    /// nil: none was issued.
    static func chip(_ life: AccountLife?) -> Chip {
        guard let life else { return Chip(.notAsked, "未発行") }
        switch life.state {
        case .issued: return Chip(.due, life.state.label)
        case .notified: return Chip(.note, life.state.label)
        case .bounced: return Chip(.error, life.state.label)
        case .activated: return Chip(.ok, life.state.label)
        case .resting: return Chip(.off, life.state.label)
        }
    }
}
