import Domain

/// The rows that are to be mended, and the form for the mended file (R3 R31).
struct DesignationFaultSection {
    var frame: PageFrame
    var report: DesignationReport
    /// The first rows at fault.
    var rows: [DesignationRow]
    /// The button that gives up.
    var discard: HTML

    /// So many rows are shown; the file names them all.
    static let most = 100

    var html: HTML {
        """
        <section class="stack near" aria-labelledby="page-bad">
        <div class="row apart"><h2 id="page-bad">直していただく行</h2>\
        \(if: !report.fileName.isEmpty, "<a href=\"\(frame.links.designationFaults(report.id))\">誤りを書き込んだファイルを保存する(Excel)</a>")</div>
        <table class="tbl cards">
        <caption class="vh">誤りのある行</caption>
        <thead><tr><th scope="col" class="n">行</th><th scope="col">列</th><th scope="col">入力された値</th><th scope="col">内容と直しかた</th></tr></thead>
        <tbody>
        \(each: rows, { row in "\(each: row.faults, { line(row, $0) })" })</tbody>
        </table>
        \(if: report.count(.fault) > rows.count, "<p class=\"small\">はじめの\(rows.count)行です。残りは、誤りを書き込んだファイルでご確認ください。</p>")
        \(report.fileName.isEmpty ? byHand : mended)
        </section>
        """
    }

    private func line(_ row: DesignationRow, _ fault: DesignationRow.Fault) -> HTML {
        """
        <tr class="bad"><td data-h="行" class="n">\(Figure.grouped(row.line))</td><td data-h="列"><bdi>\(fault.column)</bdi></td>\
        <td data-h="値">\(Self.typed(fault))</td>\
        <td data-h="直しかた">\(Self.emphasized(fault.sentence))</td></tr>

        """
    }

    private static func typed(_ fault: DesignationRow.Fault) -> HTML {
        fault.typed.isEmpty
            ? "<span class=\"muted\">(空欄)</span>" : "<bdi class=\"typed\">\(fault.typed)</bdi>"
    }

    /// What is wrong is said first and bold, how to mend it behind.
    private static func emphasized(_ sentence: String) -> HTML {
        guard let end = sentence.firstIndex(of: "。") else { return "<b>\(sentence)</b>" }
        let next = sentence.index(after: end)
        return "<b>\(String(sentence[..<next]))</b>\(String(sentence[next...]))"
    }

    private var mended: HTML {
        """
        <form class="panel quiet" method="post" action="\(frame.links.designationReports)" enctype="multipart/form-data">
        \(frame.csrfField)
        <input type="hidden" name="\(DesignationUpload.Field.instead)" value="\(report.id)">\
        <input type="hidden" name="\(DesignationUpload.Field.scope)" value="\(report.scope.rawValue)">\
        <input type="hidden" name="\(DesignationUpload.Field.from)" value="\(report.validFrom.text)">
        \(DesignationUpload.file("直したファイル", hint: "前と同じ列の順でお願いします。"))
        <div class="row"><button class="btn">もう一度読み取る</button>\(discard)</div>
        </form>
        """
    }

    private var byHand: HTML { "<div class=\"row\">\(discard)</div>" }
}
