import Domain

/// Rows of which only the name or the phone number agrees with an institution of the register: the officer decides (R31).
struct DesignationChoices {
    var frame: PageFrame
    var report: DesignationReport
    /// The first of them.
    var rows: [DesignationRow]
    /// Nothing was chosen.
    var problem: FieldProblem?

    /// So many are asked at a time; the next ones come when these are decided.
    static let most = 20
    /// Instead of an institution's ID: none of them.
    static let new = "new"

    static func field(_ line: Int) -> String { "row-\(line)" }

    var html: HTML {
        """
        <section class="stack near" aria-labelledby="page-undecided">
        <h2 id="page-undecided">判断していただく行 <span class="nb">\(Figure.grouped(report.count(.undecided)))件</span></h2>
        <p>IDも医療機関コードも合わず、名前や電話が同じ医療機関があります。同じ医療機関かどうかを選んでください。</p>
        \(each: rows, form)
        \(if: report.count(.undecided) > rows.count, "<p class=\"small\">はじめの\(rows.count)行です。決めると、次の行が出ます。</p>")
        </section>
        """
    }

    private func form(_ row: DesignationRow) -> HTML {
        let id = Self.field(row.line)
        let fault = problem?.field == id ? problem : nil
        return """
            <form class="panel tight" method="post" action="\(frame.links.designationRow(report.id, line: row.line))">\(frame.csrfField)
            <fieldset class="field" id="\(id)"\(if: fault != nil, " aria-describedby=\"\(id)-e\"")>
            <legend>\(Figure.grouped(row.line))行 <bdi>\(row.name)</bdi> <span class="small muted"><bdi>\(row.cityName)</bdi></span></legend>
            \(fault.map { "<p class=\"err\" id=\"\(id)-e\">\($0.sentence)</p>" })
            \(each: row.candidates, { option($0, in: row) })
            <label class="check"><input type="radio" name="\(DesignationReportPage.Field.decision)" value="\(Self.new)"\(if: row.decision == .new, " checked")> <span>別の新しい医療機関</span></label>
            </fieldset>
            <button class="btn two-nd">この行を決める<span class="vh">(\(Figure.grouped(row.line))行)</span></button>
            </form>

            """
    }

    private func option(_ candidate: DesignationRow.Candidate, in row: DesignationRow) -> HTML {
        let isChosen: Bool
        if case .same(let facility)? = row.decision {
            isChosen = facility.text == candidate.facility
        } else {
            isChosen = false
        }
        return """
            <label class="check"><input type="radio" name="\(DesignationReportPage.Field.decision)" value="\(candidate.facility)"\(if: isChosen, " checked")> \
            <span>同じ医療機関: <bdi>\(candidate.name)</bdi> <span class="nb">ID \(candidate.facility)</span><br>\
            <span class="small muted"><bdi>\(candidate.address)</bdi> (\(candidate.reason))</span></span></label>

            """
    }
}
