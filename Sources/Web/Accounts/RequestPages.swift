import Domain

/// What institutions ask the prefecture: the open ones first, below them those answered.
struct RequestsPage: Sendable {
    var frame: PageFrame
    /// The oldest first.
    var open: [ChangeRequest]
    /// The newest answer first.
    var answered: [ChangeRequest]
    /// As the institutions are called now.
    var names: [Facility.ID: String]
    /// The page with the open ones.
    var isFirst = true
    /// Where the next page of the answered begins.
    var next: ChangeRequest.Place?

    init(frame: PageFrame, open: [ChangeRequest], answered: [ChangeRequest], names: [Facility.ID: String]) {
        (self.frame, self.open, self.answered, self.names) = (frame, open, answered, names)
    }

    var body: HTML {
        Layout(
            frame: frame, title: "変更の依頼",
            main: """
                <div class="stack far">
                <div class="title"><div><h1>変更の依頼</h1><p>医療機関から届いた、登録内容の変更の依頼です。</p></div></div>
                \(if: isFirst, openSection)
                <section class="stack near" aria-labelledby="page-answered">
                <h2 id="page-answered">回答したもの</h2>
                \(answered.isEmpty ? "<p class=\"muted\">まだありません。</p>" : table(answered))
                \(next.map { "<p><a href=\"\(frame.links.requests(after: $0))\">これより前の回答</a></p>" })
                </section>
                </div>
                """, isWide: true
        ).html
    }

    private var openSection: HTML {
        """
        <section class="stack near" aria-labelledby="page-open">
        <h2 id="page-open">回答を待っているもの <span class="nb">\(Figure.grouped(open.count))件</span></h2>
        \(open.isEmpty ? "<div class=\"empty\"><b>回答を待っている依頼はありません</b></div>" : table(open))
        </section>
        """
    }

    private func table(_ requests: [ChangeRequest]) -> HTML {
        """
        <table class="tbl cards">
        <thead><tr><th scope="col">医療機関</th><th scope="col">変更したいこと</th><th scope="col">いつから</th>\
        <th scope="col">依頼の日時</th><th scope="col">状態</th><th scope="col" class="n">内容</th></tr></thead>
        <tbody>
        \(each: requests, row)</tbody>
        </table>
        """
    }

    private func row(_ request: ChangeRequest) -> HTML {
        let name = names[request.facility] ?? request.facility.text
        return """
            <tr><th scope="row"><bdi>\(name)</bdi></th>\
            <td data-h="変更したいこと">\(request.subject.label)</td>\
            <td data-h="いつから" class="nb">\(request.validFrom.longWords)</td>\
            <td data-h="依頼の日時" class="nb">\(request.recordedAt.words(in: frame.today))</td>\
            <td data-h="状態">\(request.chip.html)</td>\
            <td class="n"><a href="\(frame.links.request(request.id))">見る<span class="vh">(\(name) \(request.subject.label))</span></a></td></tr>

            """
    }
}

extension ChangeRequest {
    /// How it stands.
    var chip: Chip {
        switch answer?.isAccepted {
        case nil: Chip(.due, "回答待ち")
        case true?: Chip(.ok, "受け入れ")
        case false?: Chip(.off, "断り")
        }
    }
}

/// One request beside what is registered, and the answer.
struct RequestPage: Sendable {
    var frame: PageFrame
    var request: ChangeRequest
    /// What is known of the institution now, or on the day from which the change is to hold.
    var known: FacilityDay?
    /// nil once it is answered.
    var form: OwnFormPage?

    static let accept = "accept"
    static let decline = "decline"
    static let choices = [(value: accept, words: "受け入れる"), (value: decline, words: "断る")]

    init(frame: PageFrame, request: ChangeRequest, known: FacilityDay?) {
        (self.frame, self.request, self.known) = (frame, request, known)
        guard request.answer == nil else { return }
        let choices = Self.choices.filter { $0.value != Self.accept || !request.subject.isEntered }
        var inputs = [RecordInput(RecordField.answer, "回答", .choice(choices))]
        if request.subject.isWrittenDown {
            inputs.append(
                RecordInput(
                    RecordField.value, "登録する\(request.subject.label)", .text(autocomplete: "off"),
                    hint: "受け入れると、この内容が\(request.validFrom.longWords)から登録されます。", typed: request.wanted))
        }
        inputs.append(
            RecordInput(
                RecordField.words, "医療機関へのひとこと", .area,
                hint: "断るときは、理由を書いてください。\(ChangeRequest.limit)文字まで。"))
        var form = OwnFormPage(
            frame: frame, title: title, action: frame.links.requestAnswer(request.id), inputs: inputs,
            button: request.subject.isEntered ? "断る" : "回答する",
            back: ("変更の依頼", frame.links.requests))
        form.isDanger = request.subject.isEntered
        form.lead = "\(content)\(entry)"
        self.form = form
    }

    var body: HTML {
        if let form { return form.body }
        return Layout(
            frame: frame, title: title,
            main: """
                \(Crumbs(entries: [("変更の依頼", frame.links.requests)], here: title).html)
                <div class="title"><h1>\(title)</h1></div>
                <div class="stack far slim">\(content)</div>
                """
        ).html
    }

    private var name: String { known?.attributes.name ?? request.facility.text }
    private var title: String { "\(name)の\(request.subject.label)の変更" }

    private var content: HTML {
        """
        <dl class="kv keep ruled">
        <dt>医療機関</dt><dd><a href="\(frame.links.facility(request.facility))"><bdi>\(name)</bdi></a> <span class="nb small muted">ID \(request.facility.text)</span></dd>
        \(known?.words(of: request.subject).map { "<dt>いまの登録</dt><dd><bdi>\($0)</bdi></dd>" })
        <dt>希望</dt><dd><bdi class="typed">\(request.wanted)</bdi></dd>
        <dt>いつから</dt><dd>\(request.validFrom.longWords)</dd>
        <dt>依頼の日時</dt><dd>\(request.recordedAt.words(in: frame.today))</dd>
        <dt>状態</dt><dd>\(request.chip.html)</dd>
        \(request.answer.map(answered))
        </dl>
        """
    }

    private func answered(_ answer: ChangeRequest.Answer) -> HTML {
        """
        <dt>回答</dt><dd>\(answer.answeredAt.words(in: frame.today))\
        \(if: !answer.words.isEmpty, "<br><bdi class=\"typed\">\(answer.words)</bdi>")</dd>
        """
    }

    /// Where what is accepted is entered, or what goes beyond one line.
    private var entry: HTML? {
        switch request.subject {
        case .designation, .hours, .kind:
            """
            <p><a class="btn" href="\(entryLink)">\(request.subject.entryWords)</a></p>
            <p class="small muted">入力した内容が登録されると、この依頼を受け入れたことになり、医療機関にお知らせします。断るときは、下に理由を書いてください。</p>
            """
        case .address:
            """
            <p class="small">市区町村や郵便番号も変わるときは、<a href="\(entryLink)">移転として入力して受け入れる</a>。</p>
            """
        case .name, .phone, .other: nil
        }
    }

    private var entryLink: Link {
        switch request.subject {
        case .kind: frame.links.facilityLife(request.facility, FacilityStep.Name.kind.rawValue, request: request.id)
        case .address: frame.links.facilityLife(request.facility, FacilityStep.Name.move.rawValue, request: request.id)
        case .name, .phone, .designation, .hours, .other:
            frame.links.designationEntry(request.facility, request: request.id)
        }
    }
}

extension ChangeRequest.Subject {
    /// Accepted by entering it in a form of its own.
    var isEntered: Bool {
        switch self {
        case .kind, .designation, .hours: true
        case .name, .address, .phone, .other: false
        }
    }

    /// What leads to that form.
    var entryWords: String { self == .kind ? "種別を入力して受け入れる" : "指定を入力して受け入れる" }
}
