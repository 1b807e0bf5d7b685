import Domain

/// What needs one tap instead of a form (R27 R33): 「受診者なし(すべて0)」 and 「開設なし・実績なし」.
public struct OneTap: Sendable {
    /// The institution may say that it did not open.
    public var offersClosed = false
    public var offersZeros = false
    /// States of an earlier report can be taken over.
    public var offersSame = false
    /// It said so: since when, and who.
    public var mark: ClosedMark?
    /// The tests are asked of a day not opened too.
    public var asksTests = false

    public init() {}

    static let closedWords = "開設なし・実績なし"
    static let zerosWords = "受診者なし(すべて0)"

    /// Beside the form's heading. Pressing Enter in a field without a script sends with the form's first button: so that is the usual
    /// one, seen and read by nobody.
    func inTitle(_ frame: PageFrame, _ form: Form, _ day: Day, of facility: Facility.ID?) -> HTML? {
        guard offersZeros || offersSame || offersClosed else { return nil }
        return """
            <div class="row">\
            \(if: offersZeros || offersSame, "<button class=\"vh\" form=\"report-form\" tabindex=\"-1\" aria-hidden=\"true\">送る</button>")\
            \(if: offersSame, SameButton(survey: form.survey).html)\
            \(if: offersZeros, "<button class=\"btn two-nd sm\" form=\"report-form\" name=\"\(FieldName.zeros)\" value=\"1\">\(Self.zerosWords)</button>")\
            \(if: offersClosed && mark == nil, ClosedMarkButton(frame: frame, form: form, day: day, facility: facility, style: "btn two-nd sm").html)</div>
            """
    }

    /// Above the fields of a day that is marked.
    func notice(
        _ frame: PageFrame, _ form: Form, _ day: Day, of facility: Facility.ID?, asksLess: Bool
    ) -> HTML? {
        guard let mark, asksLess else { return nil }
        let rest =
            asksTests
            ? "検査をしたときは、検査の数だけ入力して報告できます。診療状況は入力しません。" : "入力して報告すると、取り消したことになります。"
        return """
            <section class="panel" role="status"><h2>\(Chip(.off, "休診").bare) この日は「\(Self.closedWords)」です</h2>
            <p>報告は要りません。\(rest)</p>
            <p class="small muted">\(mark.recordedAt.words) <bdi>\(mark.by)</bdi></p>
            <p class="small"><a href="\(frame.links.closedMark(form.survey, day, of: facility))">取り消す・履歴を見る</a></p></section>
            """
    }
}

/// Marks a day closed, or takes that back: a form of its own with one button.
struct ClosedMarkButton {
    var frame: PageFrame
    var form: Form
    var day: Day
    var facility: Facility.ID?
    var isClosed = true
    var style: String
    /// The page has several buttons of the kind.
    var namesDay = false

    var html: HTML {
        let words = isClosed ? OneTap.closedWords : "\(OneTap.closedWords)を取り消す"
        return """
            <form method="post" action="\(frame.links.closedMark(form.survey, day, of: facility))">\(frame.csrfField)\(frame.actField)\
            <input type="hidden" name="\(FieldName.closed)" value="\(isClosed ? "1" : "0")">\
            <button class="\(style)">\(words)\(if: namesDay, "<span class=\"vh\">(\(form.title) \(form.period.words(day)))</span>")</button></form>
            """
    }
}

/// Sends zeros for one day from outside its form.
struct ZerosButton {
    var frame: PageFrame
    var form: Form
    var day: Day
    var facility: Facility.ID?
    var style: String

    var html: HTML {
        """
        <form method="post" action="\(frame.links.report(form.survey, day, of: facility))">\(frame.csrfField)\(frame.actField)\
        <input type="hidden" name="\(FieldName.zeros)" value="1">\
        <button class="\(style)">\(OneTap.zerosWords)<span class="vh">(\(form.title))</span></button></form>
        """
    }
}

/// Every mark of a day and every lifting, the newest first.
struct ClosedMarkHistory {
    /// The oldest first.
    var marks: [ClosedMark]

    var html: HTML {
        """
        <section class="stack near" aria-labelledby="page-marks">
        <h2 id="page-marks">\(OneTap.closedWords)の履歴</h2>
        <ul class="plain stack near small">
        \(each: marks.reversed(), row)</ul>
        </section>
        """
    }

    private func row(_ mark: ClosedMark) -> HTML {
        let words = mark.isClosed ? "「\(OneTap.closedWords)」にしました" : "取り消しました"
        return #"<li><time>\#(mark.recordedAt.words)</time> \#(words) <bdi class="muted">\#(mark.by)</bdi></li>"#
    }
}
