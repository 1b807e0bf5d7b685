import Domain

/// The sections of one report with their fields, as they stand in a page's form.
struct SheetSections {
    var form: Form
    /// Those asked.
    var sections: [Section]
    var day: Day
    /// What stands in the fields, by item code, as typed.
    var typed: [String: String]
    /// Values of other days to compare with.
    var earlier: [EarlierValues]
    /// By item code.
    var errors: [FieldProblem]
    var notes: [Verdict.Note]
    /// The checks whose notes have been passed.
    var passed: Set<String>
    /// Why, by check, as typed.
    var reasons: [String: String] = [:]
    /// Items that were filled in with the answer of an earlier period.
    var filled: [String: Day] = [:]
    /// What stands before names and ids, where a page holds several reports.
    var prefix = ""
    /// A section's heading: below the page's, or below that of its report.
    var isNested = false

    var html: HTML { "\(each: sections, section)" }

    private func section(_ section: Section) -> HTML {
        """
        <section class="stack" aria-labelledby="\(prefix)section-\(section.id)">
        <div>\(heading(section))\(section.note(on: day).map { "<p class=\"hint\">\($0)</p>" })</div>
        <div class="items cols-\(earlier.count)\(if: !section.items.contains(where: ItemField.isNarrow), " all-broad")">
        <div class="items-head" aria-hidden="true"><span>項目</span><span>\(form.period.words(day))</span>\
        \(each: earlier, { "<span>\($0.caption)<br>\($0.day.words(in: day))</span>" })</div>
        \(each: section.items, row)
        </div>
        </section>
        """
    }

    private func heading(_ section: Section) -> HTML {
        let (id, title): (HTML, HTML) = ("\(prefix)section-\(section.id)", "\(section.title)")
        return isNested ? #"<h3 id="\#(id)">\#(title)</h3>"# : #"<h2 id="\#(id)">\#(title)</h2>"#
    }

    private func row(_ item: Item) -> HTML {
        ItemRow(
            item: item, day: day, typed: typed[item.code] ?? "", earlier: earlier,
            error: sentence(at: item),
            notes: notes.filter { $0.item == item.code }, passed: passed, reasons: reasons,
            reasonErrors: errors, filledFrom: filled[item.code], prefix: prefix
        ).html
    }

    /// At the field its name need not be said again.
    private func sentence(at item: Item) -> String? {
        guard let problem = errors.first(where: { $0.field == item.code }) else { return nil }
        let name = "「\(problem.label)」は、"
        return problem.sentence.hasPrefix(name) ? String(problem.sentence.dropFirst(name.count)) : problem.sentence
    }
}
