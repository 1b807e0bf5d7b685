import Database
import Domain

extension DesignationReportStore {
    /// Takes an applied report back by a new act: from the day on what held before it holds again, as far as nobody told otherwise
    /// since. IDs that it issued are put to rest, and never deleted; reports stay, and the history keeps both. Where an association
    /// reported before that has ended meanwhile, the institution reports itself.
    ///
    /// - Returns: of how many institutions that is so.
    /// - Throws: `Problem.notFound` for an unknown one; `Problem.refused` for one that is not applied.
    @discardableResult
    public func takeBack(
        _ report: String, from day: Day, in prefecture: Prefecture, surveys: Surveys, at now: Instant, by actor: String
    ) throws -> Int {
        try hold(prefecture)
        guard let found = try find(report, in: prefecture) else { throw Problem.notFound }
        guard found.state == .applied, let appliedAt = found.appliedAt, let appliedBy = found.appliedBy else {
            throw Problem.refused(
                japanese: "この指定報告は反映していないか、もう取り消しています。", english: "the report is not applied")
        }
        guard day <= now.day else {
            throw Problem.refused(
                japanese: "きょうまでの日を入力してください。先の日から変えるときは、その日からの指定報告を送ってください。",
                english: "a report is taken back from today at the latest")
        }
        let (rows, histories) = try rowsToTakeBack(report, in: prefecture, on: now.day)
        let former = try Self.facts(before: appliedAt, by: appliedBy, of: rows, histories, from: day)
        let (facts, alone) = try db.associations.withoutEnded(former)
        try db.facilities.record(facts, surveys: surveys, at: now, by: actor)
        for row in rows {
            guard let account = try row.optionalString("issued_account") else { continue }
            try rest(account, report, Facility.ID(try row.string("facility_id")), day, now, actor)
        }
        try db.execute(
            """
            UPDATE designation_report SET state = 'takenBack', taken_back_from = \(day.text),
                taken_back_at = \(now.text), taken_back_by = \(actor)
            WHERE report_id = \(report)
            """)
        let detail = ["from": day.text, "reportThemselves": String(alone.count)]
        try audit("designation.takeBack", report, detail, at: now, by: actor)
        return alone.count
    }

    /// What is to be written down so that from a day on everything is as if the report had not been.
    private static func facts(
        before appliedAt: Instant, by appliedBy: String, of rows: [Row], _ histories: [Facility.ID: FacilityHistory],
        from day: Day
    ) throws -> [DatedFact] {
        try rows.flatMap { row -> [DatedFact] in
            guard let id = Facility.ID(try row.string("facility_id")), let history = histories[id] else { return [] }
            let restored = history.restoring(from: day, without: appliedAt, by: appliedBy)
            let isNew = try row.string("verdict") == DesignationRow.Verdict.added.rawValue
            return (restored + (isNew ? history.resting(from: day) : [])).map { DatedFact(id, $0.fact, $0.validity) }
        }
    }

    /// What the report changed and is still the prefecture's: what lies in another one by now is that one's to decide (R13).
    private func rowsToTakeBack(
        _ report: String, in prefecture: Prefecture, on today: Day
    ) throws -> (rows: [Row], histories: [Facility.ID: FacilityHistory]) {
        let rows = try db.query(
            """
            SELECT verdict, facility_id, issued_account FROM designation_row
            WHERE report_id = \(report) AND facility_id IS NOT NULL AND verdict IN ('added', 'changed', 'ended')
            """)
        let facilities = try rows.compactMap { Facility.ID(try $0.string("facility_id")) }
        try db.facilities.hold(facilities)
        let histories = try db.facilities.histories(of: facilities)
        let own = try rows.filter { row in
            guard let id = Facility.ID(try row.string("facility_id")), let history = histories[id] else { return false }
            return history.place(on: today) == prefecture
        }
        return (own, histories)
    }

    /// Unless a later report keeps the institution in the list; then its ID stays in use. Mails that wait do not go any more.
    private func rest(
        _ account: String, _ report: String, _ facility: Facility.ID?, _ day: Day, _ now: Instant, _ actor: String
    ) throws {
        if let facility, try db.facilities.history(of: facility).timelines.isInList(on: max(day, now.day)) { return }
        try db.accountLives.rest(account, reason: "designation.takeBack", at: now, by: actor)
        try db.execute(
            """
            UPDATE mail SET state = 'cancelled'
            WHERE account_id = \(account) AND batch = \(report) AND state IN ('held', 'queued')
            """)
    }
}

extension FacilityHistory {
    /// The prefecture in which it lies on a day; of one that begins later, that of its first day.
    fileprivate func place(on day: Day) -> Prefecture? {
        (on(day) ?? firstDay.flatMap { on(max($0, day)) })?.attributes.prefecture
    }
}

extension FacilityTimelines {
    /// Designated, or under a contract.
    fileprivate func isInList(on day: Day) -> Bool {
        designation.value(on: day)?.isInForce ?? false || contract.value(on: day) ?? false
    }
}

extension FacilityHistory {
    /// What is to be written down so that from a day on everything is as if an act had not been, where its facts are still the newest.
    ///
    /// - Parameters:
    ///   - recordedAt: of the act.
    ///   - recorder: who did it.
    func restoring(from day: Day, without recordedAt: Instant, by recorder: String) -> [ValidFact] {
        func restored<Value: Hashable>(
            _ series: FactSeries<Value>, _ none: Value?, _ fact: (Value) -> FacilityFact
        ) -> [ValidFact] {
            func isOfAct(_ told: FactSeries<Value>.Told) -> Bool {
                told.recordedAt == recordedAt && told.recordedBy == recorder
            }
            let former = Timeline(series.facts.filter { !isOfAct($0) }.map { ($0.validity, $0.value) })
            let own = Timeline(series.facts.map { ($0.validity, isOfAct($0)) })
            let cuts = series.facts.flatMap { [$0.validity.from, $0.validity.until].compactMap(\.self) }
            return own.pieces(from: day, cuts: cuts).compactMap { span, isOwn in
                guard isOwn == true, let value = former.value(on: span.from) ?? none else { return nil }
                return ValidFact(fact(value), span)
            }
        }
        return restored(attributes, nil, FacilityFact.attributes) + restored(kind, nil, FacilityFact.kind)
            + restored(life, .open, FacilityFact.life)
            + restored(designation, .notDesignated, FacilityFact.designation)
            + restored(contract, false, FacilityFact.contract)
            + restored(party, .itself, FacilityFact.reportingParty)
            + restored(directory, DirectoryEntry(), FacilityFact.directory)
    }

    /// An institution that only the act made known rests from then on: nothing is asked of it, of whatever kind it is. Where
    /// somebody told of its life since, that stays.
    func resting(from day: Day) -> [ValidFact] {
        guard timelines.life.stretches.isEmpty, let first = timelines.attributes.stretches.first?.validity.from else {
            return []
        }
        return [ValidFact(.life(.resting), Validity(from: max(day, first), until: nil))]
    }
}
