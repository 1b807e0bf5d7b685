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
        var results: [Int: SentSheet.Result] = [:]
        for (day, form) in sheet.forms {
            var wanted: [(row: MemberSheetReading.Row, taken: MemberRow)] = []
            for row in reading.rows where row.faults.isEmpty {
                guard let member = row.member, member.day == day else { continue }
                if row.isClosed {
                    results[row.line] = try await takeClosed(
                        row, member, reading, form, by: account, at: now, surveys: surveys)
                }
                if results[row.line] == nil {
                    let taken = MemberRow(
                        facility: member.facility, cells: row.cells, passed: row.passed(in: form),
                        basedOn: row.basedOn)
                    wanted.append((row, taken))
                }
            }
            let outcomes = try await take(
                wanted.map(\.taken), form, day, by: account, route: .file, at: now, surveys: surveys)
            for (row, outcome) in zip(wanted.map(\.row), outcomes) {
                results[row.line] = reading.result(row, outcome, form)
            }
        }
        return SentSheet(
            lines, reading, results: reading.rows.map { results[$0.line] ?? reading.faulty($0, sheet) })
    }
}

extension MemberSheetReading.Row {
    /// A note is passed by a word in its row: the row says for every one that somebody has looked.
    func passed(in form: Form) -> Set<String> {
        isConfirmed ? Set(form.checks.filter { $0.severity == .note }.map(\.id)) : []
    }
}

extension MemberSheetReading {
    /// A row that was not taken, with what else is wrong in it, so that all of it can be mended at once.
    fileprivate func faulty(_ row: Row, _ sheet: MemberSheet) -> SentSheet.Result {
        var all = row.faults
        if let member = row.member, let form = sheet.form(on: member.day), row.isFilled, !row.isClosed {
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
            result(row, .changed, revision: nil, faults(report, row, in: form))
        case .notAsked(let reason): result(row, .faulty, revision: nil, faults(reason))
        }
    }

    /// What is told of a row.
    ///
    /// - Parameter revision: the newest one that its person has seen, for the file that goes back; nil or 0 leaves what stands there.
    func result(
        _ row: Row, _ state: SentSheet.State, revision: Int?, _ faults: [MemberFault] = []
    ) -> SentSheet.Result {
        SentSheet.Result(
            line: row.line, name: row.member?.name ?? "", day: row.member?.day.text ?? "", state: state,
            revision: revision.flatMap { $0 == 0 ? nil : $0 }, faults: faults)
    }
}
