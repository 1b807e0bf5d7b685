import Domain

/// Who stored which revision, when and by which way, and what each changed.
struct RevisionHistory {
    var form: Form
    /// The report's.
    var day: Day
    /// The newest first.
    var revisions: [Revision]
    /// When the institution confirmed the figures that its association sent, by revision.
    var confirmed: [Int: Instant] = [:]

    var html: HTML {
        """
        <ol class="hist" reversed>
        \(each: revisions.indices, entry)</ol>
        """
    }

    private func entry(_ index: Int) -> HTML {
        let revision = revisions[index]
        let before = index + 1 < revisions.count ? revisions[index + 1] : nil
        return """
            <li><p><b>第\(revision.number)版</b> <span class="nb">\(revision.recordedAt.longWords)</span> \
            <span class="nb">\(revision.route.label)</span> \(chip(revision))</p>
            <p class="small muted"><bdi>\(revision.by)</bdi></p>
            \(confirmed[revision.number].map { "<p>\(Chip(.ok, "医療機関が確認").html) <span class=\"nb\">\($0.longWords)</span></p>" })
            \(revision.reason.map { "<p>理由: <bdi class=\"typed\">\($0)</bdi></p>" })
            \(notes(revision))
            \(before.flatMap { changes(from: $0, to: revision) })</li>

            """
    }

    /// What asked to look again, and did not hold it up.
    private func notes(_ revision: Revision) -> HTML? {
        let told = revision.notes.compactMap { passed in
            form.note(passed.check, of: revision.answers, on: day).map { (passed: passed, message: $0.message) }
        }
        guard !told.isEmpty else { return nil }
        return "<ul class=\"plain stack near noted\">\(each: told, { note($0.passed, $0.message) })</ul>"
    }

    private func note(_ passed: PassedNote, _ message: String) -> HTML {
        let words = passed.how == .passed ? "確認ずみの注意" : "以前に確認ずみの注意"
        return """
            <li>\(Chip(.note, words).html) \(message)\
            \(passed.reason.map { "<br>\(NoteReason.label): <bdi class=\"typed\">\($0.text)</bdi>" })</li>

            """
    }

    private func chip(_ revision: Revision) -> HTML? {
        switch revision.status {
        case .submitted: nil
        case .withdrawn: Chip(.off, "取り下げ").html
        case .carriedOver: Chip.carriedOver.html
        }
    }

    private func changes(from before: Revision, to after: Revision) -> HTML? {
        // A withdrawal empties every item; that is said once, not item by item.
        guard after.status != .withdrawn else { return nil }
        let changes = form.changes(from: before.answers, to: after.answers)
        if changes.isEmpty { return nil }
        return "<ul>\(each: changes, change)</ul>"
    }

    private func change(_ change: AnswerChange) -> HTML {
        let before = AnswerWords(change.item, change.before)
        let after = AnswerWords(change.item, change.after)
        return """
            <li>\(form.name(of: change.item)): <span class="nb">\(before.hasAnswer ? before.text : "空")<span class="vh">から</span>\
            <span aria-hidden="true"> → </span>\(after.hasAnswer ? after.text : "空")</span></li>
            """
    }
}
