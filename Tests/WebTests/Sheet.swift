import Testing

/// A filled-in form of the hospital survey, and where it is sent.
struct Sheet: Sendable {
    var day: String
    var answers: [String: String]
    /// The newest revision the sender has seen.
    var revision = 0
    var passed: [String] = []

    /// A figure that nobody else reports.
    static let secret = "8,642"

    /// 20 September 2021, three functions.
    static let today = Sheet(
        day: "2021-09-20",
        answers: [
            "inpatient": "limited", "outpatient": "normal", "emergency": "none", "covidInpatients": "12", "severe": "3",
            "receivableBeds": "8642",
        ])

    /// 9 December 2020, six functions and what was asked beside them.
    static let earlier = Sheet(
        day: "2020-12-09",
        answers: [
            "outpatientWeekday": "normal", "outpatientWeekend": "none", "inpatient": "limited", "emergency": "stopped",
            "dialysis": "none", "chemotherapy": "normal", "surgery": "normal", "doctors": "normal", "nurses": "short",
            "otherStaff": "depleted", "memo": "",
        ])

    var address: String { "/reports/hospital-status/\(day)" }

    var fields: [(String, String)] {
        answers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } + [("revision", String(revision))]
            + passed.map { ("passed", $0) }
    }

    /// The sheet with other answers, on top of a revision.
    func with(_ changes: [String: String], after revision: Int? = nil) -> Sheet {
        var sheet = self
        sheet.answers.merge(changes) { $1 }
        sheet.revision = revision ?? self.revision
        return sheet
    }

    /// Sends it, which has to work, and opens the receipt.
    @discardableResult
    func send(by visitor: Visitor) async throws -> Page {
        let answer = try await visitor.post(address, fields)
        try #require(answer.status == 303, "\(address): \(answer.status)")
        let receipt = try await visitor.get(answer.location)
        try #require(receipt.status == 200)
        return receipt
    }
}
