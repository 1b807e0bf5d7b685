import Domain

/// Who was asked to confirm a day's figures, who did and when, and one button that asks the others.
struct MemberConfirmationPage: Sendable {
    var frame: PageFrame
    var form: Form
    var day: Day
    var members: [Member]
    /// So many were asked just now.
    var asked: Int?

    struct Member: Sendable {
        enum State: Sendable, Equatable {
            case notReported
            /// The institution itself, or another association, sent what stands.
            case notOurs
            case withoutAddress
            /// Can be asked.
            case open
            case waiting(since: Instant)
            case expired(since: Instant)
            case confirmed(at: Instant)
        }

        var facility: Facility.ID
        var name: String
        var state: State

        /// A mail goes to it when the button is pressed.
        var isAskable: Bool {
            switch state {
            case .open, .expired: true
            case .notReported, .notOurs, .withoutAddress, .waiting, .confirmed: false
            }
        }

        var isConfirmed: Bool { if case .confirmed = state { true } else { false } }
    }

    var body: HTML {
        Layout(
            frame: frame, title: "医療機関による数値の確認",
            main: """
                \(Crumbs(entries: [("ホーム", frame.links.home)], here: "数値の確認").html)
                <div class="title"><div><h1>医療機関による数値の確認</h1>\
                <p>\(form.period.title(of: day, in: frame.today)) \(form.title)</p></div></div>
                <div class="stack far">
                \(asked.map { DoneBox(heading: "\($0)件の確認をお願いしました", sentence: $0 == 0 ? "いまお願いできる医療機関はありません。" : nil).html })
                \(act)
                \(members.isEmpty ? nothing : table)
                <p class="small"><a href="\(frame.links.confirmationAddresses)">確認のメールの宛先を決める</a></p>
                </div>
                """
        ).html
    }

    private var act: HTML {
        let count = members.count(where: \.isAskable)
        return """
            <section class="stack near" aria-label="まとめ">
            <p><b class="lead">\(members.count(where: \.isConfirmed))</b> / \(members.count) 医療機関が確認</p>
            \(if: count > 0, ask(count))
            </section>
            """
    }

    private func ask(_ count: Int) -> HTML {
        """
        <form method="post" action="\(frame.links.memberConfirmations(form.survey, day))">\(frame.csrfField)\
        <button class="btn">\(count)件の医療機関にメールで確認をお願いする</button></form>
        <p class="small muted">メールに数値は書きません。確認は任意で、リンクは14日間有効です。</p>
        """
    }

    private var nothing: HTML { #"<div class="empty"><b>いま団体が報告する医療機関はありません</b></div>"# }

    private var table: HTML {
        """
        <table class="tbl cards"><thead><tr><th scope="col">医療機関</th><th scope="col">確認</th>\
        <th scope="col">いつ</th></tr></thead><tbody>
        \(each: members, row)</tbody></table>
        """
    }

    private func row(_ member: Member) -> HTML {
        """
        <tr><th scope="row"><a href="\(frame.links.report(form.survey, day, of: member.facility))"><bdi>\(member.name)</bdi></a></th>\
        <td data-h="確認">\(member.state.chip.html)</td><td data-h="いつ">\(member.state.words)</td></tr>

        """
    }
}

extension MemberConfirmationPage.Member.State {
    fileprivate var chip: Chip {
        switch self {
        case .notReported: Chip(.notAsked, "報告なし")
        case .notOurs: Chip(.notAsked, "団体の報告ではありません")
        case .withoutAddress: Chip(.off, "宛先なし")
        case .open: Chip(.due, "まだお願いしていません")
        case .waiting: Chip(.hold, "確認待ち")
        case .expired: Chip(.late, "期限切れ")
        case .confirmed: Chip(.ok, "医療機関が確認")
        }
    }

    fileprivate var words: String {
        switch self {
        case .notReported, .notOurs, .withoutAddress, .open: "—"
        case .waiting(let since), .expired(let since): "\(since.words)にお願い"
        case .confirmed(let at): at.words
        }
    }
}
