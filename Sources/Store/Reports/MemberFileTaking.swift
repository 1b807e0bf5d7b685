import Database
import Domain

extension ConnectionPool {
    /// Takes a filled file: rows that can be stored are, each whole or not at all, and every other one is told why not (R18).
    ///
    /// - Parameter lines: the file as it was read.
    /// - Returns: the file with what became of each row.
    public func take(
        _ reading: MemberSheetReading, _ lines: [SentSheet.Line], _ sheet: MemberSheet, by account: Account,
        at now: Instant, surveys: Surveys
    ) async throws -> SentSheet {
        var results = [SentSheet.Result?](repeating: nil, count: reading.rows.count)
        for (day, form) in sheet.forms {
            let indices = reading.rows.indices.filter { reading.rows[$0].member?.day == day }
            let sound = indices.filter { reading.rows[$0].faults.isEmpty }
            let rows = sound.map { index in reading.rows[index].memberRow(in: form) }
            let outcomes = try await take(
                rows, form, day, by: account, route: .file, at: now, surveys: surveys)
            for (index, outcome) in zip(sound, outcomes) {
                results[index] = reading.result(reading.rows[index], outcome, form)
            }
        }
        return SentSheet(
            lines, reading,
            results: reading.rows.indices.map { index in
                results[index] ?? reading.faulty(reading.rows[index], sheet)
            })
    }
}

extension MemberSheetReading.Row {
    fileprivate func memberRow(in form: Form) -> MemberRow {
        // A note is passed by a word in its row: the row says for every one that somebody has looked.
        let notes = isConfirmed ? Set(form.checks.filter { $0.severity == .note }.map(\.id)) : []
        guard let member else { preconditionFailure("only rows of a member are taken") }
        return MemberRow(facility: member.facility, cells: cells, passed: notes, basedOn: basedOn)
    }
}

extension MemberSheetReading {
    /// A row that was not taken, with what else is wrong in it, so that all of it can be mended at once.
    fileprivate func faulty(_ row: Row, _ sheet: MemberSheet) -> SentSheet.Result {
        var all = row.faults
        if let member = row.member, let form = sheet.form(on: member.day), row.isFilled {
            let typed = TypedReport(form, form.sections(askedOf: member.facts), cells: row.cells)
            let known = Set(all.map(\.heading))
            all += faults(typed.allProblems(form, askedOf: member.facts, passed: [], on: member.day))
                .filter { !known.contains($0.heading) }
        }
        return result(row, .faulty, revision: nil, all)
    }

    fileprivate func result(_ row: Row, _ outcome: MemberOutcome, _ form: Form) -> SentSheet.Result {
        switch outcome {
        case .untouched: result(row, .untouched, revision: row.member?.revision)
        case .stored(let revision): result(row, .stored, revision: revision.number)
        case .unchanged(let revision): result(row, .unchanged, revision: revision)
        case .refused(let problems): result(row, .faulty, revision: nil, faults(problems))
        case .asked(let notes): result(row, .asked, revision: nil, faults(notes))
        case .changedMeanwhile(let report):
            result(row, .changed, revision: report.revision, faults(report, row, in: form))
        case .notAsked(let reason): result(row, .faulty, revision: nil, faults(reason))
        }
    }

    fileprivate func result(
        _ row: Row, _ state: SentSheet.State, revision: Int?, _ faults: [MemberFault] = []
    ) -> SentSheet.Result {
        SentSheet.Result(
            line: row.line, name: row.member?.name ?? "", day: row.member?.day.text ?? "", state: state,
            revision: revision.flatMap { $0 == 0 ? nil : $0 }, faults: faults)
    }
}
