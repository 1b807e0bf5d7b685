import Domain
import Store

/// What became of a file: how many rows were stored, and where the others are to be mended.
struct MemberFileResult {
    var frame: PageFrame
    var form: Form
    var day: Day
    var sent: MemberFileStore.Sent
    /// The file with what is to be mended; nil for an association's.
    var back: Link?
    /// Of one institution's days.
    var isOfOne = false

    /// So many rows are told on the page; the file that goes back has all of them.
    private static let most = 200

    var html: HTML? {
        guard let sheet = sent.sheet else { return nil }
        let open = sheet.open
        return """
            <section class="stack near" aria-labelledby="page-result">
            <h2 id="page-result">送ったファイルの結果</h2>
            <p class="small muted"><bdi>\(sent.fileName)</bdi> — \(sent.recordedAt.words(in: frame.today))</p>
            <div class="live" role="status"><p>\(told(sheet))</p></div>
            \(counts(sheet))
            \(unknown(sheet))
            \(if: !open.isEmpty, mend(open))
            </section>
            """
    }

    private func told(_ sheet: SentSheet) -> HTML {
        let (stored, closed, open) = (sheet.count(.stored), sheet.count(.closed), sheet.open.count)
        var words: [String] = []
        if stored > 0 { words.append("\(Figure.grouped(stored))行を報告しました。") }
        if closed > 0 { words.append("\(Figure.grouped(closed))行を休診にしました。") }
        if stored == 0, closed == 0 {
            words.append(open == 0 ? "新しく報告する行はありませんでした。" : "まだ報告していません。")
        }
        if open > 0 { words.append("\(Figure.grouped(open))行は直すところがあります。") }
        return "\(words.joined())"
    }

    private func counts(_ sheet: SentSheet) -> HTML {
        let all: [(Chip, Int)] = [
            (Chip(.ok, "報告した行"), sheet.count(.stored)), (Chip(.off, "休診にした行"), sheet.count(.closed)),
            (Chip(.ok, "報告済で変わりのない行"), sheet.count(.unchanged)),
            (Chip(.due, "何も入っていない行"), sheet.count(.untouched)),
            (Chip(.error, "直す行"), sheet.count(.faulty)), (Chip(.note, "確かめる行"), sheet.count(.asked)),
            (Chip(.changed, "ほかの人が先に訂正した行"), sheet.count(.changed)),
        ]
        return """
            <ul class="plain row">\(each: all.filter { $0.1 > 0 }, { "<li>\($0.0.html) <b>\(Figure.grouped($0.1))</b></li>" })</ul>
            """
    }

    private func unknown(_ sheet: SentSheet) -> HTML? {
        guard !sheet.unknown.isEmpty else { return nil }
        let names = sheet.unknown.prefix(10).map { "「\($0.prefix(40))」" }.joined()
        return "<p class=\"small\">読まなかった列: <bdi>\(names)</bdi>\(if: sheet.unknown.count > 10, " ほか")</p>"
    }

    private func mend(_ open: [SentSheet.Result]) -> HTML {
        let hasDays = isOfOne || Set(open.map(\.day)).count > 1
        return """
            <div class="sum" role="alert" tabindex="-1" id="page-sum"><h2>\(Figure.grouped(open.count))行を直してください</h2>
            <p>直すところを書き込んだファイルを取り、直して、もう一度送ってください。報告した行は、そのままでかまいません。</p>
            <p><a class="btn two-nd sm" href="\(back ?? frame.links.memberFileBack(form.survey, day, sent: sent.id))">\
            直すところを書き込んだファイル(Excel)</a></p>
            <div class="scroll"><table class="tbl dense"><caption class="vh">直すところ</caption>
            <thead><tr><th scope="col" class="n">行</th>\(if: hasDays, "<th scope=\"col\">日付</th>")\
            \(if: !isOfOne, "<th scope=\"col\">医療機関</th>")<th scope="col">列</th><th scope="col">直すところ</th></tr></thead>
            <tbody>\(each: open.prefix(Self.most), { row($0, hasDays: hasDays) })</tbody></table></div>
            \(if: open.count > Self.most, "<p class=\"small\">はじめの\(Self.most)行です。すべてはファイルにあります。</p>")
            </div>
            """
    }

    private func row(_ result: SentSheet.Result, hasDays: Bool) -> HTML {
        let span = max(1, result.faults.count)
        let head: HTML = """
            <th scope="row" class="n" rowspan="\(span)">\(result.line)</th>\
            \(if: hasDays, "<td rowspan=\"\(span)\">\(Day(result.day)?.words ?? "—")</td>")\
            \(if: !isOfOne, "<td rowspan=\"\(span)\"><bdi>\(result.name.isEmpty ? "—" : result.name)</bdi></td>")
            """
        return """
            \(each: result.faults.enumerated(), { index, fault in
                "<tr>\(if: index == 0, head)<td>\(place(fault))</td><td>\(fault.sentence)</td></tr>\n"
            })
            """
    }

    private func place(_ fault: MemberFault) -> HTML {
        """
        \(fault.column.map { "<span class=\"nb\">\(SheetPlace.letters($0))列</span> " })<bdi>\(fault.heading)</bdi>
        """
    }
}
