import Domain

/// The last look before a window is planned or changed: as everybody will read it.
struct MaintenancePreviewPage {
    var form: MaintenanceFormPage
    var plan: MaintenancePlan

    private var window: MaintenanceWindow { plan.window(form.id) }

    var body: HTML {
        let frame = form.frame
        return Layout(
            frame: frame, title: "メンテナンスの確認",
            main: """
                <div class="stack far">
                \(Crumbs(entries: form.trail, here: "確認").html)
                <div class="title"><div><h1>メンテナンスの確認</h1><p>まだ予定していません。すべての画面に、下のように出ます。</p></div></div>
                \(shown)
                <dl class="kv keep">
                <dt>入力できないあいだ</dt><dd>\(isAtOnce ? "いますぐから" : "\(plan.startsAt.words)から")\(plan.endsAt.words)まで</dd>
                <dt>知らせはじめる</dt><dd>\(plan.announcedFrom <= form.now ? "いまから" : "\(plan.announcedFrom.words)から")</dd>
                <dt>お知らせとメール</dt><dd>\(plan.byMail ? "すべての方に送ります" : "送りません")</dd>
                <dt>締切</dt><dd>このあいだに締切が来る報告は、締切がのびます。</dd>
                </dl>
                <form class="stack" method="post" action="\(form.action)">
                \(frame.csrfField)
                \(each: fields, { "<input type=\"hidden\" name=\"\($0.0)\" value=\"\($0.1)\">\n" })
                <div class="row">\(button(.publish, form.former == nil ? "予定する" : "変える", "btn"))
                \(button(.edit, "書き直す", "btn two-nd"))</div>
                </form>
                </div>
                """
        ).html
    }

    private var isAtOnce: Bool { form.typed.startsNow && !form.hasBegun }

    private var shown: HTML? {
        var frame = form.frame
        (frame.maintenance, frame.now) = ([window], form.now)
        return MaintenanceBand(frame: frame, wrap: "wrap", label: "見え方").html
    }

    private func button(_ step: NoticeFormPage.Step, _ words: String, _ style: String) -> HTML {
        #"<button class="\#(style)" name="\#(NoticeFormPage.Step.field)" value="\#(step.rawValue)">\#(words)</button>"#
    }

    private var fields: [(String, String)] {
        let typed = form.typed
        let ticked = [(TypedMaintenance.Field.startsNow, typed.startsNow), (.byMail, typed.byMail)].filter(\.1)
        return [
            (TypedMaintenance.Field.from.rawValue, typed.from), (TypedMaintenance.Field.until.rawValue, typed.until),
            (TypedMaintenance.Field.announcedFrom.rawValue, typed.announcedFrom),
            (TypedMaintenance.Field.reason.rawValue, typed.reason), (FieldName.revision, String(form.basedOn)),
            (MaintenanceFormPage.idField, form.id),
        ] + ticked.map { ($0.0.rawValue, "1") }
    }
}
