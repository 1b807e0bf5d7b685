import Domain
import Store

@testable import Web

/// Pages of an association's files, with a name in all places where one can stand.
extension PageExamples {
    static func memberFiles(_ frame: PageFrame, _ name: String, _ typed: String) -> [PageExample] {
        let form = form(name)
        let fault = MemberFault(column: 4, heading: name, sentence: typed)
        let states: [SentSheet.State] = [.stored, .unchanged, .closed, .untouched, .faulty, .asked, .changed]
        let results = states.enumerated().map { index, state in
            SentSheet.Result(
                line: index + 2, name: state == .asked ? "" : name, day: state == .changed ? "" : day.text,
                state: state,
                revision: 1,
                faults: state.isOpen ? [fault, MemberFault(column: nil, heading: name, sentence: typed)] : [])
        }
        let sent = MemberFileStore.Sent(
            id: name, survey: "s", period: day, fileName: name, recordedAt: now, sheet: nil, taken: 3, open: 3)
        var fresh = MemberFilePage(frame: frame, form: form, day: day, asked: 80, earlier: [])
        fresh.pasted = typed
        var told = MemberFilePage(frame: frame, form: form, day: day, asked: 0, earlier: [sent, sent])
        told.sent = MemberFileStore.Sent(
            id: name, survey: "s", period: day, fileName: name, recordedAt: now,
            sheet: SentSheet(
                lines: [], headLines: [1], places: ["gmis.name": 2], unknown: Array(repeating: typed, count: 12),
                results: results), taken: 3, open: 3)
        var refused = MemberFilePage(frame: frame, form: form, day: day, asked: 80, earlier: [sent])
        refused.faults = [
            LineProblem(line: 3, column: name, japanese: typed, english: typed),
            LineProblem(line: nil, japanese: typed, english: typed),
        ]
        refused.totalFaults = 9
        return [
            PageExample("member file", fresh.body), PageExample("member file, answered", told.body),
            PageExample("member file, refused", refused.body),
        ]
    }
}
