import Domain
import Store

/// One step in an institution's life: what is known, and what is to change.
struct LifeStepPage: Sendable {
    var frame: PageFrame
    var facility: Facility.ID
    /// Today's, or of its first day.
    var known: FacilityDay
    var form: LifeStepForm
    /// The change request that it answers.
    var request: ChangeRequest?

    var body: HTML {
        Layout(
            frame: frame, title: "\(form.step.label) \(known.attributes.name)",
            main: """
                \(LifeCrumbs(frame: frame, facility: facility, name: known.attributes.name, step: form.step).html)
                <div class="title"><div><h1>\(form.step.label)</h1><p><bdi>\(known.attributes.name)</bdi> ID \(facility.text)</p></div></div>
                <div class="stack far slim">
                \(summary)
                \(request.map(asked))
                <dl class="kv keep ruled"><dt>いま</dt><dd><bdi>\(StepWords(known).words(of: form.step))</bdi></dd></dl>
                \(form.html(action, frame.csrfField))
                <p class="small muted">まだ何も変わりません。次の画面で、変わることを確かめてから決めます。\
                まちがえて書き加えたときは、正しい内容をもう一度書き加えると、そちらが使われます。消すことはできません。</p>
                </div>
                """,
            scripts: form.problems.isEmpty ? [] : [frame.assets.reportForm]
        ).html
    }

    private var action: Link { frame.links.facilityLife(facility, form.step.rawValue) }

    private var summary: HTML? {
        guard !form.problems.isEmpty else { return nil }
        return ErrorSummary(problems: form.problems, anchors: form.anchors, isFirst: true).html
    }

    private func asked(_ request: ChangeRequest) -> HTML {
        """
        <section class="panel tight" aria-labelledby="page-request"><h2 class="lead" id="page-request">医療機関からの依頼</h2>
        <dl class="kv keep small"><dt>変更したいこと</dt><dd>\(request.subject.label)</dd>
        <dt>希望</dt><dd><bdi class="typed">\(request.wanted)</bdi></dd>
        <dt>いつから</dt><dd>\(request.validFrom.longWords)</dd></dl>
        <p class="small">書き加えると、この依頼を受け入れたことになり、医療機関にお知らせします。</p></section>
        """
    }
}

/// What a step changes and what follows, before anything is written down.
struct LifeConfirmPage: Sendable {
    var frame: PageFrame
    var plan: FacilityStepPlan
    var form: LifeStepForm
    var today: Day
    /// The institution into which it is merged, by name.
    var target: String?
    /// Somebody else wrote something down since it was shown.
    var hasChanged = false

    var body: HTML {
        let name = plan.before.attributes.name
        return Layout(
            frame: frame, title: "\(form.step.label)の確認 \(name)",
            main: """
                \(LifeCrumbs(frame: frame, facility: plan.facility, name: name, step: form.step).html)
                <div class="title"><div><h1>\(form.step.label)の確認</h1><p>まだ何も変わっていません。</p></div></div>
                <div class="stack far slim">
                \(if: hasChanged, ErrorSummary(heading: "登録が先に変わりました", sentence: "この画面を開いたあとに、登録が変わりました。いまの登録にもとづいて、もう一度お確かめください。").html)
                \(table)
                <section class="stack near" aria-labelledby="page-follows"><h2 id="page-follows">こうなります</h2>
                <ul>\(each: LifeConsequences(plan: plan, today: today).sentences, { "<li>\($0)</li>" })</ul></section>
                \(warning.map { "<div class=\"ask-box\" role=\"note\"><p>\($0)</p></div>" })
                <form class="stack" method="post" action="\(frame.links.facilityLife(plan.facility, form.step.rawValue))">
                \(frame.csrfField)
                \(each: form.hidden, { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">\n" })
                <input type="hidden" name="\(LifeStepForm.seenField)" value="\(plan.told)">
                <div class="row"><button class="btn\(if: isFinal, " danger")" name="\(LifeStepForm.Act.field)" value="\(LifeStepForm.Act.save.rawValue)">\(button)</button>
                <button class="btn two-nd" name="\(LifeStepForm.Act.field)" value="\(LifeStepForm.Act.edit.rawValue)">書き直す</button>
                <a class="btn plain" href="\(frame.links.registerEntry(plan.facility))">やめる</a></div>
                </form>
                </div>
                """,
            scripts: hasChanged ? [frame.assets.reportForm] : []
        ).html
    }

    private var isFinal: Bool { plan.step.life?.isEnded ?? false }

    private var button: String {
        switch form.step {
        case .rest: "休止にする"
        case .reopen: "再開にする"
        case .close: "廃止にする"
        case .merge: "統合にする"
        case .move, .rename, .phone, .code, .kind: "書き加える"
        }
    }

    private var table: HTML {
        let until = plan.validity.until.map { "、\($0.adding(-1).longWords)まで" } ?? ""
        return """
            <dl class="kv keep ruled">
            <dt>医療機関</dt><dd><bdi>\(plan.before.attributes.name)</bdi> <span class="small muted nb">ID \(plan.facility.text)</span></dd>
            <dt>いつから</dt><dd>\(plan.validity.from.longWords)から\(until)</dd>
            <dt>いま</dt><dd><bdi>\(StepWords(plan.before).words(of: form.step))</bdi></dd>
            <dt>これから</dt><dd><b><bdi>\(StepWords(plan.after).words(of: form.step))</bdi></b>\
            \(target.map { " <bdi>\($0)</bdi>" })</dd>
            </dl>
            """
    }

    /// The check digit of a new code; a warning only.
    private var warning: String? {
        guard case .code(let text) = plan.step else { return nil }
        return FacilityCode(text)?.checkDigitFault
    }
}

/// What a step is about, of what is known on a day.
struct StepWords {
    let known: FacilityDay

    init(_ known: FacilityDay) { self.known = known }

    func words(of step: FacilityStep.Name) -> String {
        let attributes = known.attributes
        return switch step {
        case .rest, .reopen, .close, .merge: FactWords.life(known.life)
        case .move:
            [
                attributes.zipCode, attributes.prefecture.name + attributes.address,
                "(\(attributes.localGovCode) \(attributes.cityName))",
            ].joined(separator: " ")
        case .rename: attributes.name
        case .phone: attributes.phone.isEmpty ? "—" : attributes.phone
        case .code: attributes.facilityCode.isEmpty ? "—" : attributes.facilityCode
        case .kind: known.kind?.label ?? "—"
        }
    }
}

/// What follows from a step.
struct LifeConsequences {
    var plan: FacilityStepPlan
    var today: Day

    var sentences: [String] {
        own + [later, past].compactMap(\.self) + ["IDは変わりません。これまでの報告も、そのまま残ります。"]
    }

    private var from: String { plan.validity.from.longWords }

    private var own: [String] {
        switch plan.step {
        case .rest: ["\(from)から、報告の対象外になります。", "休止しているあいだも、IDでログインできます。"]
        case .reopen: ["\(from)から、また報告の対象になります。"]
        case .close, .merge: ["\(from)から、報告の対象外になります。", signIn] + undone
        case .move(let home, _, _): move(home)
        case .rename: ["過ぎた日の画面や集計には、その日の名前を使います。"]
        case .phone, .code: []
        case .kind(let kind):
            ["\(from)から、\(kind.label)にたずねる項目に変わります。", "公表される病院の一覧に載るかどうかは、変わりません。"]
        }
    }

    private var signIn: String {
        let last = plan.validity.from.adding(FacilityLife.daysToComplete - 1)
        guard last >= today else {
            return "\(last.longWords)で90日が過ぎているため、すぐにログインできなくなります。開いている画面も終わります。"
        }
        return "過ぎた日の報告をそろえられるように、90日間(\(last.longWords)まで)はログインできます。"
    }

    private var undone: [String] {
        plan.undone.map { ["\($0.day.longWords)から「\(FactWords.life($0.life))」という登録は、なくなります。"] } ?? []
    }

    private func move(_ home: AttributeChange.Home) -> [String] {
        let before = plan.before.attributes
        if home.prefecture != before.prefecture {
            return [
                "\(from)から、\(home.prefecture.name)の医療機関になります。登録を変えられるのも、その日からは\(home.prefecture.name)だけです。",
                "\(before.prefecture.name)からは、その前日までの報告と登録を、これからも見られます。",
            ]
        }
        if home.municipality != before.localGovCode { return ["\(from)から、\(home.city)の集計に数えます。"] }
        return []
    }

    private var later: String? {
        guard let until = plan.validity.until, let later = plan.later else { return nil }
        return "\(until.longWords)からは、「\(StepWords(later).words(of: plan.step.name))」になります。"
    }

    private var past: String? {
        plan.validity.from < today ? "過ぎた日の集計も、\(from)にさかのぼって数えなおします。" : nil
    }
}

/// Where a step stands in the product.
struct LifeCrumbs {
    var frame: PageFrame
    var facility: Facility.ID
    var name: String
    var step: FacilityStep.Name

    var html: HTML {
        Crumbs(
            entries: [("医療機関", frame.links.register), (name, frame.links.registerEntry(facility))], here: step.label
        ).html
    }
}
