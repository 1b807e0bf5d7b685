import Domain

/// Where the help desk writes a notice (R21).
public struct NoticeFormPage: Sendable {
    public var frame: PageFrame
    public var typed: TypedNotice
    public var errors: [FieldProblem] = []
    /// Something else that kept it from being taken.
    public var problem: Problem?

    public init(frame: PageFrame, typed: TypedNotice) {
        self.frame = frame
        self.typed = typed
    }

    /// The hidden fields beside what is written.
    enum Step: String {
        /// The one field of this name says what the form is sent for.
        static let field = "step"
        case preview, edit, publish
    }

    /// The key under which it will be published.
    static let idField = "notice"

    public var body: HTML {
        Layout(
            frame: frame, title: "お知らせを書く",
            main: """
                <div class="stack far">
                \(Crumbs(entries: [("お知らせ", frame.links.writtenNotices)], here: "書く").html)
                <div class="title"><h1>お知らせを書く</h1></div>
                \(summary)
                <form class="stack" method="post" action="\(frame.links.writtenNotices)" novalidate>
                \(frame.csrfField)
                \(field(.title, input(.title, typed.title)))
                \(field(.body, area, hint: "ふつうの文章です。1行あけると段落が分かれます。https:// ではじまるアドレスは、押せるようになります。"))
                \(field(.from, time(.from, typed.from), hint: "日本時間です。この時刻から見えます。"))
                \(field(.until, time(.until, typed.until), hint: "この時刻になると見えなくなります。"))
                \(field(.audience, audiences, hint: "「すべての方」は、ログイン前の画面にも出ます。"))
                \(field(.prefecture, prefectures, hint: "1つの都道府県だけに出すときに選びます。ログイン前の画面には出ません。"))
                \(mail)
                <div class="row"><button class="btn" name="\(Step.field)" value="\(Step.preview.rawValue)">読む人の見え方を確かめる</button></div>
                </form>
                </div>
                """,
            scripts: summary == nil ? [] : [frame.assets.reportForm]
        ).html
    }

    private var summary: HTML? {
        if let problem { return ErrorSummary(heading: "まだ掲載していません", sentence: problem.sentence).html }
        guard !errors.isEmpty else { return nil }
        return ErrorSummary(
            problems: errors, anchors: Set(TypedNotice.Field.allCases.map(\.rawValue)), isFirst: true
        ).html
    }

    private func error(_ field: TypedNotice.Field) -> FieldProblem? { errors.first { $0.field == field.rawValue } }

    private func field(_ field: TypedNotice.Field, _ control: HTML, hint: String? = nil) -> HTML {
        let name = field.rawValue
        return """
            <div class="field wide-field">
            <label for="\(name)">\(field.label)</label>
            \(hint.map { "<p class=\"hint\" id=\"\(name)-h\">\($0)</p>" })
            \(error(field).map { "<p class=\"err\" id=\"\(name)-e\">\($0.sentence)</p>" })
            \(control)
            </div>
            """
    }

    private func named(_ field: TypedNotice.Field, hasHint: Bool = false) -> HTML {
        let isWrong = error(field) != nil
        let described = [isWrong ? "\(field.rawValue)-e" : nil, hasHint ? "\(field.rawValue)-h" : nil]
            .compactMap(\.self).joined(separator: " ")
        return """
            id="\(field.rawValue)" name="\(field.rawValue)"\(if: isWrong, " aria-invalid=\"true\"")\
            \(attribute: "aria-describedby", described.isEmpty ? nil : described)
            """
    }

    private func input(_ field: TypedNotice.Field, _ value: String) -> HTML {
        #"<input class="input" \#(named(field)) value="\#(value)" required>"#
    }

    private func time(_ field: TypedNotice.Field, _ value: String) -> HTML {
        #"<input class="input" type="datetime-local" \#(named(field, hasHint: true)) value="\#(value)" required>"#
    }

    /// The line end after the tag is no part of what was typed.
    private var area: HTML {
        """
        <textarea rows="10" \(named(.body, hasHint: true)) required>
        \(typed.body)</textarea>
        """
    }

    private var audiences: HTML {
        """
        <select \(named(.audience, hasHint: true))>\(each: NoticeText.Audience.allCases, { audience in
            option(audience.rawValue, audience.label, typed.audience)
        })</select>
        """
    }

    private var prefectures: HTML {
        """
        <select \(named(.prefecture, hasHint: true))>\(option("", "すべて", typed.prefecture))\(each: Prefecture.all, { prefecture in
            option(prefecture.code, prefecture.name, typed.prefecture)
        })</select>
        """
    }

    private func option(_ value: String, _ words: String, _ chosen: String) -> HTML {
        #"<option value="\#(value)"\#(if: value == chosen, " selected")>\#(words)</option>"#
    }

    private var mail: HTML {
        """
        <div class="field"><label class="check"><input type="checkbox" id="byMail" name="byMail" value="1"\
        \(if: typed.byMail, " checked")> 宛先の連絡先にメールでも送る</label>\
        <p class="hint">掲載がはじまると、少しずつ送ります。</p></div>
        """
    }
}

/// The last look before it is published: as its readers will see it.
public struct NoticePreviewPage: Sendable {
    public var frame: PageFrame
    public var typed: TypedNotice
    public var text: NoticeText
    /// The key under which it will be published.
    public var id: String

    public init(frame: PageFrame, typed: TypedNotice, text: NoticeText, id: String) {
        self.frame = frame
        self.typed = typed
        self.text = text
        self.id = id
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "お知らせの確認",
            main: """
                <div class="stack far">
                \(Crumbs(entries: [("お知らせ", frame.links.writtenNotices)], here: "確認").html)
                <div class="title"><div><h1>お知らせの確認</h1><p>まだ掲載していません。読む人には、枠の中のように見えます。</p></div></div>
                <div class="panel">\(NoticeArticle(text: text, level: .part).html)</div>
                <dl class="kv keep">
                <dt>宛先</dt><dd>\(text.audienceWords)</dd>
                <dt>メール</dt><dd>\(text.byMail ? "宛先の連絡先にも送ります" : "送りません")</dd>
                </dl>
                <form class="stack" method="post" action="\(frame.links.writtenNotices)">
                \(frame.csrfField)
                \(each: fields, { "<input type=\"hidden\" name=\"\($0.0)\" value=\"\($0.1)\">\n" })
                <div class="row"><button class="btn" name="\(NoticeFormPage.Step.field)" value="\(NoticeFormPage.Step.publish.rawValue)">掲載する</button>
                <button class="btn two-nd" name="\(NoticeFormPage.Step.field)" value="\(NoticeFormPage.Step.edit.rawValue)">書き直す</button></div>
                <p class="small muted">掲載したあとは書き換えられません。終えることと、新しく書くことはできます。</p>
                </form>
                </div>
                """
        ).html
    }

    private var fields: [(String, String)] {
        typed.fields + [(NoticeFormPage.idField, id)]
    }
}

extension TypedNotice {
    /// As the form sends it.
    var fields: [(String, String)] {
        [
            (Field.title.rawValue, title), (Field.body.rawValue, body), (Field.from.rawValue, from),
            (Field.until.rawValue, until), (Field.audience.rawValue, audience),
            (Field.prefecture.rawValue, prefecture),
        ] + (byMail ? [(Field.byMail.rawValue, "1")] : [])
    }
}
