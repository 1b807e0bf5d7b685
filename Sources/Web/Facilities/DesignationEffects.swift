import Domain

/// What applying a designation report does beside its rows (R4 R31).
public struct DesignationEffects: Sendable {
    /// IDs that are issued, and how their people are told.
    public var issued = 0
    public var mails = 0
    public var letters = 0
    /// Of these, those of the new institutions.
    var newWays: [String] = []
    /// Institutions that have an ID of which nobody was told yet, and are told now.
    public var told = 0
    /// Institutions whose reporting party changes.
    public var parties = 0
    /// Mails wait until the help desk releases them.
    public var holds = false
    /// The last day of what ends, where it is the same for all.
    public var lastDay: Day?

    public init() {}

    /// - Parameters:
    ///   - rows: those that change something.
    ///   - issued: so many IDs are issued.
    init(of rows: [DesignationRow], issued: Int, holds: Bool) {
        (self.issued, self.holds) = (issued, holds)
        let ways = rows.map(\.notification).filter { !$0.isEmpty }
        mails = ways.count { $0 == NotificationWay.mail.label }
        letters = ways.count { $0 == NotificationWay.letter.label }
        newWays = rows.filter { $0.verdict == .added }.map(\.notification)
        told = max(0, ways.count - issued)
        parties = rows.count { $0.verdict == .changed && $0.changes.contains { $0.label == Self.party } }
        let ending = rows.filter { $0.verdict == .ended }
        let ends = Set(ending.map(\.from))
        // What ends on a later day than its row says names that day itself.
        if ends.count == 1, let end = ends.first,
            !ending.contains(where: { $0.changes.contains { $0.laterDay != nil } })
        {
            lastDay = end?.adding(-1)
        }
    }

    /// As changes of the reporting party are labelled.
    static let party = "報告する人"

    /// How many rows have each verdict.
    func figures(of report: DesignationReport) -> HTML {
        let shown = DesignationRow.Verdict.allCases.filter { verdict in
            switch verdict {
            case .undecided, .fault: report.count(verdict) > 0
            case .added, .changed, .ended, .unchanged: true
            }
        }
        return """
            <div class="stats">
            \(each: shown, { verdict in
                """
                <div class="stat"><span>\(verdict.chip.bare)</span><span class="big">\(Figure.grouped(report.count(verdict)))</span>\
                <span class="of">\(words(verdict, of: report))</span></div>

                """
            })</div>
            """
    }

    private func words(_ verdict: DesignationRow.Verdict, of report: DesignationReport) -> String {
        switch verdict {
        case .added: newWays.isEmpty ? "新しい医療機関" : "IDを発行(\(ways))"
        case .changed: parties > 0 ? "うち報告する人の変更 \(Figure.grouped(parties))" : "登録の変更"
        case .ended: report.count(.ended) > 0 ? lastDay.map { "\($0.words)までで終わり" } ?? "指定と契約の終わり" : "指定と契約の終わり"
        case .unchanged: "何もしません"
        case .undecided: "決めるまで反映できません"
        case .fault: "直すまで反映できません"
        }
    }

    private var ways: String {
        [(NotificationWay.mail, "メール"), (.letter, "手紙"), (.nobody, "知らせない")].compactMap { way, words in
            let count = newWays.count { $0 == way.label }
            return count > 0 ? "\(words) \(Figure.grouped(count))" : nil
        }.joined(separator: "、")
    }

    private var nobody: Int { max(0, issued + told - mails - letters) }

    /// What happens, or has happened, one sentence each.
    func sentences(of report: DesignationReport, isDone: Bool) -> [String] {
        func said(_ verb: String, _ past: String) -> String { isDone ? past : verb }
        var sentences: [String] = []
        if issued > 0 {
            sentences.append("IDを\(Figure.grouped(issued))件\(said("発行します", "発行しました"))。")
        }
        if told > 0 {
            sentences.append("まだお知らせしていない\(Figure.grouped(told))件のIDを、\(said("お知らせします", "お知らせしました"))。")
        }
        if mails > 0 {
            let mails = "IDをお知らせするメール\(Figure.grouped(mails))通"
            sentences.append(
                holds
                    ? "\(mails)は\(said("保留します", "保留しました"))。事務局が確かめてから送ります。"
                    : "\(mails)を\(said("すぐに送ります", "送信待ちに入れました"))。")
        }
        if letters > 0 { sentences.append("手紙\(Figure.grouped(letters))通は、事務局が印刷してお送りします。") }
        if nobody > 0 {
            sentences.append("団体が報告する\(Figure.grouped(nobody))件のIDは、自院の報告に変わるまでお知らせしません。")
        }
        let (changed, ended) = (report.count(.changed), report.count(.ended))
        if changed > 0 { sentences.append("\(Figure.grouped(changed))件の登録を\(said("変えます", "変えました"))。") }
        if ended > 0 { sentences.append("\(Figure.grouped(ended))件の指定や契約を\(said("終えます", "終えました"))。") }
        if !isDone { sentences.append("反映したあとでも、日を決めて取り消せます。") }
        return sentences
    }
}

extension DesignationRow.Change {
    /// Where it holds from another day than its row: what it comes to, and that day in words.
    var laterDay: (after: String, day: String)? {
        guard after.hasSuffix("から）"), let open = after.lastIndex(of: "（") else { return nil }
        return (String(after[..<open]), String(after[after.index(after: open)...].dropLast(3)))
    }
}
