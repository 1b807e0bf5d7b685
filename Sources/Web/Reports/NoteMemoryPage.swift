import Domain

/// Which notes an institution is not asked again for a time, and why; each can be asked again.
struct NoteMemoryPage: Sendable {
    var frame: PageFrame
    var subject: ReportSubject
    /// nil for the visitor's own institution.
    var facilityName: String?
    /// By survey, the newest first.
    var entries: [Entry]
    /// So many days a note is remembered; 0: not at all.
    var days: Int
    /// One was forgotten just now.
    var isDone = false

    struct Entry: Sendable {
        let memory: NoteMemory
        /// The version under which it was passed.
        let form: Form
        /// As it was asked.
        let note: Verdict.Note
    }

    /// The names of the fields that say which is to ask again.
    static let survey = "survey"
    static let check = "check"

    var body: HTML {
        Layout(
            frame: frame, title: title,
            main: """
                \(Crumbs(entries: subject.trail, here: title).html)
                <div class="title"><div><h1>\(title)</h1>\(facilityName.map { "<p class=\"lead\"><bdi>\($0)</bdi></p>" })\
                <p>\(how)</p></div></div>
                <div class="stack">
                \(if: isDone, "<div class=\"live\" role=\"status\"><p>次に報告するときから、またおたずねします。</p></div>")
                \(entries.isEmpty ? nothing : list)
                <p><a href="\(subject.back.link)">\(subject.back.words)</a></p>
                </div>
                """
        ).html
    }

    private var title: String { "確認ずみの注意" }

    private var how: String {
        days == 0
            ? "「このままで正しい」とされた注意は、報告の履歴に残ります。次の報告でも、またおたずねします。"
            : "「このままで正しい」とされた注意は、\(days)日間おたずねしません。ふだんの10倍という注意は、そのときの数のさらに10倍になると、またおたずねします。"
    }

    private var nothing: HTML { #"<div class="empty"><b>いまは、ありません</b></div>"# }

    private var list: HTML {
        """
        <table class="tbl cards">
        <caption class="vh">\(title)</caption>
        <thead><tr><th scope="col">注意</th><th scope="col">確認した報告</th><th scope="col">\(NoteReason.label)</th>\
        <th scope="col">いつまで</th><th scope="col"><span class="vh">もう一度たずねる</span></th></tr></thead>
        <tbody>
        \(each: entries, row)</tbody>
        </table>
        """
    }

    private func why(_ memory: NoteMemory) -> HTML {
        guard let reason = memory.reason else { return "—" }
        return #"<bdi class="typed">\#(reason.text)</bdi>"#
    }

    private func row(_ entry: Entry) -> HTML {
        let memory = entry.memory
        let report = frame.links.report(memory.survey, memory.period, of: subject.facility)
        let item = entry.form.item(entry.note.item).map(entry.form.name(of:)) ?? entry.note.item
        return """
            <tr><th scope="row" data-h="注意">\(entry.note.message)</th>\
            <td data-h="確認した報告"><span><a href="\(report)">\(memory.period.words(in: frame.today))</a> \(entry.form.title)<br>\
            <span class="small muted">\(memory.passedAt.words) <bdi>\(memory.by)</bdi></span></span></td>\
            <td data-h="\(NoteReason.label)">\(why(memory))</td>\
            <td data-h="いつまで"><span class="nb">\(memory.until.words)</span></td>\
            <td><form method="post" action="\(frame.links.noteMemoryEnd(of: subject.facility))">\(frame.csrfField)\
            <input type="hidden" name="\(Self.survey)" value="\(memory.survey)">\
            <input type="hidden" name="\(Self.check)" value="\(memory.check)">\
            <button class="btn two-nd sm">もう一度たずねる<span class="vh">(\(item))</span></button></form></td></tr>

            """
    }
}
