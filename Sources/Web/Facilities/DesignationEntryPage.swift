import Domain

/// One institution's designation, contract and reporting party, entered by hand (R31 R40).
public struct DesignationEntryPage: Sendable {
    public var frame: PageFrame
    /// nil: a new one.
    public var facility: Facility.ID?
    /// What is known of it.
    public var known: FacilityDay?
    public var form: DesignationEntryForm
    /// The change request that it answers.
    public var request: ChangeRequest?

    public init(frame: PageFrame, facility: Facility.ID?, known: FacilityDay?, form: DesignationEntryForm) {
        (self.frame, self.facility, self.known, self.form) = (frame, facility, known, form)
    }

    public var body: HTML {
        Layout(
            frame: frame, title: title,
            main: """
                \(Crumbs(entries: [("医療機関", frame.links.register)] + trail, here: title).html)
                <div class="title"><div><h1>\(title)</h1>\(known.map { "<p><bdi>\($0.attributes.name)</bdi> <span class=\"nb\">ID \(facility?.text ?? "")</span></p>" })</div></div>
                <div class="stack far slim">
                \(form.summary)
                \(request.map(asked))
                \(known.map(about))
                <form class="stack far" method="post" action="\(target)" novalidate>
                \(frame.csrfField)\(request.map { "<input type=\"hidden\" name=\"\(DesignationEntryForm.request)\" value=\"\($0.id)\">" })
                \(form.fields)
                <div class="row"><button class="btn">変わることを確かめる</button><a class="btn plain" href="\(back)">やめる</a></div>
                <p class="small muted">この操作では、まだ何も変わりません。次の画面で、変わることを確かめてから反映します。</p>
                </form>
                </div>
                """,
            scripts: form.problems.isEmpty ? [] : [frame.assets.reportForm]
        ).html
    }

    private var title: String { facility == nil ? "新しい医療機関を加える" : "指定と報告する人の変更" }
    private var target: Link { facility.map { frame.links.designationEntry($0) } ?? frame.links.newDesignationEntry }
    private var back: Link { facility.map { frame.links.registerEntry($0) } ?? frame.links.register }

    private var trail: [(words: String, link: Link)] {
        guard let facility, let known else { return [] }
        return [(known.attributes.name, frame.links.registerEntry(facility))]
    }

    private func asked(_ request: ChangeRequest) -> HTML {
        """
        <section class="panel tight" aria-labelledby="page-request"><h2 class="lead" id="page-request">医療機関からの依頼</h2>
        <dl class="kv keep small"><dt>変更したいこと</dt><dd>\(request.subject.label)</dd>
        <dt>希望</dt><dd><bdi class="typed">\(request.wanted)</bdi></dd>
        <dt>いつから</dt><dd>\(request.validFrom.longWords)</dd></dl>
        <p class="small">読み取れたところは、下の欄に入れてあります。</p>
        </section>
        """
    }

    private func about(_ known: FacilityDay) -> HTML {
        """
        <section class="panel tight quiet" aria-labelledby="page-known"><h2 class="lead" id="page-known">いまの登録</h2>
        <dl class="kv keep small"><dt>所在地</dt><dd>\(known.attributes.prefecture.name)<bdi>\(known.attributes.address)</bdi></dd>
        <dt>電話</dt><dd>\(known.attributes.phone)</dd>
        <dt>医療機関コード</dt><dd>\(known.attributes.facilityCode.isEmpty ? "—" : known.attributes.facilityCode)</dd>
        <dt>指定</dt><dd>\(FactWords.designation(known.designation))</dd></dl>
        <p class="small">下の欄には、いまの登録を入れてあります。変えるところだけ直してください。</p>
        </section>
        """
    }
}
