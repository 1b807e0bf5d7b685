import Domain

/// What can be done for whoever calls, after the check.
struct DeskPanel {
    var frame: PageFrame
    var desk: AccountDesk
    var ticks: DeskCheck.Ticks
    var problem: FieldProblem?

    var html: HTML {
        """
        <section class="panel" aria-labelledby="page-act"><h2 id="page-act">電話・メールの方の手続き</h2>
        \(if: desk.isForAssociation, forAssociation)\
        \(if: desk.life.restedAt != nil, resting)\
        \(if: desk.life.restedAt == nil && !desk.isForAssociation, procedures)\
        <p class="b">ほかの手続き</p>
        <a class="btn two-nd" href="\(frame.links.correction(desk.account.id))">連絡先を直す</a>
        \(if: desk.life.restedAt == nil, "<a class=\"btn danger\" href=\"\(frame.links.rest(desk.account.id))\">このIDを止める</a>")
        <p class="small muted">パスワードは、事務局にも見えません。手続きは記録され、ご本人の画面にも出ます。</p>
        </section>
        """
    }

    private var procedures: HTML {
        """
        <form class="stack near" method="post" action="\(frame.links.procedures(desk.account.id))">\(frame.csrfField)
        \(check.html)
        <p class="b">2. 手続き</p>
        \(if: canMail, button(.reset, "再設定メールを送る", isFirst: true))
        \(if: canMail && desk.life.activatedAt == nil, button(.resendId, "IDのお知らせをもう一度送る"))
        \(if: desk.account.facility != nil, button(.letter, "IDの手紙を作る", isFirst: !canMail))
        \(if: desk.hasFactorToLose, button(.removeFactor, "2段階認証を外す"))
        \(if: !canMail, "<p class=\"small\">メールアドレスが登録されていません。</p>")
        </form>
        """
    }

    private var resting: HTML {
        """
        <p>このIDは止められています。\(desk.life.restedAt.map { "(\($0.words(in: frame.today))から)" })</p>
        <form class="stack near" method="post" action="\(frame.links.restEnd(desk.account.id))">\(frame.csrfField)
        \(check.html)
        <button class="btn">また使えるようにする</button>
        </form>
        """
    }

    private var forAssociation: HTML {
        """
        <p>この医療機関の報告は、<bdi>\(desk.association ?? "")</bdi>がまとめています。IDはお休みで、パスワードは要りません。</p>

        """
    }

    private var check: DeskCheck {
        DeskCheck(parts: Procedure.reset.needed(hasFacilityCode: false), ticks: ticks, problem: problem)
    }

    private var canMail: Bool { !desk.contact.mail.isEmpty }

    private func button(_ procedure: Procedure, _ words: String, isFirst: Bool = false) -> HTML {
        """
        <button class="btn\(if: !isFirst, " two-nd")" name="procedure" value="\(procedure.rawValue)">\(words)</button>
        """
    }
}

/// For whoever lost the ID and cannot name it.
struct LostIdPanel {
    var frame: PageFrame
    var desk: AccountDesk
    var ticks: DeskCheck.Ticks
    var problem: FieldProblem?

    var html: HTML? {
        guard desk.known != nil else { return nil }
        return """
            <section class="panel quiet" aria-labelledby="page-lost"><h2 id="page-lost">ログインIDがわからない方</h2>
            <form class="stack near" method="post" action="\(frame.links.procedures(desk.account.id))">\(frame.csrfField)
            \(check.html)
            <p class="b">2. 手続き</p>
            <button class="btn two-nd sm" name="procedure" value="\(Procedure.tellId.rawValue)">口頭でIDを伝えた</button>
            \(if: !desk.contact.mail.isEmpty, "<button class=\"btn two-nd sm\" name=\"procedure\" value=\"\(Procedure.mailId.rawValue)\">IDをメールで送る</button>")
            <p class="small muted">登録されている内容と合うことを、画面で確かめてください。</p>
            </form></section>
            """
    }

    private var check: DeskCheck {
        DeskCheck(
            parts: Procedure.tellId.needed(hasFacilityCode: desk.hasFacilityCode), ticks: ticks, problem: problem,
            prefix: "lost-")
    }
}
