import Domain
import Store

/// Where a prefecture sends its list of designations, and what became of those it sent (R31 R40).
public struct DesignationIndexPage: Sendable {
    public var frame: PageFrame
    public var upload: DesignationUpload
    /// The newest first.
    public var reports: [DesignationReport]
    /// Who stands behind the keys of those who sent them.
    public var names: [String: ActorName] = [:]

    public init(frame: PageFrame, upload: DesignationUpload, reports: [DesignationReport]) {
        (self.frame, self.upload, self.reports) = (frame, upload, reports)
    }

    public var body: HTML {
        Layout(
            frame: frame, title: "指定報告",
            main: """
                <div class="stack far">
                <div class="title"><div><h1>指定報告</h1><p>医療機関の指定、検査の委託契約、報告する人を、一覧でまとめて変えます。</p></div></div>
                \(upload.summary)
                <div class="two">
                <section class="panel" aria-labelledby="page-upload"><h2 id="page-upload">一覧を取り込む</h2>
                \(upload.html(frame))
                </section>
                <div class="stack">
                \(template)
                \(single)
                </div>
                </div>
                \(past)
                </div>
                """,
            scripts: upload.isRefused ? [frame.assets.reportForm] : [], isWide: true
        ).html
    }

    private var template: HTML {
        """
        <section class="panel tight quiet" aria-labelledby="page-template"><h2 class="lead" id="page-template">ひな形</h2>
        <p class="small">見出しだけの一覧です。2枚目のシートに、列ごとの書きかたがあります。</p>
        <ul class="plain"><li><a href="\(frame.links.designationTemplate("xlsx"))">ひな形を保存する(Excel)</a></li>\
        <li><a href="\(frame.links.designationTemplate("csv"))">ひな形を保存する(CSV)</a></li></ul>
        </section>
        """
    }

    private var single: HTML {
        """
        <section class="panel tight quiet" aria-labelledby="page-single"><h2 class="lead" id="page-single">1つの医療機関だけなら</h2>
        <p class="small">一覧を作らずに、画面で変えられます。</p>
        <ul class="plain"><li><a href="\(frame.links.register)">医療機関をさがして変える</a></li>\
        <li><a href="\(frame.links.newDesignationEntry)">新しい医療機関を加える</a></li></ul>
        </section>
        """
    }

    private var past: HTML {
        """
        <section class="stack near" aria-labelledby="page-past">
        <h2 id="page-past">これまでの取込み</h2>
        \(reports.isEmpty ? "<p class=\"muted\">まだありません。</p>" : table)
        </section>
        """
    }

    private var table: HTML {
        """
        <table class="tbl cards"><caption class="vh">これまでの取込み</caption>
        <thead><tr><th scope="col">日時</th><th scope="col">ファイル</th><th scope="col">結果</th><th scope="col">担当</th></tr></thead>
        <tbody>
        \(each: reports, row)</tbody></table>
        """
    }

    private func row(_ report: DesignationReport) -> HTML {
        """
        <tr><th scope="row"><a class="nb" href="\(frame.links.designationReport(report.id))">\(report.recordedAt.words(in: frame.today))</a></th>\
        <td data-h="ファイル"><bdi>\(report.title)</bdi>\(if: report.scope == .whole, " <span class=\"small muted\">(全部の一覧)</span>")</td>\
        <td data-h="結果">\(report.chip.html) <span class="nb">\(report.outcome)</span></td>\
        <td data-h="担当"><bdi>\(ActorWords(names: names).words(report.recordedBy))</bdi></td></tr>

        """
    }
}

extension DesignationReport {
    /// As lists name it.
    var title: String { fileName.isEmpty ? "画面で入力" : fileName }

    func count(_ verdict: DesignationRow.Verdict) -> Int { counts[verdict] ?? 0 }

    /// How it stands.
    var chip: Chip {
        switch state {
        case .checking: Chip(.due, state.label)
        case .checked: count(.fault) > 0 ? Chip(.error, "誤り \(Figure.grouped(count(.fault)))") : Chip(.due, state.label)
        case .applied: Chip(.ok, state.label)
        case .discarded, .takenBack: Chip(.off, state.label)
        }
    }

    /// 「追加 21・変更 3」
    var outcome: String {
        let parts = [DesignationRow.Verdict.added, .changed, .ended, .undecided].filter { count($0) > 0 }
            .map { "\($0.label) \(Figure.grouped(count($0)))" }
        if parts.isEmpty, state != .checking, count(.fault) == 0 { return "変更なし" }
        return parts.joined(separator: "・")
    }
}

extension DesignationRow.Verdict {
    /// The mark and colour of figures and chips.
    var chip: Chip {
        switch self {
        case .added: Chip(.added, label)
        case .changed: Chip(.changed, label)
        case .ended: Chip(.off, label)
        case .unchanged: Chip(.notAsked, label)
        case .undecided: Chip(.note, label)
        case .fault: Chip(.error, label)
        }
    }
}
