import Domain

/// Where the help desk plans a window, or changes one (R10 R21).
public struct MaintenanceFormPage: Sendable {
    /// The window that is changed, and the number of its state.
    public struct Former: Sendable {
        public var window: MaintenanceWindow
        public var number: Int

        public init(window: MaintenanceWindow, number: Int) {
            self.window = window
            self.number = number
        }
    }

    public var frame: PageFrame
    public var now: Instant
    public var typed: TypedMaintenance
    /// nil for a new one.
    public var former: Former?
    /// The state that the person has seen; 0 for a new window.
    public var basedOn: Int
    public var errors: [FieldProblem] = []
    /// Something else that kept it from being taken.
    public var problem: Problem?
    /// The key under which it will be planned.
    var id = ""

    public init(frame: PageFrame, now: Instant, typed: TypedMaintenance, former: Former? = nil) {
        self.frame = frame
        self.now = now
        self.typed = typed
        self.former = former
        basedOn = former?.number ?? 0
    }

    static let idField = "window"

    var title: String { former == nil ? "メンテナンスを予定する" : "メンテナンスの予定を変える" }
    var action: Link { former.map { frame.links.maintenance($0.window.id) } ?? frame.links.maintenance }
    /// What has begun keeps its beginning.
    var hasBegun: Bool { former.map { $0.window.startsAt <= now } ?? false }
    /// How the pages lead here.
    var trail: [(words: String, link: Link)] {
        let list = (words: "メンテナンス", link: frame.links.maintenance)
        return [list]
            + (former.map { [(words: $0.window.startsAt.words, link: frame.links.maintenance($0.window.id))] } ?? [])
    }

    public var body: HTML {
        Layout(
            frame: frame, title: title,
            main: """
                <div class="stack far">
                \(Crumbs(entries: trail, here: former == nil ? "予定する" : "変える").html)
                <div class="title"><div><h1>\(title)</h1>\
                <p>このあいだ、報告の入力・訂正・取り下げができなくなります。見ることはできます。</p></div></div>
                \(summary)
                <form class="stack" method="post" action="\(action)" novalidate>
                \(frame.csrfField)<input type="hidden" name="\(FieldName.revision)" value="\(basedOn)">
                \(beginning)
                \(field(.until, time(.until, typed.until), hint: "この時刻から、また入力できます。\(MaintenanceWindow.longestDays)日までです。"))
                \(field(.announcedFrom, time(.announcedFrom, typed.announcedFrom, isNeeded: false), hint: "この時刻から、すべての画面に出ます。空のままなら、いまから出ます。"))
                \(field(.reason, reason, hint: "\(MaintenanceWindow.longestReason)文字まで。すべての方が読みます。"))
                \(mail)
                <div class="row"><button class="btn" name="\(NoticeFormPage.Step.field)" value="\(NoticeFormPage.Step.preview.rawValue)">読む人の見え方を確かめる</button></div>
                </form>
                </div>
                """,
            scripts: summary == nil ? [] : [frame.assets.reportForm]
        ).html
    }

    private var summary: HTML? {
        if let problem { return ErrorSummary(heading: "まだ予定していません", sentence: problem.sentenceAtForm).html }
        guard !errors.isEmpty else { return nil }
        let shown = TypedMaintenance.Field.allCases.filter { !hasBegun || $0 != .from }
        return ErrorSummary(problems: errors, anchors: Set(shown.map(\.rawValue)), isFirst: true).html
    }

    private var beginning: HTML {
        guard !hasBegun else {
            return
                "<p>はじまり <b>\(former.map { "\($0.window.startsAt.words)" })</b> <span class=\"muted\">(もうはじまっています)</span></p>"
        }
        return """
            \(field(.from, time(.from, typed.from), hint: "日本時間です。この時刻から入力できなくなります。"))
            <div class="field"><label class="check"><input type="checkbox" id="startsNow" name="startsNow" value="1"\
            \(if: typed.startsNow, " checked")> いますぐはじめる</label>\
            <p class="hint">いま止まっているときに使います。「はじまり」と「知らせはじめる日時」は空のままでかまいません。</p></div>
            """
    }

    private func field(_ field: TypedMaintenance.Field, _ control: HTML, hint: String) -> HTML {
        let (name, error) = (field.rawValue, errors.first { $0.field == field.rawValue })
        return """
            <div class="field wide-field">
            <label for="\(name)">\(field.label)</label>
            <p class="hint" id="\(name)-h">\(hint)</p>
            \(error.map { "<p class=\"err\" id=\"\(name)-e\">\($0.sentence)</p>" })
            \(control)
            </div>
            """
    }

    private func named(_ field: TypedMaintenance.Field) -> HTML {
        let (name, isWrong) = (field.rawValue, errors.contains { $0.field == field.rawValue })
        return """
            id="\(name)" name="\(name)"\(if: isWrong, " aria-invalid=\"true\"") \
            aria-describedby="\(if: isWrong, "\(name)-e ")\(name)-h"
            """
    }

    private func time(_ field: TypedMaintenance.Field, _ value: String, isNeeded: Bool = true) -> HTML {
        """
        <input class="input" type="datetime-local" \(named(field)) value="\(value)"\(if: isNeeded, " required")>
        """
    }

    private var reason: HTML {
        #"<input class="input" \#(named(.reason)) value="\#(typed.reason)" required>"#
    }

    private var mail: HTML {
        """
        <div class="field"><label class="check"><input type="checkbox" id="byMail" name="byMail" value="1"\
        \(if: typed.byMail, " checked")> お知らせとメールでも、すべての方に知らせる</label>\
        <p class="hint">知らせはじめる日時から、少しずつ送ります。</p></div>
        """
    }
}
