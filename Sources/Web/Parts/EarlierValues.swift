import Domain

/// Another day's values, shown beside the fields.
public struct EarlierValues: Sendable {
    /// 「前回」, 「先週」
    public var caption: String
    public var day: Day
    /// By item code.
    public var answers: [String: Answer]

    public init(caption: String, day: Day, answers: [String: Answer]) {
        self.caption = caption
        self.day = day
        self.answers = answers
    }
}

/// Two windows were open: what the other one stored, beside what this one holds. Nothing typed is lost.
public struct ReportConflict: Sendable {
    /// The newest revision.
    public var revision: Int
    /// Who stored it.
    public var by: String
    public var at: Instant
    /// What the other one did was to take the report back.
    public var isWithdrawn: Bool
    /// Items that only the other window changed: this page has taken them over.
    public var taken: [Item]
    /// Items that both changed.
    public var differences: [Difference]

    public init(
        revision: Int, by: String, at: Instant, isWithdrawn: Bool = false, taken: [Item] = [],
        differences: [Difference]
    ) {
        self.isWithdrawn = isWithdrawn
        self.taken = taken
        self.revision = revision
        self.by = by
        self.at = at
        self.differences = differences
    }

    public struct Difference: Sendable {
        public var item: Item
        /// What the other window stored.
        public var theirs: Answer?
        /// What stands in this page's field.
        public var yours: String

        public init(item: Item, theirs: Answer?, yours: String) {
            self.item = item
            self.theirs = theirs
            self.yours = yours
        }
    }
}

/// Tells of the other window's values above the form.
struct ConflictSummary {
    var conflict: ReportConflict
    var form: Form
    var isFirst: Bool
    /// What stands before ids, where a page holds several reports.
    var prefix = ""

    var html: HTML {
        """
        <div class="sum" role="alert" tabindex="-1"\(if: isFirst, " id=\"page-sum\"")>
        <h2>\(heading)</h2>
        <p>\(conflict.at.words) <bdi>\(conflict.by)</bdi>。この画面の値はまだ保存していません。下の入力欄を確かめ、必要なら直してから、もう一度送ってください。</p>
        \(if: !conflict.taken.isEmpty, "<p>この画面で変えていない項目は、保存された値に合わせました: \(conflict.taken.map(form.name(of:)).joined(separator: "、"))</p>")
        \(if: !conflict.differences.isEmpty, table)
        </div>
        """
    }

    private var table: HTML {
        """
        <div class="scroll" role="group" tabindex="0" aria-label="違うところ">
        <table class="tbl dense">
        <thead><tr><th scope="col">項目</th><th scope="col" class="n">保存された値(第\(conflict.revision)版)</th>\
        <th scope="col" class="n">この画面の値</th></tr></thead>
        <tbody>
        \(each: conflict.differences, row)</tbody>
        </table>
        </div>
        """
    }

    private var heading: String {
        conflict.isWithdrawn ? "別の画面でこの報告が取り下げられました" : "別の画面で第\(conflict.revision)版が保存されました"
    }

    private func row(_ difference: ReportConflict.Difference) -> HTML {
        """
        <tr><th scope="row"><a href="\(Link.anchor(prefix + difference.item.code))">\(form.name(of: difference.item))</a></th>\
        <td class="n">\(AnswerWords(difference.item, difference.theirs).cell)</td>\
        <td class="n"><bdi class="typed">\(yours(difference))</bdi></td></tr>

        """
    }

    private func yours(_ difference: ReportConflict.Difference) -> String {
        if difference.yours.isEmpty { return "—" }
        // What cannot be read is shown as typed.
        guard case .success(let answer?) = difference.item.read(difference.yours) else { return difference.yours }
        return AnswerWords(difference.item, answer).bare
    }
}
