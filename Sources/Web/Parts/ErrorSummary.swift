import Domain

/// What has to be put right, above the form, each with a link to its field; takes the focus after a refused post.
struct ErrorSummary {
    var heading: String
    var sentence: String?
    var problems: [FieldProblem] = []
    /// The fields on the page; only they can be linked to.
    var anchors: Set<String> = []
    /// The first summary of a page carries the id that the script focuses.
    var isFirst = true

    init(heading: String, sentence: String) {
        self.heading = heading
        self.sentence = sentence
    }

    init(problems: [FieldProblem], anchors: Set<String>, isFirst: Bool) {
        heading = "\(problems.count)か所を直してください"
        self.problems = problems
        self.anchors = anchors
        self.isFirst = isFirst
    }

    var html: HTML {
        """
        <div class="sum" role="alert" tabindex="-1"\(if: isFirst, " id=\"page-sum\"")>
        <h2>\(heading)</h2>
        \(sentence.map { "<p>\($0)</p>" })
        \(if: !problems.isEmpty, "<ul>\(each: problems, entry)</ul>")
        </div>
        """
    }

    private func entry(_ problem: FieldProblem) -> HTML {
        // Most sentences begin with the field's name already, in brackets or as the end of a longer one.
        let isNamed =
            problem.sentence.hasPrefix("「")
            || problem.label.split(separator: " ").last.map { problem.sentence.hasPrefix($0) } ?? false
        let words = isNamed ? problem.sentence : "\(problem.label): \(problem.sentence)"
        return anchors.contains(problem.field)
            ? #"<li><a href="\#(Link.anchor(problem.field))">\#(words)</a></li>"# : "<li>\(words)</li>"
    }
}

/// What to look at again; passed with one tick at the item.
struct NoteSummary {
    var notes: [Verdict.Note]
    var form: Form
    /// The items on the page. A note on another item has its tick here.
    var shown: Set<String>
    var isFirst: Bool
    /// What stands before names and ids, where a page holds several reports.
    var prefix = ""
    /// By check, as typed.
    var reasons: [String: String] = [:]

    var html: HTML {
        """
        <div class="sum ask"\(if: isFirst, " role=\"alert\" tabindex=\"-1\" id=\"page-sum\"")>
        <h2>\(notes.count)か所をご確認ください</h2>
        <p>まだ保存していません。正しければ「このままで正しい」に印をつけて、もう一度送ってください。\
        しばらくは、同じことをおたずねしません。</p>
        <ul>\(each: notes.filter { shown.contains($0.item) }, { note in
            "<li><a href=\"\(Link.anchor("note-\(prefix)\(note.check)"))\">\(words(note))</a></li>"
        })</ul>
        \(each: notes.filter { !shown.contains($0.item) }, { NoteBox(note: $0, isPassed: false, reason: reasons[$0.check] ?? "", prefix: prefix).html })
        </div>
        """
    }

    private func words(_ note: Verdict.Note) -> String {
        note.message.hasPrefix("「") ? note.message : "\(name(note)): \(note.message)"
    }

    private func name(_ note: Verdict.Note) -> String { form.item(note.item).map(form.name(of:)) ?? note.item }
}

/// One note with its tick, and where its reason can be written down.
struct NoteBox {
    var note: Verdict.Note
    var isPassed: Bool
    /// As typed.
    var reason = ""
    /// What is wrong with the reason.
    var error: FieldProblem?
    var prefix = ""

    private var why: String { prefix + FieldName.why(note.check) }

    var html: HTML {
        """
        <div class="ask-box" role="group" aria-label="確認のお願い">
        <p>\(note.message)</p>
        <label class="check"><input type="checkbox" id="note-\(prefix)\(note.check)" name="\(prefix)\(FieldName.passed)" value="\(note.check)"\
        \(if: isPassed, " checked")> このままで正しい</label>
        <label class="why" for="\(why)">\(NoteReason.label) <small class="opt">任意・都道府県にも見えます</small></label>
        \(error.map { "<p class=\"err\" id=\"\(why)-e\">\($0.sentence)</p>" })
        <input class="input" id="\(why)" name="\(why)" autocomplete="off" value="\(reason)"\
        \(if: error != nil, " aria-invalid=\"true\" aria-describedby=\"\(why)-e\"")>
        </div>
        """
    }
}
