import Domain

/// What is wrong with a file as a whole, row by row and column by column, above the form it was sent with.
struct FileFaultSummary {
    var heading: String
    var sentence: String
    /// The first of them.
    var faults: [LineProblem]
    var total: Int

    var html: HTML {
        """
        <div class="sum" role="alert" tabindex="-1" id="page-sum"><h2>\(heading)</h2>
        <p>\(sentence)</p>
        <div class="scroll"><table class="tbl dense"><caption class="vh">直すところ</caption>
        <thead><tr><th scope="col" class="n">行</th><th scope="col">列</th><th scope="col">直し方</th></tr></thead>
        <tbody>\(each: faults, { fault in
            "<tr><td class=\"n\">\(fault.line.map(Figure.grouped) ?? "—")</td><td><bdi>\(fault.column ?? "—")</bdi></td><td>\(fault.japanese)</td></tr>"
        })</tbody></table></div>
        \(if: total > faults.count, "<p class=\"small\">はじめの\(faults.count)か所です。</p>")
        </div>
        """
    }
}
