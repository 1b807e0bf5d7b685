import Domain
import Store

/// Where somebody is signed in, with password and second factor beside it.
public struct SessionListPage: Sendable {
    public var frame: PageFrame
    public var sessions: [OpenSession]
    public var tellsOfDevices: Bool
    public var hasFactor: Bool
    public var isColleague = false
    public var isDone = false

    public init(frame: PageFrame, sessions: [OpenSession], tellsOfDevices: Bool, hasFactor: Bool) {
        self.frame = frame
        self.sessions = sessions
        self.tellsOfDevices = tellsOfDevices
        self.hasFactor = hasFactor
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "ログイン中の機器",
            main: """
                <div class="title"><div><h1>ログイン中の機器</h1></div></div>
                <div class="two">
                <div class="stack far">
                \(if: isDone, DoneBox(heading: "変更しました").html)
                \(table)
                <div class="row">\(if: sessions.count > 1, act(frame.links.otherSessions, "ほかの機器をすべてログアウト", "btn two-nd"))\
                \(act(frame.links.allSessions, "すべての機器でログアウト", "btn danger"))</div>
                </div>
                <div class="stack">
                <section class="panel tight quiet" aria-labelledby="page-keys">
                <h2 id="page-keys">パスワードと2段階認証</h2>
                <ul class="plain stack near">
                <li><a href="\(frame.links.password)">パスワードを変える</a></li>
                <li><a href="\(frame.links.secondFactor)">2段階認証</a> \
                \(hasFactor ? Chip(.ok, "使っています").html : Chip(.off, "使っていません").html)</li>
                </ul>
                </section>
                \(if: !isColleague, notices)
                </div>
                </div>
                """
        ).html
    }

    private var table: HTML {
        """
        <table class="tbl cards">
        <thead><tr><th scope="col">機器</th><th scope="col">ログインした日時</th><th scope="col">最後の操作</th>\
        <th scope="col" class="n">操作</th></tr></thead>
        <tbody>
        \(each: sessions, row)</tbody>
        </table>
        """
    }

    private func row(_ session: OpenSession) -> HTML {
        let name = session.device.isEmpty ? DeviceWords.unknown : session.device
        let act: HTML =
            session.isThis
            ? Chip(.ok, "この機器").html
            : """
            <form method="post" action="\(frame.links.sessionOfOwn)">\(frame.csrfField)\
            <input type="hidden" name="\(FieldName.session)" value="\(session.key)">\
            <button class="as-link">ログアウトさせる<span class="vh">(\(name))</span></button></form>
            """
        return """
            <tr><th scope="row">\(name)</th><td data-h="ログイン">\(session.signedInAt.words)</td>\
            <td data-h="最後の操作">\(session.lastSeenAt.words)</td><td class="n">\(act)</td></tr>

            """
    }

    private func act(_ link: Link, _ words: String, _ style: String) -> HTML {
        #"<form method="post" action="\#(link)">\#(frame.csrfField)<button class="\#(style)">\#(words)</button></form>"#
    }

    private var notices: HTML {
        """
        <section class="panel tight quiet" aria-labelledby="page-new">
        <h2 id="page-new">新しい機器のお知らせ</h2>
        <p class="small">新しい機器からログインがあると、連絡先のメールアドレスにお知らせします。いまは\(tellsOfDevices ? "お知らせしています" : "止めています")。</p>
        <form method="post" action="\(frame.links.newDevices)">\(frame.csrfField)\
        <input type="hidden" name="\(FieldName.tells)" value="\(tellsOfDevices ? "0" : "1")">\
        <button class="btn two-nd sm">\(tellsOfDevices ? "お知らせを止める" : "お知らせする")</button></form>
        </section>
        """
    }
}
