import Database
import Domain
import HTTPTypes
import Hummingbird
import Store

/// One institution's days as one table: stored day by day (R24).
enum DayTableController {
    static func show(_ visit: Visit) async throws -> Response {
        let kept = try await visit.keptForm()
        var view = try await visit.days(kept.map(AskedSpan.init) ?? visit.askedSpan)
        for opened in visit.query where opened.name == DayField.open {
            if let day = Day(opened.value) { view.table[day]?.isOpened = true }
        }
        if let kept {
            for row in SentDays(kept, view.table).rows where !row.sent.entry.isBlank {
                view.table[row.day]?.entry = row.sent.entry
            }
        }
        var page = try page(visit, view)
        page.pasted = kept?.typed(TableField.paste) ?? ""
        page.filter = visit.asked("show").flatMap { MemberFilter($0) } ?? .all
        if let stored = visit.asked(DayField.stored).flatMap({ Int($0) }), (1...DaySpan.most).contains(stored) {
            page.told = TableTold([TableTold.allStored(stored)])
        }
        return visit.page(page.body, status: view.problem == nil ? .ok : .unprocessableContent)
    }

    /// Stores what is valid, day by day, and shows the others again as they were typed; or only shows the table in another way.
    static func create(_ visit: Visit) async throws -> Response {
        let account = try visit.signedIn()
        let body = try visit.form()
        let wish = DayWish(body.typed(TableField.wish))
        var view = try await visit.days(AskedSpan(body))
        var sent = SentDays(body, view.table)
        if let obstacle = visit.obstacle(to: body) { return try again(visit, view, sent, body, obstacle) }
        guard case .report = wish else { return try await shown(visit, view, sent, body, wish) }
        let text = body.typed(TableField.paste)
        let pasted = PastedDays(text, into: view.table, from: Day(body.typed(TableField.pasteFrom)))
        sent.fill(pasted, view.table)
        let taking = try await DayTaking(visit, account, view.table, sent)
        if taking.isWhole, pasted.left.isEmpty {
            return visit.redirect(
                Links().manyDays(
                    view.desk.form.survey, view.table.span, of: try visit.facilityParameter(),
                    query: [(DayField.stored, String(taking.stored))]))
        }
        view = try await visit.days(AskedSpan(body))
        try await taking.show(in: &view.table, visit)
        var page = try page(visit, view)
        page.filter = MemberFilter(body.typed(TableField.show)) ?? .all
        page.pasted = pasted.left.joined(separator: "\n")
        page.told = TableTold(taking, pasted)
        page.isAnswer = true
        let isWhole = taking.refused + taking.asked + pasted.left.count == 0
        return visit.page(page.body, status: isWhole ? .ok : .unprocessableContent)
    }

    /// The table in another way, with what was typed.
    private static func shown(
        _ visit: Visit, _ view: DaysView, _ sent: SentDays, _ body: FormBody, _ wish: DayWish
    ) async throws -> Response {
        var view = view
        let told = try await mark(wish, visit, &view)
        carryOut(wish, sent, &view.table)
        var page = try page(visit, view)
        page.filter = MemberFilter(body.typed(TableField.show)) ?? .all
        if case .show(let wanted) = wish { page.filter = wanted }
        page.pasted = body.typed(TableField.paste)
        page.told = told ?? TableTold(wish, view.table)
        return visit.page(page.body)
    }

    /// The page is from an ended session, or nothing can be entered now (R10): nothing is stored, and what was typed is still there,
    /// under a token of this session.
    private static func again(
        _ visit: Visit, _ view: DaysView, _ sent: SentDays, _ body: FormBody, _ obstacle: Problem
    ) throws -> Response {
        var view = view
        for row in sent.rows where !row.sent.entry.isBlank {
            let isOpened = view.table[row.day]?.answers != nil
            view.table[row.day]?.entry = row.sent.entry
            view.table[row.day]?.isOpened = isOpened
        }
        var page = try page(visit, view)
        page.pasted = body.typed(TableField.paste)
        page.refusal = obstacle
        return visit.page(page.body, after: obstacle)
    }

    private static func carryOut(_ wish: DayWish, _ sent: SentDays, _ table: inout DayTable) {
        for row in sent.rows {
            guard let known = table[row.day] else { continue }
            let isOpened = known.answers != nil || known.isClosed
            table[row.day]?.isOpened = isOpened
            if isOpened || !row.sent.entry.isBlank { table[row.day]?.entry = row.sent.entry }
        }
        switch wish {
        case .zeros(let day): table.fillWithZeros(day)
        case .open(let day): table[day]?.isOpened = true
        case .theirs(let day):
            table[day]?.entry = nil
            table[day]?.isOpened = false
        case .closed(let day, true):
            table[day]?.entry = nil
            table[day]?.isOpened = false
        case .closed(let day, false): table[day]?.isOpened = false
        case .show, .report: break
        }
    }

    /// Marks a day as one without anything to report, or takes that back (R33).
    private static func mark(
        _ wish: DayWish, _ visit: Visit, _ view: inout DaysView
    ) async throws -> TableTold? {
        guard case .closed(let day, let isClosed) = wish,
            let row = view.table.rows.first(where: { $0.day == day }), let facts = row.state.facts,
            row.form.isClosable(for: facts)
        else { return nil }
        let marking = ClosedMarking(
            survey: row.form.survey, period: day, isClosed: isClosed, recordedAt: visit.now,
            by: try visit.signedIn().name)
        let permit = view.desk.permit
        let here = Links().manyDays(row.form.survey, view.table.span, of: try visit.facilityParameter())
        let taken = try await visit.once(try visit.form()) {
            try $0.mark(marking, permit)
        } leadingTo: {
            $0.isSettled ? here : nil
        }
        let outcome = if case .done(let outcome) = taken { outcome } else { ClosedMarkOutcome.unchanged }
        if outcome.isSettled { view.table[day]?.isClosed = isClosed }
        return TableTold(outcome, isClosed: isClosed, row.state.name)
    }

    private static func page(_ visit: Visit, _ view: DaysView) throws -> DayTablePage {
        var page = DayTablePage(
            frame: visit.frame(.home), subject: try visit.subject(view.desk), table: view.table, now: visit.now)
        page.facilityName = page.subject.facility == nil ? nil : view.desk.name
        page.problem = view.problem
        page.isShortened = view.isShortened
        page.newest = view.desk.newest
        page.isKept = visit.hasKept
        return page
    }
}

extension AskedSpan {
    /// Of a sent table.
    init(_ body: FormBody) { self.init(from: body.typed(DayField.from), until: body.typed(DayField.until)) }
}
