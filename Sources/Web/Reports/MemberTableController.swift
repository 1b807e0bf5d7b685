import Database
import Domain
import Hummingbird
import Store

/// An association's day as one table: members as rows, stored row by row (R18).
enum MemberTableController {
    static func show(_ visit: Visit) async throws -> Response {
        let isEarlier = visit.asked("earlier") == "1"
        var table = try await visit.memberTable(withEarlier: isEarlier)
        for opened in visit.query where opened.name == "open" {
            if let facility = Facility.ID(opened.value) { table[facility]?.isOpened = true }
        }
        var pasted = ""
        if let kept = try await visit.keptForm() {
            for row in SentTable(kept, table).rows where !row.entry.isBlank { table[row.facility]?.entry = row.entry }
            pasted = kept.typed(TableField.paste)
        }
        var page = page(visit, table, isEarlier: isEarlier)
        page.pasted = pasted
        page.filter = visit.asked("show").flatMap { MemberFilter($0) } ?? .all
        page.told = visit.asked("done").flatMap(Facility.ID.init).flatMap { TableTold(done: table[$0]) }
        if let stored = visit.asked(TableField.stored).flatMap({ Int($0) }), stored > 0, stored <= table.rows.count {
            page.told = TableTold(stored: stored)
        }
        return visit.page(page.body)
    }

    /// Stores what is valid, row by row, and shows the others again as they were typed; or only shows the table in another way.
    static func create(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn()
        let body = try visit.form()
        let wish = TableWish(body.typed(TableField.wish))
        let isEarlier = if case .earlier(let wanted) = wish { wanted } else { body.typed(TableField.earlier) == "1" }
        var table = try await visit.memberTable(withEarlier: isEarlier)
        var sent = SentTable(body, table)
        if let obstacle = visit.obstacle(to: body) {
            return again(visit, table, sent, body, isEarlier: isEarlier, obstacle)
        }
        let filter = MemberFilter(body.typed(TableField.show)) ?? .all
        guard case .report = wish else {
            let told = try await mark(wish, visit, &table)
            carryOut(wish, sent, &table)
            var page = page(visit, table, isEarlier: isEarlier)
            page.filter = if case .show(let wanted) = wish { wanted } else { filter }
            page.pasted = body.typed(TableField.paste)
            page.told = told ?? TableTold(wish, table)
            return visit.page(page.body)
        }
        let text = body.typed(TableField.paste)
        let pasted = PastedRows(text, into: table, from: Facility.ID(body.typed(TableField.pasteFrom)))
        sent.fill(pasted, table)
        let taking = try await MemberTaking(visit, account, table, sent)
        if taking.isWhole, pasted.left.isEmpty {
            return visit.redirect(stored(taking.stored, visit, table, filter, isEarlier: isEarlier))
        }
        table = try await visit.memberTable(withEarlier: isEarlier)
        try await taking.show(in: &table, visit)
        var page = page(visit, table, isEarlier: isEarlier)
        page.filter = filter
        page.pasted = pasted.left.joined(separator: "\n")
        page.told = TableTold(taking, pasted)
        page.isAnswer = true
        let isWhole = taking.refused + taking.asked + pasted.left.count == 0
        return visit.page(page.body, status: isWhole ? .ok : .unprocessableContent)
    }

    /// The page is from an ended session, or nothing can be entered now (R10): nothing is stored, and what was typed is still there,
    /// under a token of this session.
    private static func again(
        _ visit: Visit, _ table: MemberTable, _ sent: SentTable, _ body: FormBody, isEarlier: Bool, _ obstacle: Problem
    ) -> Response {
        var table = table
        for row in sent.rows where !row.entry.isBlank { table[row.facility]?.entry = row.entry }
        var page = page(visit, table, isEarlier: isEarlier)
        page.pasted = body.typed(TableField.paste)
        page.problem = obstacle
        return visit.page(page.body, after: obstacle)
    }

    /// The table anew, in the same way: reloaded it sends nothing twice.
    private static func stored(
        _ count: Int, _ visit: Visit, _ table: MemberTable, _ filter: MemberFilter, isEarlier: Bool
    ) -> Link {
        var query = [(name: TableField.stored, value: String(count))]
        if filter != .all { query.append((TableField.show, filter.text)) }
        if isEarlier { query.append((TableField.earlier, "1")) }
        return Links().members(table.form.survey, table.day, query: query)
    }

    private static func carryOut(_ wish: TableWish, _ sent: SentTable, _ table: inout MemberTable) {
        for row in sent.rows {
            guard let place = table.index(of: row.facility) else { continue }
            let isOpened = table.rows[place].answers != nil
            table.rows[place].isOpened = isOpened
            if isOpened || !row.entry.isBlank { table.rows[place].entry = row.entry }
        }
        switch wish {
        case .zero(let facility):
            let form = table.form
            table[facility]?.fillWithZeros(form)
        case .open(let facility): table[facility]?.isOpened = true
        case .theirs(let facility):
            table[facility]?.entry = nil
            table[facility]?.isOpened = false
        case .closed(let facility, true): table[facility]?.entry = nil
        case .closed, .earlier, .show, .report: break
        }
    }

    /// Marks a member's day as one without anything to report, or takes that back (R33).
    private static func mark(
        _ wish: TableWish, _ visit: Visit, _ table: inout MemberTable
    ) async throws -> TableTold? {
        guard case .closed(let facility, let isClosed) = wish, let row = table[facility], let facts = row.facts,
            table.form.isClosable(for: facts)
        else { return nil }
        let marking = ClosedMarking(
            survey: table.form.survey, period: table.day, isClosed: isClosed, recordedAt: visit.now,
            by: try visit.signedIn().name)
        let permit = try await visit.memberPermit(facility)
        let here = Links().members(table.form.survey, table.day)
        let taken = try await visit.once(try visit.form()) {
            try $0.mark(marking, permit)
        } leadingTo: {
            $0.isSettled ? here : nil
        }
        let outcome = if case .done(let outcome) = taken { outcome } else { ClosedMarkOutcome.unchanged }
        if outcome.isSettled { table[facility]?.isClosed = isClosed }
        return TableTold(outcome, isClosed: isClosed, row.name)
    }

    private static func page(_ visit: Visit, _ table: MemberTable, isEarlier: Bool) -> MemberTablePage {
        var page = MemberTablePage(frame: visit.frame(.home), table: table, now: visit.now)
        page.isEarlier = isEarlier
        page.isKept = visit.hasKept
        return page
    }
}

extension MemberRowState {
    /// 0 in every figure; what is chosen or written stays to be answered.
    fileprivate mutating func fillWithZeros(_ form: Form) {
        guard hasFields else { return }
        var entry = entry ?? Entry(typed: [:], basedOn: basedOn)
        for item in asked(by: form).flatMap(\.items) where item.isFigure { entry.typed[item.code] = "0" }
        entry.errors = []
        self.entry = entry
    }
}

extension Item {
    /// A number, which may be 0.
    var isFigure: Bool {
        switch kind {
        case .count, .decimal: true
        case .choice, .time, .flag, .text: false
        }
    }
}

/// The names of the table's own fields; those of its cells are `FACILITY.item`.
enum TableField {
    /// What the pressed button wants.
    static let wish = "do"
    static let earlier = "earlier"
    static let show = "show"
    static let paste = "paste"
    static let pasteFrom = "pasteFrom"
    /// So many rows were stored just now.
    static let stored = "stored"
}
