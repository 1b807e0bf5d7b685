import Domain
import Store

/// A sent table: what stands in the fields of each member's row. Members of others and items that are not asked are left alone.
struct SentTable {
    struct Row {
        let facility: Facility.ID
        /// By item, as typed.
        var cells: [String: String]
        /// Fields that cannot be read as text.
        let faults: [FieldProblem]
        let passed: Set<String>
        /// Why, as typed.
        var why = ""
        /// What could be read of it.
        var reason: NoteReason?
        let basedOn: Int

        var entry: MemberRowState.Entry {
            var entry = MemberRowState.Entry(typed: cells, passed: passed, basedOn: basedOn)
            entry.reason = why
            return entry
        }
    }

    /// In the table's order.
    private(set) var rows: [Row] = []

    init(_ body: FormBody, _ table: MemberTable) {
        let sent = Set(
            body.names.compactMap { name in name.split(separator: ".", maxSplits: 1).first.map(String.init) })
        for row in table.rows where row.facts != nil && sent.contains(row.facility.text) {
            rows.append(Self.row(row, table.form, body))
        }
    }

    /// What is pasted stands in place of what was typed.
    mutating func fill(_ pasted: PastedRows, _ table: MemberTable) {
        for (facility, cells) in pasted.cells {
            if let place = rows.firstIndex(where: { $0.facility == facility }) {
                rows[place].cells.merge(cells) { $1 }
            } else {
                let revision = table[facility]?.revision ?? 0
                rows.append(Row(facility: facility, cells: cells, faults: [], passed: [], basedOn: revision))
            }
        }
        rows.sort { $0.facility < $1.facility }
    }

    private static func row(_ row: MemberRowState, _ form: Form, _ body: FormBody) -> Row {
        let id = row.facility.text
        var cells: [String: String] = [:]
        var faults: [FieldProblem] = []
        for item in row.asked(by: form).flatMap(\.items) {
            let name = "\(id).\(item.code)"
            switch body.optional(name) {
            case .success(let text): cells[item.code] = text ?? ""
            case .failure(let fault):
                cells[item.code] = body.typed(name)
                faults.append(FieldProblem(field: item.code, label: form.name(of: item), sentence: fault.sentence))
            }
        }
        let passed = (try? body.list("\(id).\(FieldName.passed)").get()) ?? []
        let why = body.typed("\(id).\(FieldName.why)")
        var reason: NoteReason?
        do throws(FieldProblem) {
            reason = try NoteReason.read(why, field: FieldName.why)
        } catch {
            faults.append(error)
        }
        return Row(
            facility: row.facility, cells: cells, faults: faults,
            passed: Set(passed.flatMap { $0.split(separator: " ").map(String.init) }),
            why: why, reason: reason, basedOn: Int(body.typed("\(id).\(FieldName.revision)")) ?? 0)
    }
}

/// What somebody wants of a sent table: its rows stored, or only the table shown in another way with what was typed.
enum TableWish {
    case report
    /// 「すべて0」 in the row of a member.
    case zero(Facility.ID)
    /// A reported row as fields.
    case open(Facility.ID)
    /// 「休診」, or that it is taken back (R33).
    case closed(Facility.ID, Bool)
    /// What somebody else stored, in place of what was typed.
    case theirs(Facility.ID)
    case earlier(Bool)
    case show(MemberFilter)

    /// - Parameter text: `word:what`, as the buttons of the page send it; anything else is the large button.
    init(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        let (word, what) = (parts.first ?? "", parts.count > 1 ? parts[1] : "")
        let facility = Facility.ID(what)
        switch (word, facility) {
        case ("zero", let facility?): self = .zero(facility)
        case ("open", let facility?): self = .open(facility)
        case ("theirs", let facility?): self = .theirs(facility)
        case ("close", let facility?): self = .closed(facility, true)
        case ("reopen", let facility?): self = .closed(facility, false)
        case ("earlier", _): self = .earlier(what == "1")
        case ("show", _): self = MemberFilter(what).map { .show($0) } ?? .show(.all)
        default: self = .report
        }
    }
}
