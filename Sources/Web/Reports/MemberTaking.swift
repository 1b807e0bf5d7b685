import Database
import Domain
import Store

/// What became of the rows of a sent table.
struct MemberTaking {
    private(set) var stored = 0
    private(set) var refused = 0
    private(set) var asked = 0
    /// Rows in which something was typed.
    private(set) var touched = 0
    /// Reported rows that were emptied: they stay as they are stored.
    private(set) var emptied: [String] = []
    private var outcomes: [(row: SentTable.Row, outcome: MemberOutcome)] = []

    /// All that was sent is stored, and there is nothing to say of any row.
    var isWhole: Bool { stored > 0 && stored == touched && emptied.isEmpty }

    /// Stores what is valid; each row in a transaction of its own.
    init(_ visit: Visit, _ account: Account, _ table: MemberTable, _ sent: SentTable) async throws {
        var rows: [SentTable.Row] = []
        for row in sent.rows {
            guard let known = table[row.facility] else { continue }
            if row.entry.isBlank {
                if known.answers != nil { emptied.append(known.name) }
            } else if row.faults.isEmpty {
                rows.append(row)
            } else {
                outcomes.append((row, .refused(row.problems(known, table))))
            }
        }
        let taken = try await visit.house.pool.take(
            rows.map {
                MemberRow(
                    facility: $0.facility, cells: $0.cells, passed: $0.passed, reason: $0.reason, basedOn: $0.basedOn)
            },
            table.form, table.day, by: account, route: .table, at: visit.now, as: visit.act(try visit.form()),
            surveys: visit.house.surveys)
        outcomes += zip(rows, taken).map { ($0, $1) }
        touched = outcomes.count
        for (_, outcome) in outcomes {
            switch outcome {
            case .stored, .unchanged: stored += 1
            case .asked: asked += 1
            case .refused, .changedMeanwhile, .notAsked: refused += 1
            case .untouched: touched -= 1
            }
        }
    }

    /// What is not stored stands in its row as it was typed, with what is to be said of it.
    func show(in table: inout MemberTable, _ visit: Visit) async throws {
        for (row, outcome) in outcomes {
            guard let place = table.index(of: row.facility) else { continue }
            var entry = row.entry
            switch outcome {
            case .stored, .unchanged, .untouched: continue
            case .refused(let errors): entry.errors = errors
            case .asked(let notes): entry.notes = notes
            case .notAsked(let reason): entry.refusal = reason
            case .changedMeanwhile(let theirs):
                entry = try await Self.merged(row, theirs, table.form, table.rows[place], visit)
            }
            table.rows[place].entry = entry
            table.rows[place].isOpened = table.rows[place].answers != nil
        }
    }

    /// Both values: what only the other one changed is taken over, the rest stays as typed and is sent again on the newest.
    private static func merged(
        _ row: SentTable.Row, _ theirs: Report, _ form: Form, _ state: MemberRowState, _ visit: Visit
    ) async throws -> MemberRowState.Entry {
        let permit = try await visit.memberPermit(row.facility)
        let surveys = visit.house.surveys
        let revisions = try await visit.house.pool.read {
            try $0.reports.revisions(form.survey, theirs.period, permit, surveys)
        }
        let read = TypedReport(form, state.asked(by: form), cells: row.cells)
        let merge = ReportMerge(
            form: form, base: revisions.first { $0.number == row.basedOn }?.answers, theirs: theirs,
            typed: read.typed, answers: read.answers)
        var entry = MemberRowState.Entry(typed: merge.typed, passed: row.passed, basedOn: theirs.revision)
        entry.reason = row.why
        entry.conflict = ReportConflict(
            revision: theirs.revision, by: revisions.last?.by ?? "", at: theirs.recordedAt,
            isWithdrawn: theirs.status == .withdrawn, taken: merge.taken, differences: merge.differences)
        return entry
    }
}

extension SentTable.Row {
    /// What cannot be read as text, with everything else that is to be mended in the row.
    fileprivate func problems(_ state: MemberRowState, _ table: MemberTable) -> [FieldProblem] {
        guard let facts = state.facts else { return faults }
        let read = TypedReport(table.form, state.asked(by: table.form)) { item in
            if let fault = faults.first(where: { $0.field == item.code }) { return .failure(fault) }
            return .success(cells[item.code] ?? "")
        }
        return read.allProblems(table.form, askedOf: facts, passed: passed, on: table.day)
            + faults.filter { $0.field == FieldName.why }
    }
}

/// What the page says has just happened.
struct TableTold {
    var sentences: [String]

    init(_ taking: MemberTaking, _ pasted: PastedRows) {
        var said: [String] = []
        let (touched, stored) = (taking.touched, taking.stored)
        if touched == 0 {
            said.append("入力された行がありません。入力した行だけを報告します。")
        } else if stored == touched {
            said.append("\(touched)行を報告しました。")
        } else {
            said.append(
                stored == 0 ? "まだ報告していません。" : "\(touched)行のうち、\(stored)行を報告しました。")
            if taking.refused > 0 { said.append("\(taking.refused)行は直すところがあります。") }
            if taking.asked > 0 { said.append("\(taking.asked)行をご確認ください。") }
        }
        if !taking.emptied.isEmpty {
            said.append("\(Self.names(taking.emptied))は、空のためそのままです。取り下げるときは、報告の画面で取り下げてください。")
        }
        if !pasted.skipped.isEmpty {
            said.append("貼り付けた行のうち、\(Self.names(pasted.skipped))は入力欄がないため、報告していません。下の「表を貼り付ける」に残してあります。")
        }
        if !pasted.strays.isEmpty {
            said.append("貼り付けた行のうち、\(pasted.strays.count)行は、どの会員のものか分かりません。下の「表を貼り付ける」に残してあります。")
        }
        sentences = said
    }

    /// Every row that was sent is stored.
    init(stored: Int) { sentences = ["\(Figure.grouped(stored))行を報告しました。"] }

    /// What was done without storing anything.
    init?(_ wish: TableWish, _ table: MemberTable) {
        switch wish {
        case .zero(let facility):
            guard let row = table[facility], row.hasFields else { return nil }
            sentences = ["\(row.name)の数に0を入れました。まだ報告していません。"]
        case .open(let facility):
            guard let row = table[facility], row.hasFields else { return nil }
            sentences = ["\(row.name)の行を直せます。まだ報告していません。"]
        case .theirs(let facility):
            guard let row = table[facility] else { return nil }
            sentences = ["\(row.name)の行を、保存された値に合わせました。"]
        case .closed, .earlier, .show, .report: return nil
        }
    }

    /// 「休診」, or that it is taken back.
    init(_ outcome: ClosedMarkOutcome, isClosed: Bool, _ name: String) {
        switch outcome {
        case .reported: sentences = ["\(name)はこの日の報告があるため、休診にしていません。報告がないときは、報告の画面で取り下げてください。"]
        case .stored, .unchanged:
            sentences = [isClosed ? "\(name)を休診にしました。" : "\(name)の休診を取り消しました。"]
        }
    }

    /// One member was reported on a page of its own.
    init?(done row: MemberRowState?) {
        guard let row, row.answers != nil else { return nil }
        sentences = ["\(row.name)の報告を受け付けました。"]
    }

    private static func names(_ names: [String]) -> String {
        names.count > 3
            ? "\(names.prefix(3).joined(separator: "、"))ほか\(names.count - 3)件" : names.joined(separator: "、")
    }

    var html: HTML {
        """
        <div class="live" role="status"><p>\(each: sentences, { "\($0) " })</p></div>
        """
    }
}
