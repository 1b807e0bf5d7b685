import Database
import Domain
import Store

/// What became of the days of a sent table.
struct DayTaking {
    private(set) var stored = 0
    private(set) var refused = 0
    private(set) var asked = 0
    /// Days at which something was typed.
    private(set) var touched = 0
    /// Reported days that were emptied: they stay as they are stored.
    private(set) var emptied: [String] = []
    private var outcomes: [(row: SentDays.Row, outcome: MemberOutcome)] = []

    /// All that was sent is stored, and there is nothing to say of any day.
    var isWhole: Bool { stored > 0 && stored == touched && emptied.isEmpty }

    /// Stores what is valid; each day in a transaction of its own, the oldest first.
    init(_ visit: Visit, _ account: Account, _ table: DayTable, _ sent: SentDays) async throws {
        var wanted: [(row: SentDays.Row, entry: DayEntry)] = []
        for row in sent.rows {
            guard let known = table.rows.first(where: { $0.day == row.day }) else { continue }
            let sent = row.sent
            if sent.entry.isBlank {
                if known.state.answers != nil { emptied.append(known.state.name) }
            } else if sent.faults.isEmpty {
                let cells = MemberRow(
                    facility: sent.facility, cells: sent.cells, passed: sent.passed, reason: sent.reason,
                    basedOn: sent.basedOn)
                wanted.append((row, DayEntry(form: known.form, period: row.day, row: cells)))
            } else {
                outcomes.append((row, .refused(sent.problems(known.state, known.form, on: row.day))))
            }
        }
        let taken = try await visit.house.pool.take(
            wanted.map(\.entry), by: account, route: .table, at: visit.now,
            as: visit.act(try visit.form()), surveys: visit.house.surveys)
        outcomes += zip(wanted.map(\.row), taken).map { ($0, $1) }
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
    func show(in table: inout DayTable, _ visit: Visit) async throws {
        for (row, outcome) in outcomes {
            guard let place = table.rows.firstIndex(where: { $0.day == row.day }) else { continue }
            let (form, state) = (table.rows[place].form, table.rows[place].state)
            var entry = row.sent.entry
            switch outcome {
            case .stored, .unchanged, .untouched: continue
            case .refused(let errors): entry.errors = errors
            case .asked(let notes): entry.notes = notes
            case .notAsked(let reason): entry.refusal = reason
            case .changedMeanwhile(let theirs):
                entry = try await MemberTaking.merged(row.sent, theirs, form, state, visit)
            }
            table.rows[place].state.entry = entry
            table.rows[place].state.isOpened = state.answers != nil
        }
    }
}

extension TableTold {
    init(_ taking: DayTaking, _ pasted: PastedDays) {
        var said: [String] = []
        let (touched, stored) = (taking.touched, taking.stored)
        if touched == 0 {
            said.append("入力された日がありません。入力した日だけを報告します。")
        } else if stored == touched {
            said.append(Self.allStored(stored))
        } else {
            said.append(stored == 0 ? "まだ報告していません。" : "\(touched)日分のうち、\(stored)日分を報告しました。")
            if taking.refused > 0 { said.append("\(taking.refused)日分は直すところがあります。") }
            if taking.asked > 0 { said.append("\(taking.asked)日分をご確認ください。") }
        }
        if !taking.emptied.isEmpty {
            said.append("\(Self.names(taking.emptied))は、空のためそのままです。取り下げるときは、報告の画面で取り下げてください。")
        }
        if !pasted.skipped.isEmpty {
            said.append("貼り付けた行のうち、\(Self.names(pasted.skipped))は入力欄がないため、報告していません。下の「表を貼り付ける」に残してあります。")
        }
        if !pasted.strays.isEmpty {
            said.append("貼り付けた行のうち、\(pasted.strays.count)行は、どの日のものか分かりません。下の「表を貼り付ける」に残してあります。")
        }
        self.init(said)
    }

    /// Nothing is left to be mended (R36).
    static func allStored(_ days: Int) -> String {
        "\(days)日分を報告しました。これらの日の分について、厚生労働省へほかに送っていただくものはありません。"
    }

    /// What was done without storing figures.
    init?(_ wish: DayWish, _ table: DayTable) {
        switch wish {
        case .zeros(let day):
            guard let row = table[day], row.hasFields else { return nil }
            self.init(["\(row.name)の空欄に、0と前回の開設時間などを入れました。まだ報告していません。"])
        case .open(let day):
            guard let row = table[day], row.hasFields else { return nil }
            self.init(["\(row.name)の行に入力できます。まだ報告していません。"])
        case .theirs(let day):
            guard let row = table[day] else { return nil }
            self.init(["\(row.name)の行を、保存された値に合わせました。"])
        case .closed, .show, .report: return nil
        }
    }
}
