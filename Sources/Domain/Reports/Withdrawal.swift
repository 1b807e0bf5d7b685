/// Why a report is taken back, in the words of the person who does (R26).
public struct WithdrawalReason: Sendable, Equatable {
    /// So many characters at most.
    public static let limit = 200

    public let text: String

    /// Reads what a person typed. A withdrawal without a reason is none.
    public init(_ typed: String) throws(FieldProblem) {
        text = Typed.trimmed(typed)
        if text.isEmpty { throw Self.problem("ひとことで結構ですので、入力してください。") }
        if let objection = Typed.objection(to: text, limit: Self.limit) { throw Self.problem(objection) }
    }

    /// What is wrong with a reason, at its field.
    public static func problem(_ sentence: String) -> FieldProblem {
        FieldProblem(field: "reason", label: "取り下げる理由", sentence: sentence)
    }
}

extension [Revision] {
    /// When the report that stands with the last of these was first submitted: a correction keeps that, and what came back after
    /// a withdrawal counts from its return (R26). nil where its reporting party did not submit it.
    public var firstSubmittedAt: Instant? { reversed().prefix { $0.status == .submitted }.last?.recordedAt }
}
